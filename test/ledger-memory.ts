import { sha256Of } from '../checker/ledger/chain.ts';
import type { LedgerChanges, LedgerStore, LedgerView } from '../checker/ledger/ledger-store.ts';

/** A ledger in memory, to be tampered with, that remembers what was read of it. */
export class MemoryLedger implements LedgerStore, LedgerView {
  readonly name = 'memory';
  /** Texts by path. */
  readonly files: Map<string, string>;
  /** Paths that were read, in order. */
  readonly reads: string[] = [];

  constructor(files: Iterable<readonly [string, string]> = []) {
    this.files = new Map(files);
  }

  async view(): Promise<this> {
    return this;
  }

  async before(): Promise<null> {
    return null;
  }

  async list(folder: string): Promise<string[]> {
    return [...this.files.keys()].filter((path) => path.startsWith(`${folder}/`)).sort();
  }

  async read(paths: Iterable<string>): Promise<Map<string, string>> {
    const texts = new Map<string, string>();
    for (const path of paths) {
      this.reads.push(path);
      const text = this.files.get(path);
      if (text !== undefined) texts.set(path, text);
    }
    return texts;
  }

  version(path: string): string | null {
    const text = this.files.get(path);
    return text === undefined ? null : sha256Of(text);
  }

  async write(_view: LedgerView | null, changes: LedgerChanges): Promise<true> {
    for (const [path, text] of changes) {
      if (text === null) this.files.delete(path);
      else this.files.set(path, text);
    }
    return true;
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}
