import { createHash } from 'node:crypto';
import { PuptimeError } from '../domain/puptime-error.ts';
import { GitFailure } from '../git/git.ts';
import { gitProblem, gitTrouble } from '../git/git-trouble.ts';
import type { BranchCommit, RemoteBranch } from '../git/remote-branch.ts';
import {
  ARCHIVE_README,
  addedLine,
  addedPath,
  isArchive,
  shownAddress,
  snapshotAt,
} from './branch-store-layout.ts';
import { BRANCH_README } from './branch-store-readme.ts';

/** What waiting for one's turn needs from the outside. */
export interface Patience {
  /** 0 ≤ n < 1. */
  random(): number;
  /** Waits, in milliseconds. */
  pause(ms: number): Promise<void>;
}

/** A race that is lost so often is no race. */
const MOST_TRIES = 30;
/** So many failures in a row will not pass. */
const MOST_FAILURES = 5;
/** Longest first waits, in milliseconds, after a race was lost and after git failed; each next one is twice as long. */
const LOST_MS = 400;
const FAILED_MS = 2_000;
/** Longer waits would only leave the branch idle: a push takes a second or two. */
const LONGEST_WAIT_MS = 6_000;

/**
 * Tries until the task gives a value; null stands for "somebody else was faster". A failure of git that may pass is one more reason
 * to try. Rejects with `PuptimeError` when it does not, naming `what` could not be done.
 */
export async function persist<T>(
  what: string,
  { random, pause }: Patience,
  task: () => Promise<T | null>,
): Promise<T> {
  let failures = 0;
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    try {
      const done = await task();
      if (done !== null) return done;
      failures = 0;
    } catch (error) {
      if (!(error instanceof GitFailure)) throw error;
      failures += 1;
      if (gitTrouble(error.message).final || failures === MOST_FAILURES) throw gitProblem(what, error);
    }
    const longest =
      failures > 0 ? FAILED_MS * 2 ** (failures - 1) : Math.min(LONGEST_WAIT_MS, LOST_MS * 2 ** (tries - 1));
    // Writers that lost together must not try again together.
    await pause(random() * longest);
  }
  throw new PuptimeError(`${what}: others were faster ${MOST_TRIES} times in a row; try again`);
}

/** A branch as people name it. */
export function branchName({ branch, url }: RemoteBranch): string {
  return `branch ${branch} of ${shownAddress(url)}`;
}

/** What a push brought to the branch. */
export interface Pushed {
  /** Id of the commit; null: there was nothing to add. */
  commit: string | null;
  snapshots: number;
  bytes: number;
}

/** One commit on top of `tip` with what of `held` (bytes by path) the branch lacks, pushed. Null: another was faster. */
export async function pushMissing(
  branch: RemoteBranch,
  tip: BranchCommit | null,
  held: ReadonlyMap<string, Uint8Array>,
  { subject, at }: { subject: string; at: Date },
): Promise<Pushed | null> {
  const missing = [...held].filter(([path, bytes]) => !isSame(tip?.files.get(path), bytes));
  const size = missing.reduce((sum, [, bytes]) => sum + bytes.byteLength, 0);
  if (missing.length === 0) return { commit: null, snapshots: 0, bytes: 0 };
  if (tip && !isArchive(tip.files.keys()))
    throw new PuptimeError(
      `${branchName(branch)}: holds other files than snapshots, and no added/: nothing was written; name a branch that is for snapshots alone`,
      { exitCode: 2 },
    );
  const changes = new Map<string, Uint8Array>(missing);
  changes.set(...(await extendAdded(branch, tip, missing, at)));
  if (!tip?.files.has(ARCHIVE_README)) changes.set(ARCHIVE_README, Buffer.from(BRANCH_README));
  const commit = await branch.commit(tip, changes, { message: `${subject}\n`, at });
  if (!(await branch.push(commit, tip?.id ?? null))) return null;
  return { commit, snapshots: missing.length, bytes: size };
}

/** The month's file with a line for each new snapshot. */
async function extendAdded(
  branch: RemoteBranch,
  tip: BranchCommit | null,
  missing: readonly (readonly [path: string, bytes: Uint8Array])[],
  at: Date,
): Promise<[path: string, bytes: Buffer]> {
  const day = at.toISOString().slice(0, 10);
  const path = addedPath(day);
  const before = tip ? ((await branch.read(tip, [path])).get(path) ?? Buffer.alloc(0)) : Buffer.alloc(0);
  const lines = missing.map(([name, { byteLength: bytes }]) =>
    addedLine({ day, sha256: snapshotAt(name) ?? '', bytes }),
  );
  const gap = before.length > 0 && before.at(-1) !== 10 ? '\n' : '';
  return [path, Buffer.concat([before, Buffer.from(gap + lines.join(''))])];
}

/** Whether git's id of an object is that of these bytes: a file that was tampered with is written again. */
function isSame(id: string | undefined, bytes: Uint8Array): boolean {
  if (id === undefined) return false;
  const hash = createHash(id.length === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex') === id;
}
