import { Sha256 } from '../domain/observation.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import { snapshotPath } from '../domain/snapshot-path.ts';
import { GitFailure, type RemoteAccess } from '../git/git.ts';
import { type BranchCommit, RemoteBranch } from '../git/remote-branch.ts';
import { pathsOf, rawAddress } from './branch-store-layout.ts';
import { branchName, type Patience, type Pushed, persist, pushMissing } from './branch-store-push.ts';
import { sha256Of } from './snapshot-hash.ts';
import type { SnapshotStore, StoredSnapshot } from './snapshot-store.ts';

/** Which branch, and what the store needs from the outside. */
export interface BranchStoreOptions extends Patience {
  remote: RemoteAccess;
  /** `snapshots` unless it says otherwise. */
  branch?: string;
  /** What stands before the path in the address of a snapshot, where the remote is not on GitHub. */
  baseUrl?: string;
  now(): Date;
  signal: AbortSignal;
}

/**
 * Snapshots on a branch of a remote that holds nothing else. What is put stays in memory until the store is disposed; `push` brings to
 * the branch what it lacks. Methods that ask the remote reject with `PuptimeError` (push, ensure) or `GitFailure` (get, has).
 */
export class BranchStore implements SnapshotStore, AsyncDisposable {
  readonly #branch: RemoteBranch;
  readonly #options: BranchStoreOptions;
  readonly #baseUrl: string;
  /** Bytes by path. */
  readonly #held = new Map<string, Uint8Array>();
  /** The branch as it was last seen; undefined: not looked at yet, or no longer to be trusted. */
  #tip: Promise<BranchCommit | null> | undefined;

  private constructor(branch: RemoteBranch, options: BranchStoreOptions) {
    this.#branch = branch;
    this.#options = options;
    this.#baseUrl = rawAddress(branch.url, branch.branch) ?? options.baseUrl ?? '';
  }

  /** Asks the remote nothing yet. Dispose it. */
  static async open(options: BranchStoreOptions): Promise<BranchStore> {
    const { remote, branch = 'snapshots', signal } = options;
    return new BranchStore(await RemoteBranch.open(remote, branch, signal), options);
  }

  /** For people: where it is kept. */
  get name(): string {
    return branchName(this.#branch);
  }

  async put(bytes: Uint8Array, mediaType: string): Promise<StoredSnapshot> {
    const sha256 = sha256Of(bytes);
    const path = snapshotPath({ sha256, mediaType });
    this.#held.set(path, bytes);
    return { sha256, mediaType, size: bytes.byteLength, url: `${this.#baseUrl}${path}` };
  }

  async get(sha256: string): Promise<Uint8Array | null> {
    const paths = pathsOf(Sha256.parse(sha256));
    for (const path of paths) {
      const held = this.#held.get(path);
      if (held) return held;
    }
    try {
      return await this.#read(sha256, paths);
    } catch (error) {
      if (!(error instanceof GitFailure)) throw error;
      // The branch may have been begun anew since it was looked at.
      this.#tip = undefined;
      return this.#read(sha256, paths);
    }
  }

  async getAll(sha256s: Iterable<string>): Promise<Map<string, Uint8Array>> {
    const tip = await this.#look();
    const paths = [...new Set(sha256s)].flatMap((sha256) =>
      pathsOf(Sha256.parse(sha256)).filter((path) => tip?.files.has(path)),
    );
    const read = tip && paths.length > 0 ? await this.#branch.read(tip, paths) : new Map<string, Buffer>();
    return new Map([...read.values()].map((bytes) => [sha256Of(bytes), bytes]));
  }

  async has(sha256: string): Promise<boolean> {
    const paths = pathsOf(Sha256.parse(sha256));
    if (paths.some((path) => this.#held.has(path))) return true;
    const tip = await this.#look();
    return paths.some((path) => tip?.files.has(path));
  }

  /**
   * Brings what was put and the branch lacks to it, as one commit with this subject. When another writer was faster, the names are
   * fetched again. Doing it again is harmless.
   */
  push(subject: string): Promise<Pushed> {
    const what = `snapshots could not be pushed to ${this.name}`;
    return persist(what, this.#options, async () => {
      const tip = await this.#look();
      // Whatever comes of it, the branch is then no longer as it was seen.
      this.#tip = undefined;
      const pushed = await pushMissing(this.#branch, tip, this.#held, { subject, at: this.#options.now() });
      if (pushed?.commit === null) this.#tip = Promise.resolve(tip);
      return pushed;
    });
  }

  /**
   * To be called after the data was pushed: what was put may have been found on the branch and been removed from there since. Looks
   * again, and brings back what is gone. Gives those of `refs` (SHA-256) that are not there and were not put here.
   */
  async ensure(refs: Iterable<string>, subject: string): Promise<string[]> {
    this.#tip = undefined;
    await this.push(subject);
    const missing: string[] = [];
    for (const sha256 of new Set(refs)) if (!(await this.has(sha256))) missing.push(sha256);
    return missing;
  }

  /** Forgets what was put, and removes what was fetched. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#held.clear();
    await this.#branch[Symbol.asyncDispose]();
  }

  async #read(sha256: string, paths: readonly string[]): Promise<Uint8Array | null> {
    const tip = await this.#look();
    const path = paths.find((each) => tip?.files.has(each));
    if (!tip || path === undefined) return null;
    const bytes = (await this.#branch.read(tip, [path])).get(path);
    if (bytes && sha256Of(bytes) === sha256) return bytes;
    throw new PuptimeError(
      `${path} on ${this.name}: damaged: its bytes are not those of its name; remove it there, or put a copy in its place`,
    );
  }

  #look(): Promise<BranchCommit | null> {
    if (this.#tip) return this.#tip;
    const looking = this.#branch.tip();
    this.#tip = looking;
    // A look that failed is no look: the next one asks again.
    looking.catch(() => {
      if (this.#tip === looking) this.#tip = undefined;
    });
    return looking;
  }
}
