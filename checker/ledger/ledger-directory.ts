import { readdir, readFile, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { createFile, replaceFile } from './atomic-file.ts';
import { textOf } from './ledger-file.ts';
import type { LedgerChanges, LedgerStore, LedgerView } from './ledger-store.ts';

/** A ledger as plain files, with one writer at a time. A directory that is not there is an empty ledger. */
export class LedgerDirectory implements LedgerStore, LedgerView {
  readonly name: string;

  constructor(dir: string) {
    this.name = dir;
  }

  async view(): Promise<LedgerView> {
    return this;
  }

  async before(): Promise<null> {
    return null;
  }

  /** Unfinished writes, and what is not the ledger's, are left out. */
  async list(folder: string): Promise<string[]> {
    const dir = join(this.name, folder);
    const entries = await orNull(readdir(dir, { recursive: true, withFileTypes: true }));
    return (entries ?? [])
      .filter((entry) => entry.isFile() && /^[^.].*\.(nd)?json$/.test(entry.name))
      .map((entry) => relative(this.name, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .sort();
  }

  async read(paths: Iterable<string>): Promise<Map<string, string>> {
    const texts = new Map<string, string>();
    for (const path of paths) {
      const bytes = await orNull(readFile(join(this.name, path)));
      if (bytes !== null) texts.set(path, textOf(bytes));
    }
    return texts;
  }

  version(): null {
    return null;
  }

  /** File by file: what ends between two of them is noticed by the next reader, since the state comes last. */
  async write(_view: LedgerView | null, changes: LedgerChanges): Promise<true> {
    for (const [path, text] of changes) {
      const file = join(this.name, path);
      if (text === null) await rm(file, { force: true });
      // A run's record is never rewritten.
      else if (path.startsWith('runs/')) await createFile(file, text);
      else await replaceFile(file, text);
    }
    return true;
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
