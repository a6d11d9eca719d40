import type { SiteState } from './ledger-files.ts';
import type { Visit } from './run-record.ts';
import type { Outcome } from './status.ts';

/** Whether the evidence of a visit is kept, and why; else the kept evidence that it equals for a reader. */
export type Capture =
  | { keep: true; because: 'first' | 'not-up' | 'recovered' | 'daily' | 'changed' }
  | { keep: false; evidence: string };

/** What stands before a visit: the outcome of the visit before it, and the evidence kept last; null before the first. */
export interface Captured {
  lastOutcome: Outcome | null;
  baseline: SiteState['baseline'];
}

/**
 * Decides what of a site's visits is worth its bytes: the first, everything not up, the first up after it, one a UTC day, and
 * whenever the visible text changed. A page without text (a document) is the same as long as it has none.
 */
export function keepEvidence(visit: Pick<Visit, 'at' | 'outcome' | 'text'>, before: Captured): Capture {
  const { baseline, lastOutcome } = before;
  if (visit.outcome !== 'up') return { keep: true, because: 'not-up' };
  if (!baseline || lastOutcome === null) return { keep: true, because: 'first' };
  if (lastOutcome !== 'up') return { keep: true, because: 'recovered' };
  if (visit.text !== baseline.text) return { keep: true, because: 'changed' };
  if (visit.at.slice(0, 10) !== baseline.at.slice(0, 10)) return { keep: true, because: 'daily' };
  return { keep: false, evidence: baseline.evidence };
}
