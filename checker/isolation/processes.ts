import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { PuptimeError } from '../domain/puptime-error.ts';
import { asUser, type IsolatedUser, runAsRoot } from './user.ts';

/** Process ids of a user; those that have ended, and that nobody has asked after yet, are none. */
export async function processesOf({ uid }: IsolatedUser): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map(async (pid) => isAlive(await statusOf(pid), uid)));
  return pids.filter((_, i) => found[i]);
}

/** How often it is looked whether all are gone, and how long between two looks, in milliseconds. */
const LOOKS = 100;
const PAUSE_MS = 50;

/**
 * Ends every process of the user, and waits until they are gone: what a page may have left running is not to see what comes after.
 * Rejects with `PuptimeError` when some cannot be ended.
 */
export async function endProcessesOf(user: IsolatedUser): Promise<void> {
  for (let look = 0; look < LOOKS; look++) {
    if ((await processesOf(user)).length === 0) return;
    // All but the shell itself, those that were started meanwhile too. That there is nobody left is no failure.
    await runAsRoot(...asUser(user, ['sh', '-c', 'kill -KILL -1 || true']));
    await pause(PAUSE_MS);
  }
  throw new PuptimeError(`processes of ${user.name} cannot be ended`);
}

function isAlive(status: string, uid: number): boolean {
  return new RegExp(`^Uid:\t${uid}\t`, 'm').test(status) && !/^State:\t[ZX]/m.test(status);
}

/** '' of a process that has ended since it was listed. */
async function statusOf(pid: string): Promise<string> {
  try {
    return await readFile(`/proc/${pid}/status`, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return '';
    throw error;
  }
}
