import type { Outcome } from '../../../checker/domain/status.ts';

/** What the monitor did, for whoever asks whether to trust it. */
export interface RunsReport {
  /** Milliseconds between two checks of a page that is up, as promised. */
  promisedMs: number;
  /** Time between the starts of runs that followed each other, in the days shown; null before the second run. */
  cadence: { count: number; medianMs: number; p95Ms: number; longestMs: number } | null;
  /** Pauses longer than twice the promise, the newest first, at most `MOST_GAPS`. */
  gaps: { from: string; to: string }[];
  gapCount: number;
  /** As many as sites have bars, the oldest first. */
  days: RunsDay[];
  /** The newest runs, the newest first. */
  records: RunLine[];
}

/** What the monitor did on one UTC day. */
export interface RunsDay {
  day: string;
  runs: number;
  /** Share of the time of all sites since their first checks that was observed; null: there was no such time. */
  coverage: number | null;
}

/** One run in a line. */
export interface RunLine {
  id: string;
  /** In the data folder. */
  path: string;
  startedAt: string;
  endedAt: string;
  complete: boolean;
  /** Address of its log. */
  url: string | null;
  /** How many sites were visited, and how many have each verdict. */
  visited: number;
  verdicts: Partial<Record<Outcome, number>>;
  /** Ways out that it used, and those of them that failed. */
  routes: number;
  failed: number;
  /** Dollars for machines, at the most; null: it made none. */
  costAtMost: number | null;
  notes: number;
}
