import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { promisify } from 'node:util';
import { BOOT } from './machine-files.ts';
import { descendantsOf, programOf } from './processes.ts';
import { isRoot } from './sshd-files.ts';

/** How the launch script of an instance ended. */
export interface Launch {
  exitCode: number;
  /** Whether the metadata address has a route in the network that the script left behind; `unknown` without the `ip` program. */
  metadata: 'reachable' | 'unreachable' | 'unknown';
}

/**
 * An instance's inside: processes in mount, process and (for the launch script) network namespaces of their own, with private
 * files in place of /etc/ssh, the accounts, /home, /root, /run, /tmp and /var, and everything else read-only.
 */
export class Machine {
  /** Folder of its private files. */
  readonly root: string;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #said: AsyncIterator<string>;
  #errors = '';

  private constructor(root: string) {
    this.root = root;
    const user = isRoot() ? [] : ['--map-root-user'];
    this.#child = spawn(
      'unshare',
      [...user, '--mount', '--pid', '--fork', '--kill-child', 'sh', BOOT, root],
      {
        stdio: ['pipe', 'pipe', 'pipe'],
        env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
      },
    );
    this.#said = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
    this.#child.stderr.on('data', (chunk: Buffer) => {
      this.#errors += chunk;
    });
    // An order to a machine that has just been stopped is not heard, and need not be.
    this.#child.stdin.on('error', () => this.#child.stdin.destroy());
  }

  /** Boots a machine from the files of `makeMachineFiles`. Rejects when its namespaces cannot be had. */
  static async boot(root: string): Promise<Machine> {
    const machine = new Machine(root);
    try {
      await machine.#hear(/^ready$/);
      return machine;
    } catch (error) {
      await machine.stop();
      throw error;
    }
  }

  /** Starts the ssh server; resolves when it listens. */
  async startSshd(): Promise<void> {
    this.#order('sshd');
    const [said] = await this.#hear(/^sshd (?:listening|failed)$/);
    if (said === 'sshd failed')
      throw new Error(`sshd does not listen: ${await this.read('/run/stand-in/sshd.log')}`);
  }

  /** Runs the launch script to its end. */
  async launch(): Promise<Launch> {
    this.#order('launch');
    const [, exitCode, metadata] = await this.#hear(/^launch (\d+) (reachable|unreachable|unknown)$/);
    return { exitCode: Number(exitCode), metadata: metadata as Launch['metadata'] };
  }

  /** Text of a file as the instance has it: its own files alone. `path`: as seen from inside. */
  read(path: string): Promise<string> {
    return readFile(join(this.root, normalize(join('/', path))), 'utf8');
  }

  /** Ids, as this machine counts them, of the ssh server and all its sessions. */
  sshdPids(): number[] {
    const { pid } = this.#child;
    // Later versions of OpenSSH name their children sshd-session and sshd-auth.
    return pid === undefined ? [] : descendantsOf(pid).filter((each) => programOf(each)?.startsWith('sshd'));
  }

  /** Ids of every process of the instance. */
  pids(): number[] {
    return this.#child.pid === undefined ? [] : descendantsOf(this.#child.pid);
  }

  /** Ends every process, then removes the files. Repeating it is harmless. */
  async stop(): Promise<void> {
    if (this.#child.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, 'exit');
      // The first process of the namespace takes all others with it, and `unshare` ends when they are gone.
      const [first] = descendantsOf(this.#child.pid);
      if (first === undefined) this.#child.kill('SIGKILL');
      else signal(first, 'SIGKILL');
      await ended;
    }
    this.#child.stdin.destroy();
    await rm(this.root, { recursive: true, force: true });
  }

  #order(order: string): void {
    this.#child.stdin.write(`${order}\n`);
  }

  async #hear(pattern: RegExp): Promise<RegExpExecArray> {
    const next = await this.#said.next();
    const match = next.done ? null : pattern.exec(next.value);
    if (match) return match;
    throw new Error(`${WHAT_IT_NEEDS}\nIt ${next.done ? 'ended' : `said ${next.value}`}. ${this.#errors}`);
  }
}

/** Sends a signal; a process that has ended meanwhile is none to send it to. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

const WHAT_IT_NEEDS =
  'An instance of the stand-in for Lightsail could not be run. It needs Linux with sshd, ssh-keygen and unshare, and either root ' +
  'or user namespaces that an ordinary user may make (Ubuntu since 23.10: sysctl kernel.apparmor_restrict_unprivileged_userns=0).';

/** Rejects, saying what is missing, where instances cannot be run. */
export async function checkMachines(): Promise<void> {
  const user = isRoot() ? [] : ['--map-root-user'];
  const trial = 'test -x /usr/sbin/sshd && command -v ssh-keygen >/dev/null && mount --bind "$1" "$1"';
  try {
    await promisify(execFile)('unshare', [
      ...user,
      '--mount',
      '--pid',
      '--fork',
      'sh',
      '-c',
      trial,
      'sh',
      dirname(BOOT),
    ]);
  } catch (error) {
    throw new Error(WHAT_IT_NEEDS, { cause: error });
  }
}
