import { dayStart, secondOf } from '../../../checker/domain/instant.ts';
import type { ListedRun } from './run-listing.ts';
import type { RunsDay } from './runs-report.ts';
import type { Year } from './year.ts';

/** How many runs each day had, and how much of the time of all sites was observed. `firstChecks`: of every site, by id. */
export function runsDays(
  days: readonly string[],
  runs: readonly ListedRun[],
  year: Year,
  firstChecks: ReadonlyMap<string, string>,
): RunsDay[] {
  const counts = new Map<string, number>();
  for (const { startedAt } of runs) {
    const day = startedAt.slice(0, 10);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return days.map((day) => ({
    day,
    runs: counts.get(day) ?? 0,
    coverage: coverageOf(day, year, firstChecks),
  }));
}

function coverageOf(day: string, year: Year, firstChecks: ReadonlyMap<string, string>): number | null {
  let observed = 0;
  let total = 0;
  for (const [site, days] of year) {
    const figures = days.get(day);
    const first = firstChecks.get(site);
    if (!figures || first === undefined) continue;
    const counted = Object.values(figures.seconds).reduce((sum, seconds) => sum + seconds, 0);
    const unseen = figures.seconds.unknown ?? 0;
    const before = Math.min(unseen, Math.max(0, secondOf(first) - dayStart(day)));
    observed += counted - unseen;
    total += counted - before;
  }
  return total > 0 ? observed / total : null;
}
