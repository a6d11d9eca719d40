import { DAY_SECONDS, earlier, later, msOf } from './instant.ts';
import type { RunRecord } from './run-record.ts';

/**
 * What cannot be in the times of a run, as the end of a sentence about it; null: nothing. A ledger has a file for every day that runs
 * tell of: one wrong clock, or a results folder that somebody had a hand in, could make it one of millennia. `latest`: nothing may
 * lie after it.
 */
export function clockFault(
  { startedAt, endedAt, results }: Pick<RunRecord, 'startedAt' | 'endedAt' | 'results'>,
  latest: Date,
): string | null {
  if (msOf(startedAt) > latest.getTime()) return `began at ${startedAt}, which is yet to come`;
  const visits = Object.values(results).flatMap((result) => result.visits.map(({ at }) => at));
  const last = visits.reduce(later, endedAt);
  if (msOf(last) > latest.getTime()) return `tells of ${last}, which is yet to come`;
  const first = visits.reduce(earlier, startedAt);
  if (msOf(startedAt) - msOf(first) > DAY_SECONDS * 1_000)
    return `has a visit at ${first}, more than a day before it began`;
  return null;
}
