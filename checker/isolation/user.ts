import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PuptimeError } from '../domain/puptime-error.ts';

const run = promisify(execFile);

/** A user of this machine that owns nothing but what a run gives it. */
export interface IsolatedUser {
  name: string;
  uid: number;
}

/** Words that make a command one of root's: none where this process is root's already. */
export function asRoot(words: readonly string[]): [string, ...string[]] {
  const [first = 'true', ...rest] = process.getuid?.() === 0 ? words : ['sudo', '-n', '--', ...words];
  return [first, ...rest];
}

/** Words that make a command one of the user's, without groups of others, rights, or a way to get any. */
export function asUser({ name }: IsolatedUser, words: readonly string[]): string[] {
  return [
    'setpriv',
    `--reuid=${name}`,
    `--regid=${name}`,
    '--clear-groups',
    '--no-new-privs',
    '--inh-caps=-all',
    '--bounding-set=-all',
    '--',
    ...words,
  ];
}

/**
 * Looks the user up. Throws `PuptimeError` (wrong use) where there is no such user, where it is root or the one who asks, and
 * where nobody may act as root here: then nothing could be kept apart.
 */
export async function findIsolatedUser(name: string): Promise<IsolatedUser> {
  if (!/^[a-z_][a-z0-9_-]{0,31}$/.test(name))
    throw refusal(name, 'expected the name of a user of this machine');
  if (process.platform !== 'linux') throw refusal(name, 'a user of its own is possible on Linux alone');
  const { stdout } = await run('id', ['-u', name]).catch((error: unknown) => {
    throw refusal(
      name,
      `there is no such user; make one: sudo useradd --system --user-group --shell /usr/sbin/nologin ${name}`,
      error,
    );
  });
  const uid = Number(stdout);
  if (uid === 0 || uid === process.getuid?.())
    throw refusal(
      name,
      'expected a user that owns nothing; name another than root and the one who runs this',
    );
  await runAsRoot('true').catch((error: unknown) => {
    throw refusal(
      name,
      'to start a process of another user this one must be root, or may call sudo without a password',
      error,
    );
  });
  return { name, uid };
}

/** Runs a command as root to its end. Rejects when it fails. */
export async function runAsRoot(...words: string[]): Promise<void> {
  const [command, ...rest] = asRoot(words);
  await run(command, rest);
}

function refusal(name: string, why: string, cause?: unknown): PuptimeError {
  return new PuptimeError(`--as ${name}: ${why}`, { exitCode: 2, cause });
}
