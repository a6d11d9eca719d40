import type { Status } from '../../../checker/domain/status.ts';
import type { DayBar } from './days.ts';

/** Neighbouring days of equal status: from the index of the first, `count` days long. */
export interface BarRun {
  status: Status;
  from: number;
  count: number;
}

/** A line of the table of days: one day, or a stretch of days of which there is nothing to tell but the status. */
export interface DayLine {
  status: Status;
  first: DayBar;
  last: DayBar;
}

/** The days that were not reachable throughout, the newest first; days in a row that were not checked are one line. */
export function dayLines(days: readonly DayBar[]): DayLine[] {
  const lines: DayLine[] = [];
  for (const day of days) {
    const last = lines.at(-1);
    if (day.status === 'unknown' && last?.status === 'unknown') last.last = day;
    else lines.push({ status: day.status, first: day, last: day });
  }
  return lines.filter(({ status }) => status !== 'up').toReversed();
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
