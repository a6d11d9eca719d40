import type { GarbageReport, Tally } from '../archive/collect-garbage.ts';
import { plainText } from '../domain/plain-text.ts';
import { FATES, type Fate, stays } from '../domain/retention.ts';

/** What was asked for. */
export interface Bounds {
  /** Days. */
  maxAge: number;
  /** Bytes. */
  budget: number;
}

const SHOWN_STRAYS = 10;

/** What was or would be kept and removed, for people: a line a reason, its numbers, its days. Ends with a line feed. */
export function garbageText(report: GarbageReport, bounds: Bounds): string {
  const { archive, applied, fates, strays, notes } = report;
  const kept = sum(FATES.filter(stays), fates);
  const gone = sum(
    FATES.filter((fate) => !stays(fate)),
    fates,
  );
  const rows = FATES.filter((fate) => fates[fate].snapshots > 0).map((fate) =>
    row(fate, fates[fate], bounds),
  );
  const lines = [
    `${plainText(archive)}: ${amount(kept)} stay, ${amount(gone)} ${applied ? 'went' : 'would go'}`,
    ...rows,
  ];
  if (strays.length > 0) {
    const more = strays.length > SHOWN_STRAYS ? ` and ${strays.length - SHOWN_STRAYS} more` : '';
    const names = strays.slice(0, SHOWN_STRAYS).map((path) => JSON.stringify(plainText(path, 80)));
    lines.push(
      `  ${applied ? 'removed' : 'remove'} ${count(strays.length, 'path')} of no snapshot: ${names.join(', ')}${more}`,
    );
  }
  for (const note of notes) lines.push(`  note: ${plainText(note)}`);
  if (kept.bytes > bounds.budget)
    lines.push(
      `  note: what must stay takes more than the budget of ${size(bounds.budget)}: fewer sites, a longer interval or a larger budget help`,
    );
  if (!applied && (gone.snapshots > 0 || strays.length > 0))
    lines.push('Nothing was changed: --apply removes it.');
  return `${lines.join('\n')}\n`;
}

function row(fate: Fate, { snapshots, bytes, oldest, newest }: Tally, { maxAge, budget }: Bounds): string {
  const why: Record<Fate, string> = {
    referred: 'the record refers to them',
    fresh: 'came today or yesterday',
    young: `not older than ${maxAge} days`,
    old: `older than ${maxAge} days`,
    'over-budget': `no room in ${size(budget)}`,
  };
  const what = stays(fate) ? 'keep' : 'remove';
  return `  ${what.padEnd(6)} ${String(snapshots).padStart(7)}  ${size(bytes).padStart(9)}  ${oldest} – ${newest}  ${why[fate]}`;
}

function sum(some: readonly Fate[], fates: GarbageReport['fates']): { snapshots: number; bytes: number } {
  const tallies = some.map((fate) => fates[fate]);
  return {
    snapshots: tallies.reduce((total, { snapshots }) => total + snapshots, 0),
    bytes: tallies.reduce((total, { bytes }) => total + bytes, 0),
  };
}

function amount(of: { snapshots: number; bytes: number }): string {
  return `${count(of.snapshots, 'snapshot')} (${size(of.bytes)})`;
}

function size(bytes: number): string {
  return bytes < 1e5 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function count(of: number, noun: string): string {
  return `${of} ${noun}${of === 1 ? '' : 's'}`;
}
