import type { RecordBranch } from './found.ts';

/** A run of the monitor's workflow. */
export interface MonitorRun {
  /** UTC, ISO 8601. */
  startedAt: string;
  url: string;
  /** As GitHub names it: `success`, `failure`, `cancelled`, …; null: it is not over. */
  conclusion: string | null;
}

/** What stands on a branch now, without its history. */
export interface BranchSize {
  files: number;
  bytes: number;
  /** Whether there is more than GitHub told. */
  more: boolean;
}

/** An exit on Lightsail that is alive. */
export interface LiveExit {
  name: string;
  zone: string;
  /** When it may be removed whatever its run says; null: its tag does not tell. */
  expires: string | null;
}

/** How the monitor does. */
export interface Health {
  now: string;
  /** Time between two checks of a page. */
  intervalMs: number;
  /** After so long without a run what is shown counts as unknown. */
  maxGapMs: number;
  /** Of the default branch, the newest first. */
  runs: readonly MonitorRun[];
  /** Of the record: null before the first run; a text why it could not be read. */
  record: { runs: number; newestAt: string } | null | string;
  /** null: there is no such branch, or GitHub does not tell. */
  sizes: Readonly<Record<RecordBranch, BranchSize | null>>;
  /** A text: why nobody could look. */
  exits: readonly LiveExit[] | string;
}
