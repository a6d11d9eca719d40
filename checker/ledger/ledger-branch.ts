import { GitFailure } from '../git/git.ts';
import { gitProblem, gitTrouble } from '../git/git-trouble.ts';
import type { BranchCommit, RemoteBranch } from '../git/remote-branch.ts';
import { BRANCH_README } from './branch-readme.ts';
import { textOf } from './ledger-file.ts';
import type { LedgerChanges, LedgerStore, LedgerView } from './ledger-store.ts';

/** A ledger as one commit of a branch has it. */
class CommitView implements LedgerView {
  readonly commit: BranchCommit;
  readonly #contents: (paths: Iterable<string>) => Promise<Map<string, Buffer>>;
  readonly #paths: string[];

  constructor(commit: BranchCommit, contents: (paths: Iterable<string>) => Promise<Map<string, Buffer>>) {
    this.commit = commit;
    this.#contents = contents;
    this.#paths = [...commit.files.keys()].sort();
  }

  async list(folder: string): Promise<string[]> {
    return this.#paths.filter((path) => path.startsWith(`${folder}/`));
  }

  async read(paths: Iterable<string>): Promise<Map<string, string>> {
    const contents = await this.#contents(paths);
    return new Map([...contents].map(([path, bytes]) => [path, textOf(bytes)]));
  }

  version(path: string): string | null {
    return this.commit.files.get(path) ?? null;
  }
}

/** What a branch needs from the outside. */
export interface BranchContext {
  now(): Date;
  /** Waits, in milliseconds. */
  pause(ms: number): Promise<void>;
  log(line: string): void;
}

/** Waits between tries when git fails, in milliseconds. */
const WAITS_MS = [1_000, 3_000, 9_000];

/** A ledger on a branch of a remote: a write is one commit, pushed at once, there whole or not at all. */
export class LedgerBranch implements LedgerStore {
  readonly name: string;
  readonly #branch: RemoteBranch;
  readonly #context: BranchContext;

  constructor(branch: RemoteBranch, context: BranchContext) {
    this.name = `branch ${branch.branch} of ${branch.url}`;
    this.#branch = branch;
    this.#context = context;
  }

  async view(): Promise<CommitView | null> {
    return this.#viewOf(await this.#patiently('read', () => this.#branch.tip()));
  }

  async before(view: LedgerView): Promise<CommitView | null> {
    if (!(view instanceof CommitView)) return null;
    return this.#viewOf(await this.#patiently('read', () => this.#branch.before(view.commit)));
  }

  async write(view: LedgerView | null, changes: LedgerChanges, subject: string): Promise<boolean> {
    const base = view instanceof CommitView ? view.commit : null;
    const bytes = new Map(
      [...changes].map(([path, text]) => [path, text === null ? null : Buffer.from(text)]),
    );
    if (!base?.files.has('README.md')) bytes.set('README.md', Buffer.from(BRANCH_README));
    const message = { message: `${subject}\n`, at: this.#context.now() };
    const commit = await this.#patiently('written', () => this.#branch.commit(base, bytes, message));
    return this.#patiently('written', () => this.#branch.push(commit, base?.id ?? null));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#branch[Symbol.asyncDispose]();
  }

  #viewOf(commit: BranchCommit | null): CommitView | null {
    if (!commit) return null;
    return new CommitView(commit, (paths) => this.#patiently('read', () => this.#branch.read(commit, paths)));
  }

  /** Does it again while git fails in a way that may pass. Rejects with `PuptimeError` when it does not. */
  async #patiently<T>(verb: string, task: () => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await task();
      } catch (error) {
        if (!(error instanceof GitFailure)) throw error;
        const wait = WAITS_MS[attempt];
        if (gitTrouble(error.message).final || wait === undefined)
          throw gitProblem(`${this.name} could not be ${verb}`, error);
        this.#context.log(`${error.message}; trying again`);
        await this.#context.pause(wait);
      }
    }
  }
}
