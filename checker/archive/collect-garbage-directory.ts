import { lstat, readdir, readFile, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { ArchivedSnapshot } from '../domain/retention.ts';
import { snapshotAt } from './branch-store-layout.ts';
import type { Archive, ArchiveListing } from './collect-garbage-archive.ts';

/** A write that was not finished within a day was cut short. */
const UNFINISHED_MS = 86_400_000;

/** A directory of snapshots as an archive to be cleared. Other files in it are left alone. One writer at a time. */
export class DirectoryArchive implements Archive {
  readonly name: string;
  readonly #now: () => Date;

  constructor(dir: string, now: () => Date) {
    this.name = dir;
    this.#now = now;
  }

  async list(): Promise<ArchiveListing | null> {
    const names = await this.#files();
    if (!names) return null;
    const paths = new Map<string, string[]>();
    const found = new Map<string, ArchivedSnapshot>();
    const strays: string[] = [];
    let others = 0;
    for (const path of names) {
      const sha256 = snapshotAt(path);
      const unfinished = sha256 === null && snapshotAt(path.replace(/\.[0-9a-f-]{36}\.tmp$/, '')) !== null;
      if (sha256 === null && !unfinished) {
        others += 1;
        continue;
      }
      const file = await orNull(lstat(join(this.name, path)));
      if (!file) continue;
      if (sha256 !== null) {
        paths.set(sha256, [...(paths.get(sha256) ?? []), path]);
        found.set(sha256, { sha256, bytes: file.size, day: this.#dayOf(file.mtimeMs) });
      } else if (file.mtimeMs < this.#now().getTime() - UNFINISHED_MS) strays.push(path);
    }
    const snapshots = [...found.values()];
    const isEvidence = ({ sha256 }: ArchivedSnapshot) =>
      paths.get(sha256)?.some((path) => path.endsWith('.json'));
    return {
      snapshots,
      evidence: snapshots.filter(isEvidence),
      strays,
      notes: others > 0 ? [`${others} files that are no snapshots were left`] : [],
      untidy: strays.length > 0,
      read: (sha256s) => this.#read(paths, sha256s),
      prepare: async (gone) => async () => {
        const removed = [...gone].flatMap((sha256) => paths.get(sha256) ?? []);
        for (const path of [...removed, ...strays]) await rm(join(this.name, path), { force: true });
        return true;
      },
    };
  }

  /** Paths of regular files with `/`; null when there is no directory. */
  async #files(): Promise<string[] | null> {
    const entries = await orNull(readdir(this.name, { recursive: true, withFileTypes: true }));
    if (!entries) return null;
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.name, join(entry.parentPath, entry.name)).split(sep).join('/'));
  }

  async #read(
    paths: ReadonlyMap<string, readonly string[]>,
    sha256s: Iterable<string>,
  ): Promise<Map<string, Uint8Array>> {
    const contents = new Map<string, Uint8Array>();
    for (const sha256 of sha256s) {
      const path = paths.get(sha256)?.find((each) => each.endsWith('.json'));
      const bytes = path === undefined ? null : await orNull(readFile(join(this.name, path)));
      if (bytes) contents.set(sha256, bytes);
    }
    return contents;
  }

  /** Nothing came later than now, whatever a clock said. */
  #dayOf(ms: number): string {
    return new Date(Math.min(ms, this.#now().getTime())).toISOString().slice(0, 10);
  }
}

async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
