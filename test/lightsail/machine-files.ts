import { execFile } from 'node:child_process';
import { chmod, chown, copyFile, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isRoot, SSHD_CONFIG, type SshSettings, sshdScript, USER_ID } from './sshd-files.ts';

/** What is put on an instance before it boots. */
export interface MachineFilesOptions extends SshSettings {
  userData: string;
  /** Names that the instance resolves to 127.0.0.1: the C library knows `localhost` alone. */
  localNames: readonly string[];
}

/** Commands that are only noted, because they would reach beyond the instance or find no system to act on. */
const NOTED = [
  'ip',
  'systemctl',
  'service',
  'iptables',
  'ip6tables',
  'nft',
  'ufw',
  'sysctl',
  'apt-get',
  'apt',
  'dnf',
  'yum',
].concat([
  'useradd',
  'usermod',
  'chpasswd',
  'shutdown',
  'reboot',
  'poweroff',
  'halt',
  'hostnamectl',
  'timedatectl',
]);

const SCRIPTS = join(import.meta.dirname, 'machine');

/** Script that is the first process of an instance. */
export const BOOT = join(SCRIPTS, 'boot.sh');

/** Lays out the private files of an instance in a new folder, host keys at random as a first boot makes them; returns the folder. */
export async function makeMachineFiles(options: MachineFilesOptions): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'puptime-lightsail-'));
  const { username } = options;
  const own = join(root, 'run/stand-in');
  const home = join(root, 'home', username);
  for (const folder of [
    'etc/ssh/sshd_config.d',
    'root',
    'tmp',
    'var/lib/cloud',
    'var/log',
    'var/tmp',
    'var/empty/sshd',
  ]) {
    await mkdir(join(root, folder), { recursive: true });
  }
  await mkdir(join(root, 'run/sshd'), { recursive: true, mode: 0o755 });
  await mkdir(join(own, 'commands'), { recursive: true });
  await mkdir(home, { recursive: true });
  await mkdir(join(home, '.ssh'), { mode: 0o700 });
  await chmod(join(root, 'tmp'), 0o1777);
  if (isRoot()) for (const folder of [home, join(home, '.ssh')]) await chown(folder, USER_ID, USER_ID);
  const write = (path: string, text: string) => writeFile(join(root, path), text);
  await write('etc/passwd', accounts(username, USER_ID));
  await write('etc/group', `root:x:0:\n${username}:x:${isRoot() ? USER_ID : 0}:\nnogroup:x:65534:\n`);
  await write('etc/shadow', `root:*:19000:0:99999:7:::\n${username}:*:19000:0:99999:7:::\n`);
  await write('etc/hosts', `127.0.0.1 localhost ${options.localNames.join(' ')}\n`);
  await write('etc/ssh/sshd_config', SSHD_CONFIG);
  await write('run/stand-in/calls', '');
  await write('run/stand-in/ssh-units', options.units.map((unit) => `${unit}\n`).join(''));
  await write('run/stand-in/user-data', PREFIX + options.userData);
  await write('run/stand-in/sshd.sh', sshdScript(options));
  // Where only one account can be had, the launch script must find the instance's user to be root, so that `chown` works.
  if (!isRoot()) await write('run/stand-in/passwd.launch', accounts(username, 0));
  await copyFile(join(SCRIPTS, 'launch.sh'), join(own, 'launch.sh'));
  await copyFile(join(SCRIPTS, 'command.sh'), join(own, 'commands/command.sh'));
  await chmod(join(own, 'commands/command.sh'), 0o755);
  for (const name of NOTED) await symlink('command.sh', join(own, 'commands', name));
  await Promise.all([
    makeKey(join(root, 'etc/ssh/ssh_host_ed25519_key')),
    ...(options.hostKey === 'wrong' ? [makeKey(join(own, 'wrong_key'))] : []),
  ]);
  return root;
}

async function makeKey(path: string): Promise<void> {
  await promisify(execFile)('ssh-keygen', [
    '-q',
    '-t',
    'ed25519',
    '-N',
    '',
    '-C',
    'made at first boot',
    '-f',
    path,
  ]);
}

function accounts(username: string, id: number): string {
  return [
    'root:x:0:0:root:/root:/bin/sh',
    `${username}:x:${id}:${id}::/home/${username}:/bin/sh`,
    'sshd:x:102:65534::/run/sshd:/usr/sbin/nologin',
    'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin',
    '',
  ].join('\n');
}

/** Lightsail puts lines of its own before the user data: a `#!` there is a mere comment. */
const PREFIX = `#!/bin/sh
printf 'made by the stand-in\\n' >/etc/ssh/lightsail_instance_ca.pub
printf '\\nTrustedUserCAKeys none\\n' >>/etc/ssh/sshd_config
`;
