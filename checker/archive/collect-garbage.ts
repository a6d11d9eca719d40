import {
  FATES,
  type Fate,
  planRetention,
  type RetentionLimits,
  stays,
  wantedEvidence,
} from '../domain/retention.ts';
import { partsOf, type Stretch } from '../domain/retention-references.ts';
import { type Patience, persist } from './branch-store-push.ts';
import type { Archive, ArchiveListing } from './collect-garbage-archive.ts';
import { type DataSource, readReferences } from './collect-garbage-references.ts';
import { sha256Of } from './snapshot-hash.ts';

/** What is collected, and how. */
export interface GarbageOptions extends Patience {
  archive: Archive;
  data: DataSource;
  /** Corrections that the data may not know yet. */
  corrections: readonly Stretch[];
  limits: RetentionLimits;
  /** false: only say what would be removed. */
  apply: boolean;
}

/** How much has one fate. Days are null when it is nothing. */
export interface Tally {
  snapshots: number;
  bytes: number;
  oldest: string | null;
  newest: string | null;
}

/** What was or would be kept and removed. */
export interface GarbageReport {
  archive: string;
  applied: boolean;
  fates: Record<Fate, Tally>;
  /** Paths that went or would go since they are no snapshots. */
  strays: readonly string[];
  notes: readonly string[];
}

/** So much evidence is held in memory at once. */
const SLICE = 1_000;

/**
 * Removes the snapshots that nothing refers to and that are too old or have no room, and says what it did. When the data or the archive
 * changes meanwhile it starts over; should the data have come to name something in the very moment in which that was removed, it is
 * brought back. Rejects with `PuptimeError` when what must stay cannot be known.
 */
export async function collectGarbage(options: GarbageOptions): Promise<GarbageReport> {
  const { archive, data, corrections, limits, apply } = options;
  const done = await persist(`${archive.name} could not be cleared`, options, async () => {
    const references = await readReferences(data, corrections);
    const listing = await archive.list();
    if (!listing) return { report: reportOf(archive, NOTHING, new Map(), false) };
    const wanted = wantedEvidence(listing.evidence, references.named, limits);
    const { parts, damaged } = await readParts(listing, wanted);
    const fates = planRetention({ snapshots: listing.snapshots, parts, referred: references.named }, limits);
    const gone = new Set([...fates].flatMap(([sha256, fate]) => (stays(fate) ? [] : [sha256])));
    const report = reportOf(archive, listing, fates, apply, damaged);
    if (!apply || (gone.size === 0 && !listing.untidy)) return { report };

    const remove = await listing.prepare(gone);
    if ((await readReferences(data, corrections)).version !== references.version) return null;
    return (await remove()) ? { report, removed: { listing, gone, version: references.version } } : null;
  });
  if (done.removed) {
    const { listing, gone, version } = done.removed;
    const after = await readReferences(data, corrections);
    if (after.version !== version)
      await persist(
        `${archive.name}: what the data has come to name could not be brought back`,
        options,
        () => bringBack(listing, gone, after.named),
      );
  }
  return done.report;
}

/** The snapshots that evidence names, a slice of it at a time; and evidence whose bytes are not those of its name. */
async function readParts(
  listing: ArchiveListing,
  wanted: readonly string[],
): Promise<{ parts: Map<string, string[]>; damaged: string[] }> {
  const parts = new Map<string, string[]>();
  const damaged: string[] = [];
  for (let at = 0; at < wanted.length; at += SLICE) {
    for (const [sha256, bytes] of await listing.read(wanted.slice(at, at + SLICE))) {
      if (sha256Of(bytes) === sha256) parts.set(sha256, partsOf(bytes));
      else damaged.push(sha256);
    }
  }
  return { parts, damaged };
}

/** Null: another writer was faster. */
async function bringBack(
  listing: ArchiveListing,
  gone: ReadonlySet<string>,
  named: ReadonlySet<string>,
): Promise<true | null> {
  const lost = [...gone].filter((sha256) => named.has(sha256));
  const { parts } = await readParts(listing, lost);
  const all = new Set([...lost, ...[...parts.values()].flat()].filter((sha256) => gone.has(sha256)));
  return all.size === 0 || (await (listing.restore?.(all) ?? true)) ? true : null;
}

const NOTHING: Pick<ArchiveListing, 'snapshots' | 'strays' | 'notes'> = {
  snapshots: [],
  strays: [],
  notes: ['nothing was kept there yet'],
};

function reportOf(
  { name }: Archive,
  { snapshots, strays, notes }: Pick<ArchiveListing, 'snapshots' | 'strays' | 'notes'>,
  fates: ReadonlyMap<string, Fate>,
  applied: boolean,
  damaged: readonly string[] = [],
): GarbageReport {
  const tallies = Object.fromEntries(
    FATES.map((fate) => {
      const some = snapshots.filter(({ sha256 }) => fates.get(sha256) === fate);
      const days = some.map(({ day }) => day).sort();
      const bytes = some.reduce((sum, snapshot) => sum + snapshot.bytes, 0);
      return [fate, { snapshots: some.length, bytes, oldest: days[0] ?? null, newest: days.at(-1) ?? null }];
    }),
  ) as Record<Fate, Tally>;
  const faults = damaged.map((sha256) => `evidence ${sha256} is damaged: what belongs to it is not known`);
  return { archive: name, applied, fates: tallies, strays, notes: [...notes, ...faults] };
}
