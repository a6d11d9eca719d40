import type { StateFile } from '../../../checker/domain/ledger-files.ts';
import { daysUpTo } from './days.ts';
import { dayPath } from './ledger.ts';
import { BAR_DAYS } from './report.ts';
import { type ListedRun, listRuns, type RunsOn } from './run-listing.ts';
import { YEAR_DAYS } from './year.ts';

/** How many of the newest runs are read whole. */
const MOST_RECORDS = 100;

/** Which runs and days of a ledger a build reads, from the newest run back. */
export interface ReportSpan {
  /** End of the newest run; null before the first. */
  end: string | null;
  /** Days of the bars, the oldest first. */
  bars: string[];
  /** Days whose files are read, the oldest first. */
  days: string[];
  /** Runs of the bars' days, the oldest first. */
  runs: ListedRun[];
  /** Those of them whose records are read. */
  records: ListedRun[];
}

/** What a build reads of a ledger in this state. */
export function reportSpan({ newestRun }: Pick<StateFile, 'newestRun'>, runsOn: RunsOn): ReportSpan {
  if (newestRun === null) return { end: null, bars: [], days: [], runs: [], records: [] };
  const end = newestRun.endedAt;
  const bars = daysUpTo(end, BAR_DAYS);
  const runs = listRuns(runsOn, bars);
  // One more than a year has: its first hours lie in the longest window.
  const days = daysUpTo(end, YEAR_DAYS + 1);
  return { end, bars, days, runs, records: runs.slice(-MOST_RECORDS) };
}

/** Paths in the data of the runs and days that a build reads: who keeps the ledger elsewhere copies them, and the files beside them. */
export function pathsRead(state: Pick<StateFile, 'newestRun'>, runsOn: RunsOn): string[] {
  const { days, records } = reportSpan(state, runsOn);
  const newest = state.newestRun ? [state.newestRun.path] : [];
  return [...new Set([...newest, ...records.map(({ path }) => path), ...days.map(dayPath)])];
}
