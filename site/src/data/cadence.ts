import { percentile } from '../../../checker/domain/day-figures.ts';
import { msOf } from '../../../checker/domain/instant.ts';
import type { RunsReport } from './runs-report.ts';

/** Most pauses that are told one by one. */
export const MOST_GAPS = 20;

/** How regularly runs began, from their starts in order; a pause of more than twice the promise is a gap. */
export function cadenceOf(
  starts: readonly string[],
  promisedMs: number,
): Pick<RunsReport, 'promisedMs' | 'cadence' | 'gaps' | 'gapCount'> {
  const pauses = starts.slice(1).map((to, i) => {
    const from = starts[i] ?? to;
    return { from, to, ms: msOf(to) - msOf(from) };
  });
  const gaps = pauses.filter(({ ms }) => ms > 2 * promisedMs);
  const lengths = pauses.map(({ ms }) => ms);
  const [medianMs, p95Ms, longestMs] = [0.5, 0.95, 1].map((share) => percentile(lengths, share));
  return {
    promisedMs,
    cadence:
      medianMs == null || p95Ms == null || longestMs == null
        ? null
        : { count: starts.length, medianMs, p95Ms, longestMs },
    gaps: gaps
      .slice(-MOST_GAPS)
      .toReversed()
      .map(({ from, to }) => ({ from, to })),
    gapCount: gaps.length,
  };
}
