import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../checker/routes/lightsail/free-port.ts';

/** How a test's sshd is set up. */
export interface SshdOptions {
  /** The host key's private half, as a launch script would install it. */
  hostKey: string;
  /** The text of `authorized_keys`. */
  authorizedKeys: string;
  /** More lines of its configuration, as `AllowTcpForwarding no`. They win. */
  settings?: string;
}

/** A real sshd on loopback, with what a test does to it. Disposing kills it and its sessions. */
export interface Sshd extends AsyncDisposable {
  port: number;
  /** Who can log in: whoever runs the test. */
  user: string;
  /** What it wrote. */
  log(): string;
  /** Ends it, sessions too, as a deleted instance does; `start` brings it back. */
  kill(): Promise<void>;
  /** Starts it again on the same port. */
  start(change?: Partial<SshdOptions>): Promise<void>;
  /** Stops its processes in mid-work, without a word to the peer. */
  freeze(): Promise<void>;
  /** Processes of it that run, sessions included. */
  processes(): Promise<number[]>;
}

const SSHD = '/usr/sbin/sshd';

/** Starts an sshd that answers when this resolves. */
export async function startSshd(options: SshdOptions): Promise<Sshd> {
  // Debian's sshd insists on it; systemd makes it where there is one.
  if (userInfo().uid === 0) await mkdir('/run/sshd', { recursive: true, mode: 0o755 });
  const dir = await mkdtemp(join(tmpdir(), 'puptime-sshd-'));
  const port = await freePort();
  let current = options;
  let child: ChildProcess | null = null;
  let log = '';

  const processes = async () => (child?.pid === undefined ? [] : await withDescendants(child.pid));

  const start = async (change: Partial<SshdOptions> = {}) => {
    current = { ...current, ...change };
    await writeFile(join(dir, 'host'), current.hostKey, { mode: 0o600 });
    await writeFile(join(dir, 'authorized_keys'), current.authorizedKeys);
    await chmod(dir, 0o755);
    await writeFile(join(dir, 'config'), `${current.settings ?? ''}\n${configuration(dir, port)}`);
    child = spawn(SSHD, ['-D', '-e', '-f', join(dir, 'config')], { stdio: ['ignore', 'ignore', 'pipe'] });
    const started = child;
    await new Promise<void>((resolve, reject) => {
      started.once('error', reject);
      started.once('exit', () => reject(new Error(`sshd ended: ${log}`)));
      started.stderr?.on('data', (chunk: Buffer) => {
        log += chunk.toString();
        if (log.includes('Server listening')) resolve();
      });
    });
  };

  const kill = async () => {
    if (!child) return;
    const running = child;
    const ended = running.exitCode === null && running.signalCode === null ? once(running, 'exit') : null;
    for (const pid of await processes()) signal(pid, 'SIGKILL');
    await ended;
    child = null;
    log = '';
  };

  await start();
  return {
    port,
    user: userInfo().username,
    log: () => log,
    start,
    kill,
    freeze: async () => {
      const met = new Set<number>();
      const fresh = async () => (await processes()).filter((pid) => !met.has(pid));
      // A session may be forked while the processes are being listed.
      for (let pids = await fresh(); pids.length > 0; pids = await fresh()) {
        for (const pid of pids) {
          signal(pid, 'SIGSTOP');
          met.add(pid);
        }
      }
    },
    processes,
    [Symbol.asyncDispose]: async () => {
      await kill();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function configuration(dir: string, port: number): string {
  return `
Port ${port}
ListenAddress 127.0.0.1
HostKey ${dir}/host
AuthorizedKeysFile ${dir}/authorized_keys
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
LogLevel VERBOSE
MaxStartups 100
`;
}

/** Processes whose command line has a text in it: what a test's private directory left behind. */
export async function processesNaming(text: string): Promise<number[]> {
  return processesWhere(async (pid) => (await proc(pid, 'cmdline')).includes(text));
}

/** Kills every process whose command line has a text in it; one that has ended meanwhile is as good. */
export async function killNaming(text: string): Promise<void> {
  for (const pid of await processesNaming(text)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}

async function withDescendants(root: number): Promise<number[]> {
  const parents = new Map<number, number>();
  await processesWhere(async (pid) => {
    // "pid (name) state parent …", and the name may hold anything.
    const stat = await proc(pid, 'stat');
    parents.set(pid, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    return false;
  });
  const found = [root];
  for (const parent of found)
    for (const [pid, of] of parents) if (of === parent && !found.includes(pid)) found.push(pid);
  return found;
}

async function processesWhere(test: (pid: number) => Promise<boolean>): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) if (/^\d+$/.test(name) && (await test(+name))) found.push(+name);
  return found;
}

/** A file of a process, or '' when the process has ended. */
async function proc(pid: number, file: string): Promise<string> {
  return readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It ended since it was listed.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
