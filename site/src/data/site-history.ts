import type { Annotation } from '../../../checker/domain/annotation.ts';
import type { Availability, Window } from '../../../checker/domain/ledger-files.ts';
import type { ResolvedExpectations } from '../../../checker/domain/resolved-site.ts';
import type { Span } from '../../../checker/domain/segments.ts';
import type { Closure, Hours } from '../../../checker/domain/site.ts';
import type { Outcome } from '../../../checker/domain/status.ts';
import type { HistoryDay } from './year.ts';

/** What the page of a site tells beside what every page may need. */
export interface SiteHistory {
  /** In the order of the site's bars, what those do not tell; null: no record of that day. */
  days: (Omit<HistoryDay, 'day' | 'seconds'> | null)[];
  lastDay: LastDay;
  /** The newest visits that are known, the newest first. */
  visits: HistoryVisit[];
  /** Availability by what was observed, of the windows that a correction changed. */
  observed: Partial<Record<Window, Availability>>;
  /** Corrections of this site, the newest stretch first. */
  annotations: Annotation[];
  /** null when the site is no longer in `sites.json`. */
  expects: SiteExpectations | null;
}

/** The 24 hours before the end of the newest run. */
export interface LastDay {
  /** Seconds since 1970. */
  from: number;
  to: number;
  /** What each stretch was observed as, in seconds since `from`; time before the first check is unknown. */
  spans: Span[];
  /** Seconds since `from`, milliseconds until ready or until the visit ended, outcome; in the order of time. */
  visits: [at: number, ms: number, outcome: Outcome][];
}

/** One visit as lists show it. */
export interface HistoryVisit {
  at: string;
  outcome: Outcome;
  /** Milliseconds until the page was ready, else until the visit ended. */
  ms: number;
  route: string;
  /** Id of the run: see `RunsReport.records`. */
  run: string;
  /** SHA-256 of the visit's own evidence. */
  evidence: string | null;
}

/** What a site must show to be reachable, and when it is announced to be closed. */
export interface SiteExpectations {
  expect: ResolvedExpectations;
  timeZone: string;
  hours: Hours[];
  closures: Closure[];
}
