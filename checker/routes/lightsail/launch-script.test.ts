import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Keys, makeKeys } from './keys.ts';
import { type LaunchKeys, launchScript } from './launch-script.ts';

let dir = '';
let keys: Keys;
let given: LaunchKeys;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'puptime-launch-'));
  keys = await makeKeys(dir);
  given = {
    hostPrivateKey: keys.hostKey.privateKey,
    hostPublicKey: keys.hostKey.publicKey,
    clientPublicKey: keys.client.publicKey,
    user: 'ubuntu',
  };
});
afterAll(async () => {
  await keys[Symbol.asyncDispose]();
  rmSync(dir, { recursive: true });
});

it.each(['dash', 'bash'])('is a script that %s can read', (shell) => {
  const checked = spawnSync(shell, ['-n'], { input: launchScript(given), encoding: 'utf8' });
  expect(checked).toMatchObject({ status: 0, stderr: '' });
});

it('stays far below the 16 kB that user data may have', () => {
  expect(launchScript(given).length).toBeLessThan(4_000);
});

it('shuts the metadata service before it lets anyone in', () => {
  const script = launchScript(given);
  const places = [
    'ip route replace prohibit',
    'exit 1',
    'authorized_keys"\n',
    'BEGIN OPENSSH',
    'systemctl restart',
  ];
  const order = places.map((text) => script.indexOf(text));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order).not.toContain(-1);
});

it.each([
  ['user', 'ubuntu; reboot'],
  ['user', ''],
  ['user', '-o'],
  ['hostPublicKey', `ssh-rsa ${'A'.repeat(68)}`],
  ['clientPublicKey', `ssh-ed25519 ${'A'.repeat(68)} it's`],
  ['clientPublicKey', `ssh-ed25519 ${'A'.repeat(68)}\nssh-ed25519 ${'B'.repeat(68)}`],
  ['hostPrivateKey', 'KEY'],
  [
    'hostPrivateKey',
    '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\nKEY\n$(reboot)\n-----END OPENSSH PRIVATE KEY-----\n',
  ],
])('refuses a %s of %j', (field, value) => {
  expect(() => launchScript({ ...given, [field]: value })).toThrow(/does not have the form/);
});

/** Mounts and a network of its own need root; elsewhere the text alone is checked. */
const namespaces =
  spawnSync('unshare', ['-mn', 'sh', '-c', 'ip link set lo up && ip route add default dev lo']).status === 0;

/**
 * Runs the script as an instance would, on copies of all that it may change. `unit`: the one that systemctl knows.
 * Prints what it left.
 */
function runOnMachine(script: string, { unit = 'ssh.service', before = '' } = {}): string {
  writeFileSync(join(dir, 'script'), script);
  writeFileSync(
    join(dir, 'machine'),
    `set -eu
mkdir -p ${dir}/bin
cat >${dir}/bin/systemctl <<'STUB'
#!/bin/sh
case " ${unit} " in *" $2 "*) echo "systemctl $*" ;; *) exit 5 ;; esac
STUB
chmod 755 ${dir}/bin/systemctl
export PATH=${dir}/bin:$PATH
mount -t tmpfs none /etc/ssh
mount -t tmpfs none /home
printf 'root:x:0:0::/root:/bin/sh\\nubuntu:x:1000:1000::/home/ubuntu:/bin/sh\\n' >${dir}/passwd
printf 'root:x:0:\\nubuntu:x:1000:\\n' >${dir}/group
mount --bind ${dir}/passwd /etc/passwd
mount --bind ${dir}/group /etc/group
mkdir -p /home/ubuntu/.ssh
echo 'ssh-ed25519 AAAA somebody' | tee /home/ubuntu/.ssh/authorized_keys >/home/ubuntu/.ssh/authorized_keys2
touch /etc/ssh/ssh_host_rsa_key /etc/ssh/ssh_host_ed25519_key /etc/ssh/sshd_config
ip link set lo up
ip route add default dev lo
ip -6 route add default dev lo || true
${before}
code=0
sh ${dir}/script || code=$?
echo "exit $code"
stat -c '%n %a %U' /etc/ssh/* /home/ubuntu/.ssh /home/ubuntu/.ssh/*
echo authorized: $(cat /home/ubuntu/.ssh/authorized_keys)
ssh-keygen -y -f /etc/ssh/ssh_host_ed25519_key 2>&1 || true
for address in 169.254.169.254 fd00:ec2::254 192.0.2.1; do
  ip route get $address >/dev/null 2>&1 && echo "$address reachable" || echo "$address not reachable"
done
# As a forwarded connection would be opened.
timeout 2 setpriv --reuid 1000 --clear-groups bash -c '</dev/tcp/169.254.169.254/80' 2>&1 | grep -o '/80: .*' || true
`,
  );
  return execFileSync('unshare', ['-mn', 'bash', join(dir, 'machine')], { encoding: 'utf8' });
}

if (namespaces) {
  describe('on a machine', () => {
    it('leaves one host key, one authorized key and no metadata service, and restarts sshd', () => {
      const left = runOnMachine(launchScript(given));
      const told = left
        .replaceAll(keys.client.publicKey, 'CLIENT')
        .replaceAll(keys.hostKey.publicKey, 'HOST');
      expect(told).toMatchInlineSnapshot(`
      "systemctl restart ssh.service
      exit 0
      /etc/ssh/ssh_host_ed25519_key 600 root
      /etc/ssh/ssh_host_ed25519_key.pub 644 root
      /etc/ssh/sshd_config 644 root
      /home/ubuntu/.ssh 700 ubuntu
      /home/ubuntu/.ssh/authorized_keys 600 ubuntu
      authorized: restrict,port-forwarding CLIENT
      HOST
      169.254.169.254 not reachable
      fd00:ec2::254 not reachable
      192.0.2.1 reachable
      /80: Permission denied
      "
    `);
    });

    it('restarts sshd.service where there is no ssh.service', () => {
      expect(runOnMachine(launchScript(given), { unit: 'sshd.service' })).toContain(
        'systemctl restart sshd.service',
      );
    });

    it('lets nobody in when the metadata service cannot be shut', () => {
      const before = `printf '#!/bin/sh\\n[ "$2" = get ]' >${dir}/bin/ip; chmod 755 ${dir}/bin/ip`;
      const left = runOnMachine(launchScript(given), { before });
      expect(left).toContain('exit 1');
      expect(left).toContain('authorized: ssh-ed25519 AAAA somebody');
      expect(left).not.toContain('systemctl restart');
    });
  });
}
