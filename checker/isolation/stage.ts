import { constants } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { PuptimeError } from '../domain/puptime-error.ts';
import { type IsolatedUser, runAsRoot } from './user.ts';

/** Files of a results folder that are taken over. Whatever else the user left there stays behind. */
const TAKEN = /^(head\.json|events\.ndjson|run\.json|snapshots\/[0-9a-f]{2}\/[0-9a-f]{64}\.[a-z]{2,5})$/;

/** A folder of this machine in which the user works: its home, and the results. */
export class Stage implements AsyncDisposable {
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
  }

  /**
   * `begun`: a results folder that is gone on with. It stands in /tmp whatever TMPDIR says: others may enter that, and the paths of the
   * browser's sockets must be short.
   */
  static async open(user: IsolatedUser, begun: string | null): Promise<Stage> {
    const root = await mkdtemp('/tmp/puptime-visit-');
    const stage = new Stage(root);
    await mkdir(stage.home);
    if (begun === null) await mkdir(stage.results);
    else await cp(begun, stage.results, { recursive: true });
    await runAsRoot('chown', '-R', `${user.name}:`, stage.home, stage.results);
    // Nobody but this user and ours has anything to find in it; the name of what is in it is known to both.
    await chmod(root, 0o711);
    return stage;
  }

  get home(): string {
    return join(this.#root, 'home');
  }

  get results(): string {
    return join(this.#root, 'results');
  }

  /**
   * Copies what the user saw into `dir`, as files of this process's user. No link is followed: it could lead to what this user may
   * read and that one may not. To be called when the user has no process any more. Rejects with `PuptimeError` when something
   * cannot be read.
   */
  async takeOver(dir: string): Promise<void> {
    await mkdir(dir, { recursive: true });
    try {
      for (const entry of await readdir(this.results, { recursive: true, withFileTypes: true })) {
        const path = relative(this.results, join(entry.parentPath, entry.name));
        const bytes = entry.isFile() && TAKEN.test(path) ? await readOwn(join(this.results, path)) : null;
        if (bytes === null) continue;
        await mkdir(dirname(join(dir, path)), { recursive: true });
        await writeFile(join(dir, path), bytes);
      }
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new PuptimeError(`the results in ${this.results} cannot be taken over: ${why}`, { cause: error });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await runAsRoot('rm', '-rf', this.home, this.results);
    await rm(this.#root, { recursive: true, force: true });
  }
}

/** Null of a file that has a second name: it may be somebody else's. */
async function readOwn(path: string): Promise<Buffer | null> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return (await file.stat()).nlink === 1 ? await file.readFile() : null;
  } finally {
    await file.close();
  }
}
