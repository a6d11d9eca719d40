import type { Status } from '../../../checker/domain/status.ts';
import type { DayBar } from './days.ts';

/** Neighbouring days of equal status: from the index of the first, `count` days long. */
export interface BarRun {
  status: Status;
  from: number;
  count: number;
}

/** Joins neighbouring days of equal status. */
export function barRuns(days: readonly Pick<DayBar, 'status'>[]): BarRun[] {
  const runs: BarRun[] = [];
  for (const [index, { status }] of days.entries()) {
    const last = runs.at(-1);
    if (last?.status === status) last.count += 1;
    else runs.push({ status, from: index, count: 1 });
  }
  return runs;
}
