import { DAY_SECONDS } from './instant.ts';
import type { DayFile, VisitRef } from './ledger-files.ts';
import { own } from './own.ts';
import { addSeconds, type Seconds } from './segments.ts';

/** A site's checks of one day, and how long its page took. */
export interface DayChecks {
  checks: number;
  /** Milliseconds until ready of the up and degraded visits, by nearest rank; null when there were none. */
  p50: number | null;
  p95: number | null;
}

/** Seconds of a site's day by what they count as, corrections obeyed; null when it has no such day. They add up to the day's `counted`. */
export function secondsOf({ sites, counted }: DayFile, site: string): Seconds | null {
  const entry = own(sites, site);
  return entry ? sum({ segments: entry.corrected ?? entry.segments, counted }) : null;
}

/** The same by what was observed, whatever was corrected later. */
export function observedSecondsOf({ sites, counted }: DayFile, site: string): Seconds | null {
  const entry = own(sites, site);
  return entry ? sum({ segments: entry.segments, counted }) : null;
}

/** What a day tells of a site's checks. */
export function checksOf({ sites, columns, loads: rows }: DayFile, site: string): DayChecks {
  const entry = own(sites, site);
  const column = columns.indexOf(site);
  const cells = column < 0 ? [] : Object.values(rows).map(({ ms }) => ms[column] ?? null);
  const single = cells.filter((ms) => ms !== null);
  const loads = [...single, ...(entry?.loads ?? [])];
  const checks = single.length + (entry?.checks ?? 0);
  return { checks, p50: percentile(loads, 0.5), p95: percentile(loads, 0.95) };
}

/** What a day tells of the checks of every site that it knows: as `checksOf`, in far less time than site by site. */
export function checksOfAll({ sites, columns, loads: rows }: DayFile): Map<string, DayChecks> {
  const table = Object.values(rows).map(({ ms }) => ms);
  const places = new Map(columns.map((site, column) => [site, column]));
  const figures = new Map<string, DayChecks>();
  for (const site of new Set([...Object.keys(sites), ...columns])) {
    const entry = own(sites, site);
    const column = places.get(site);
    // Numbers in typed arrays are sorted by value, and fast.
    const cells = new Float64Array(table.length + (entry?.loads.length ?? 0));
    let count = 0;
    if (column !== undefined) {
      for (const row of table) {
        const cell = row[column] ?? null;
        if (cell !== null) cells[count++] = cell;
      }
    }
    const checks = count + (entry?.checks ?? 0);
    for (const load of entry?.loads ?? []) cells[count++] = load;
    const sorted = cells.subarray(0, count).sort();
    figures.set(site, { checks, p50: ranked(sorted, 0.5), p95: ranked(sorted, 0.95) });
  }
  return figures;
}

/** Milliseconds until ready of a good visit, from the file of its day; null when that does not tell. */
export function loadOf({ sites, columns, loads }: DayFile, site: string, { run }: VisitRef): number | null {
  const cell = own(loads, run)?.ms[columns.indexOf(site)];
  // A check of several visits is told apart, the newest last.
  return cell ?? own(sites, site)?.loads.at(-1) ?? null;
}

/** The value that `share` (0 to 1) of the values do not exceed, by nearest rank; null of none. */
export function percentile(values: readonly number[], share: number): number | null {
  return ranked(
    values.toSorted((a, b) => a - b),
    share,
  );
}

function ranked(sorted: ArrayLike<number>, share: number): number | null {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

function sum(line: Parameters<typeof addSeconds>[1]): Seconds {
  const seconds: Seconds = {};
  addSeconds(seconds, line, 0, DAY_SECONDS);
  return seconds;
}
