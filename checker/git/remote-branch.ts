import { type Author, type Changes, fastImportStream } from './fast-import.ts';
import { Git, GitFailure, type RemoteAccess } from './git.ts';
import { gitProblem } from './git-trouble.ts';
import { objectsIn } from './object-batch.ts';

/** A commit of a branch: the names of its files, whose contents are fetched when they are read. */
export interface BranchCommit {
  id: string;
  /** Object id by path. */
  files: ReadonlyMap<string, string>;
}

/** A commit to be pushed. */
export interface CommitText {
  message: string;
  at: Date;
}

/** The Actions bot: pushes by it are shown with its picture, and mention nobody. */
const BOT: Author = {
  name: 'github-actions[bot]',
  email: '41898282+github-actions[bot]@users.noreply.github.com',
};
/** So many object ids are asked for at once. */
const BATCH = 2_000;

/**
 * One branch of a remote repository as a store of files: names first, contents only as they are read, commits without a work
 * tree. Every method rejects with `GitFailure` when git fails.
 */
export class RemoteBranch implements AsyncDisposable {
  readonly url: string;
  readonly branch: string;
  readonly #git: Git;
  /** Object ids of contents that are here. */
  readonly #here = new Set<string>();

  private constructor(git: Git, url: string, branch: string) {
    this.#git = git;
    this.url = url;
    this.branch = branch;
  }

  /** Rejects with `PuptimeError` where git cannot even begin: no room for temporary files, above all. */
  static async open(remote: RemoteAccess, branch: string, signal: AbortSignal): Promise<RemoteBranch> {
    try {
      return new RemoteBranch(await Git.open(remote, signal), remote.url, branch);
    } catch (error) {
      if (!(error instanceof GitFailure)) throw error;
      throw gitProblem(`branch ${branch} of ${remote.url} could not be opened`, error);
    }
  }

  /** The folder of what was fetched. */
  get dir(): string {
    return this.#git.dir;
  }

  /** The branch as the remote has it now; null when there is no such branch. */
  async tip(): Promise<BranchCommit | null> {
    const id = await this.#remoteId();
    if (id === null) return null;
    // By id: what is meant is what was just seen.
    await this.#fetch(['--depth=1', 'origin', id]);
    return this.#commit(id);
  }

  /** The commit before another one; null at the beginning. */
  async before({ id }: BranchCommit): Promise<BranchCommit | null> {
    const parent = await this.#parent(id);
    return parent === null ? null : this.#commit(parent);
  }

  /** Contents by path; paths that the commit does not have are left out. */
  async read({ files }: BranchCommit, paths: Iterable<string>): Promise<Map<string, Buffer>> {
    const wanted = [...paths].flatMap((path) => {
      const id = files.get(path);
      return id === undefined ? [] : [{ path, id }];
    });
    const ids = [...new Set(wanted.map(({ id }) => id))];
    const objects = new Map<string, Buffer>();
    for (let at = 0; at < ids.length; at += BATCH) {
      const some = ids.slice(at, at + BATCH);
      await this.#bring(some);
      for (const [id, bytes] of objectsIn(await this.#git.catFile(['--batch'], lines(some))))
        objects.set(id, bytes);
    }
    return new Map(
      wanted.map(({ path, id }) => {
        const bytes = objects.get(id);
        if (!bytes) throw new GitFailure(`${this.url} has no contents for ${path} (${id})`);
        return [path, bytes];
      }),
    );
  }

  /** Makes a commit on top of another, or the first one, here alone; gives its id. */
  async commit(parent: BranchCommit | null, changes: Changes, { message, at }: CommitText): Promise<string> {
    const ref = 'refs/heads/commit';
    const stream = fastImportStream(ref, { parent: parent?.id ?? null, changes, message, author: BOT, at });
    await this.#git.text(['fast-import', '--quiet', '--done', '--force', '--date-format=raw'], stream);
    return (await this.#git.text(['rev-parse', ref])).trim();
  }

  /** A commit with the files of another and no history; gives its id. */
  async rootOf(commit: string, { message, at }: CommitText): Promise<string> {
    const tree = (await this.#git.text(['rev-parse', `${commit}^{tree}`])).trim();
    const stamp = `${Math.floor(at.getTime() / 1_000)} +0000`;
    const who = `${BOT.name} <${BOT.email}> ${stamp}`;
    const raw = Buffer.from(`tree ${tree}\nauthor ${who}\ncommitter ${who}\n\n${message}`);
    return (await this.#git.text(['hash-object', '-t', 'commit', '-w', '--stdin'], raw)).trim();
  }

  /**
   * Makes a commit the branch's tip. False: the branch is no longer where it was (`base`, null for nowhere), and was left as it is.
   * `rewrite`: the commit need not follow `base`, which is then forgotten.
   */
  async push(commit: string, base: string | null, { rewrite = false } = {}): Promise<boolean> {
    const ref = `refs/heads/${this.branch}`;
    const lease = `--force-with-lease=${ref}:${base ?? ''}`;
    try {
      await this.#git.text(['push', '--progress', ...(rewrite ? [lease] : []), 'origin', `${commit}:${ref}`]);
      return true;
    } catch (error) {
      if (!(error instanceof GitFailure)) throw error;
      // What the remote says is asked, not read out of a message: an answer can get lost, too.
      const now = await this.#remoteId();
      if (now === commit) return true;
      if (now !== base) return false;
      throw error;
    }
  }

  /** Removes what was fetched. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#git[Symbol.asyncDispose]();
  }

  async #remoteId(): Promise<string | null> {
    const ref = `refs/heads/${this.branch}`;
    const listed = await this.#git.text(['ls-remote', 'origin', ref]);
    const line = listed.split('\n').find((each) => each.endsWith(`\t${ref}`));
    return line?.split('\t')[0] ?? null;
  }

  async #commit(id: string): Promise<BranchCommit> {
    const listed = await this.#git.text(['ls-tree', '-r', '-z', id]);
    const files = listed.split('\0').flatMap((entry): [string, string][] => {
      const [meta = '', path = ''] = entry.split('\t');
      const [mode = '', , object = ''] = meta.split(' ');
      // Regular files alone: a link could lead anywhere.
      return mode.startsWith('100') ? [[path, object]] : [];
    });
    return { id, files: new Map(files) };
  }

  /** Deepens what was fetched when the parent is not here yet. */
  async #parent(id: string): Promise<string | null> {
    for (const deepen of [0, 32, 256]) {
      if (deepen > 0) await this.#fetch([`--deepen=${deepen}`, 'origin', id]);
      const listed = await this.#git.text(['rev-list', '--parents', '--max-count=1', id]);
      const parent = listed.trim().split(' ')[1];
      if (parent !== undefined) return parent;
      if (!(await this.#isCut(id))) return null;
    }
    return null;
  }

  /** Whether a commit has a parent that was not fetched. */
  async #isCut(id: string): Promise<boolean> {
    return /^parent /m.test((await this.#git.text(['cat-file', 'commit', id])).split('\n\n')[0] ?? '');
  }

  async #bring(ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !this.#here.has(id));
    if (missing.length === 0) return;
    // Without a word on which commits are here: the remote would leave out what stands in them, and of them we have names alone.
    await this.#fetch(['--stdin', 'origin'], lines(missing), ['-c', 'fetch.negotiationAlgorithm=noop']);
    for (const id of missing) this.#here.add(id);
  }

  async #fetch(
    parameters: readonly string[],
    input?: Uint8Array,
    config: readonly string[] = [],
  ): Promise<void> {
    const options = ['--progress', '--no-tags', '--no-write-fetch-head', '--filter=blob:none'];
    await this.#git.text([...config, 'fetch', ...options, ...parameters], input);
  }
}

function lines(ids: readonly string[]): Buffer {
  return Buffer.from(ids.map((id) => `${id}\n`).join(''));
}
