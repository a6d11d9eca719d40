import { earlier } from '../domain/instant.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import type { ArchivedSnapshot } from '../domain/retention.ts';
import type { BranchCommit, RemoteBranch } from '../git/remote-branch.ts';
import { type AddedLine, ARCHIVE_README, isAddedPath, isArchive, snapshotAt } from './branch-store-layout.ts';
import { branchName, pushMissing } from './branch-store-push.ts';
import { readAdded, rewriteAdded } from './collect-garbage-added.ts';
import type { Archive, ArchiveListing } from './collect-garbage-archive.ts';
import { sha256Of } from './snapshot-hash.ts';

/** So many snapshots without a line are fetched at once. */
const SLICE = 200;

/** What clearing a branch needs from the outside. */
export interface BranchArchiveContext {
  now(): Date;
  log(line: string): void;
}

/** The snapshots branch of a remote as an archive to be cleared. */
export class BranchArchive implements Archive {
  readonly name: string;
  readonly #branch: RemoteBranch;
  readonly #context: BranchArchiveContext;

  constructor(branch: RemoteBranch, context: BranchArchiveContext) {
    this.name = branchName(branch);
    this.#branch = branch;
    this.#context = context;
  }

  async list(): Promise<ArchiveListing | null> {
    const tip = await this.#branch.tip();
    if (!tip) return null;
    if (!isArchive(tip.files.keys()))
      throw new PuptimeError(
        `${this.name}: no branch of snapshots, since it holds no added/: nothing was changed; name the right one`,
        { exitCode: 2 },
      );
    const { snapshots: paths, strays, unnameable } = sortPaths(tip);
    const contents = await this.#branch.read(tip, [...tip.files.keys()].filter(isAddedPath));
    const added = readAdded(contents);
    const { loose, damaged } = await this.#measure(tip, paths, added.lines);
    for (const path of damaged) paths.delete(snapshotAt(path) ?? '');
    const today = this.#today();
    const snapshots = [...paths.keys()].flatMap((sha256): ArchivedSnapshot[] => {
      const line = added.lines.get(sha256) ?? loose.get(sha256);
      return line ? [{ sha256, bytes: line.bytes, day: earlier(line.day, today) }] : [];
    });
    const isEvidence = ({ sha256 }: ArchivedSnapshot) =>
      paths.get(sha256)?.some((path) => path.endsWith('.json'));
    const out = [...strays, ...damaged];
    const changes = (gone: ReadonlySet<string>) => {
      const removed = [...gone].flatMap((sha256) => paths.get(sha256) ?? []);
      return new Map<string, Uint8Array | null>([
        ...[...out, ...removed].map((path): [string, null] => [path, null]),
        ...rewriteAdded(added, (sha256) => paths.has(sha256) && !gone.has(sha256), loose, today),
      ]);
    };
    return {
      snapshots,
      evidence: snapshots.filter(isEvidence),
      strays: out,
      notes: [
        ...unnameable.map((path) => `${JSON.stringify(path)} cannot be named to git, and was left`),
        ...damaged.map((path) => `${path}: its bytes are not those of its name`),
        ...(added.faults > 0 ? [`${added.faults} lines of added/ could not be read`] : []),
        ...(loose.size > 0
          ? [`${loose.size} snapshots had no line in added/: they count as added today`]
          : []),
      ],
      untidy: changes(new Set()).size > 0,
      read: async (sha256s) => this.#read(tip, paths, sha256s),
      prepare: async (gone) => this.#prepare(tip, changes(gone), paths.size - gone.size, gone.size),
      restore: async (sha256s) => this.#restore(tip, paths, [...sha256s]),
    };
  }

  #today(): string {
    return this.#context.now().toISOString().slice(0, 10);
  }

  /**
   * Snapshots that no line speaks of, as after a line was lost: nobody knows their age, so they count as new, and their size is that
   * of their bytes. They are fetched this once: they have a line from then on. What is not what its name says is found that way, too.
   */
  async #measure(
    tip: BranchCommit,
    paths: ReadonlyMap<string, readonly string[]>,
    lines: ReadonlyMap<string, AddedLine>,
  ): Promise<{ loose: Map<string, AddedLine>; damaged: string[] }> {
    const unknown = [...paths].filter(([sha256]) => !lines.has(sha256)).flatMap(([, each]) => each);
    const loose = new Map<string, AddedLine>();
    const damaged: string[] = [];
    if (unknown.length > SLICE)
      this.#context.log(`fetching ${unknown.length} snapshots that have no line in added/`);
    for (let at = 0; at < unknown.length; at += SLICE) {
      for (const [path, bytes] of await this.#branch.read(tip, unknown.slice(at, at + SLICE))) {
        const sha256 = sha256Of(bytes);
        if (snapshotAt(path) !== sha256) damaged.push(path);
        else loose.set(sha256, { day: this.#today(), sha256, bytes: bytes.byteLength });
      }
    }
    return { loose, damaged };
  }

  async #read(
    tip: BranchCommit,
    paths: ReadonlyMap<string, readonly string[]>,
    sha256s: Iterable<string>,
  ): Promise<Map<string, Uint8Array>> {
    const wanted = [...sha256s].flatMap((sha256) => {
      const all = paths.get(sha256) ?? [];
      return all.find((path) => path.endsWith('.json')) ?? all[0] ?? [];
    });
    const contents = await this.#branch.read(tip, wanted);
    return new Map([...contents].map(([path, bytes]) => [snapshotAt(path) ?? '', bytes]));
  }

  async #prepare(
    tip: BranchCommit,
    changes: ReadonlyMap<string, Uint8Array | null>,
    left: number,
    gone: number,
  ): Promise<() => Promise<boolean>> {
    const at = this.#context.now();
    const message = `Begin anew with ${left} snapshots\n\n${gone} are no longer kept: nothing that the record holds on to refers to them.\n`;
    const root = await this.#branch.rootOf(await this.#branch.commit(tip, changes, { message, at }), {
      message,
      at,
    });
    return () => this.#branch.push(root, tip.id, { rewrite: true });
  }

  /** From the commit as it was: the remote has it for some time yet. */
  async #restore(
    old: BranchCommit,
    paths: ReadonlyMap<string, readonly string[]>,
    sha256s: readonly string[],
  ): Promise<boolean> {
    const held = await this.#branch.read(
      old,
      sha256s.flatMap((sha256) => paths.get(sha256) ?? []),
    );
    const what = `${held.size} snapshots that the record has come to name meanwhile`;
    this.#context.log(`bringing back ${what}`);
    const text = { subject: `Bring back ${what}`, at: this.#context.now() };
    return (await pushMissing(this.#branch, await this.#branch.tip(), held, text)) !== null;
  }
}

/** Paths of each snapshot by SHA-256; paths that are no archive's; and those that no command could name. */
function sortPaths({ files }: BranchCommit): {
  snapshots: Map<string, string[]>;
  strays: string[];
  unnameable: string[];
} {
  const snapshots = new Map<string, string[]>();
  const strays: string[] = [];
  const unnameable: string[] = [];
  for (const path of files.keys()) {
    const sha256 = snapshotAt(path);
    if (sha256 !== null) snapshots.set(sha256, [...(snapshots.get(sha256) ?? []), path]);
    else if (path === ARCHIVE_README || isAddedPath(path)) continue;
    // Bytes that are no UTF-8 are read as this mark; git refuses its own folder's name.
    else if (path.includes('\uFFFD') || /(^|\/)\.git(\/|$)/i.test(path)) unnameable.push(path);
    else strays.push(path);
  }
  return { snapshots, strays, unnameable };
}
