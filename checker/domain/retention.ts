/** A snapshot as an archive keeps it. */
export interface ArchivedSnapshot {
  sha256: string;
  bytes: number;
  /** UTC day on which it came to the archive, as 2026-11-23. */
  day: string;
}

/** What may stay. */
export interface RetentionLimits {
  /** UTC day, as 2026-11-23. */
  today: string;
  /** Days; what came earlier goes. */
  maxAgeDays: number;
  /** Bytes of all that stays. What is always kept may exceed it. */
  budget: number;
}

/** Why a snapshot stays: the first three; or goes: the last two. */
export const FATES = ['referred', 'fresh', 'young', 'old', 'over-budget'] as const;
export type Fate = (typeof FATES)[number];

/** Whether a fate is to stay. */
export function stays(fate: Fate): boolean {
  return fate === 'referred' || fate === 'fresh' || fate === 'young';
}

/** What an archive holds, and what is known of how it belongs together. */
export interface ArchiveContents {
  snapshots: readonly ArchivedSnapshot[];
  /** SHA-256 of the snapshots that evidence names, by its own: of all evidence that `wantedEvidence` names. */
  parts: ReadonlyMap<string, readonly string[]>;
  /** SHA-256 of all that the data refers to. */
  referred: ReadonlySet<string>;
}

/** Evidence that has to be read before a plan can be made: only what may stay can keep its parts. */
export function wantedEvidence(
  evidence: readonly ArchivedSnapshot[],
  referred: ReadonlySet<string>,
  limits: RetentionLimits,
): string[] {
  const oldest = firstDay(limits);
  return evidence
    .filter(({ sha256, day }) => referred.has(sha256) || day >= oldest)
    .map(({ sha256 }) => sha256);
}

/**
 * What becomes of each snapshot, by SHA-256. Evidence stays or goes with the snapshots that it names; a snapshot that several name
 * stays as long as one of them, however old it is itself. Always kept: what the data refers to, and what came today or yesterday, since
 * a run that refers to it may still be under way. Then the newest, until the first that is too old or has no room.
 */
export function planRetention(contents: ArchiveContents, limits: RetentionLimits): Map<string, Fate> {
  const { snapshots, referred } = contents;
  const known = new Map(snapshots.map((snapshot) => [snapshot.sha256, snapshot]));
  const fates = new Map<string, Fate>();
  let total = 0;
  const keep = (members: readonly string[], fate: Fate) => {
    for (const sha256 of members) {
      const snapshot = known.get(sha256);
      if (!snapshot || fates.has(sha256)) continue;
      fates.set(sha256, fate);
      total += snapshot.bytes;
    }
  };
  const bundles = bundlesOf(contents);
  // What is named alone, such as a text, keeps itself and not all evidence that shares it.
  for (const sha256 of referred) keep([sha256, ...(contents.parts.get(sha256) ?? [])], 'referred');
  const yesterday = daysBefore(limits.today, 1);
  for (const { members, day } of bundles) if (day >= yesterday) keep(members, 'fresh');
  const oldest = firstDay(limits);
  for (const { members, day } of bundles) {
    if (day < oldest) break;
    const left = members.filter((sha256) => !fates.has(sha256));
    const bytes = left.reduce((sum, sha256) => sum + (known.get(sha256)?.bytes ?? 0), 0);
    if (total + bytes > limits.budget) break;
    keep(left, 'young');
  }
  for (const { sha256, day } of snapshots)
    if (!fates.has(sha256)) fates.set(sha256, day < oldest ? 'old' : 'over-budget');
  return fates;
}

/** What stays or goes together, the newest first: evidence with its parts, and each snapshot that no evidence names. */
function bundlesOf({ snapshots, parts }: ArchiveContents): { day: string; members: string[] }[] {
  const named = new Set([...parts.values()].flat());
  const order = (a: ArchivedSnapshot, b: ArchivedSnapshot) =>
    a.day !== b.day ? (a.day < b.day ? 1 : -1) : a.sha256 < b.sha256 ? -1 : 1;
  return snapshots
    .filter(({ sha256 }) => parts.has(sha256) || !named.has(sha256))
    .sort(order)
    .map(({ sha256, day }) => ({ day, members: [sha256, ...(parts.get(sha256) ?? [])] }));
}

function firstDay({ today, maxAgeDays }: RetentionLimits): string {
  return daysBefore(today, maxAgeDays);
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
}
