import type { SiteDay } from './ledger-files.ts';

/** The value that `share` (0 to 1) of the values do not exceed, by nearest rank; null of none. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

/** Changes a day: its p50 and p95 become those of its load times. */
export function summarizeLoads(day: SiteDay): void {
  day.p50 = percentile(day.loads, 0.5);
  day.p95 = percentile(day.loads, 0.95);
}
