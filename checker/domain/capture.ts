import { lookDifference } from './capture-look.ts';
import type { CaptureSettings } from './capture-settings.ts';
import type { SiteState } from './ledger-files.ts';
import type { Kept, Visit } from './run-record.ts';
import type { Outcome } from './status.ts';

/** Whether the evidence of a visit is kept, and why; else the kept evidence that it equals for a reader. */
export type Capture = { keep: true; because: Kept['because'] } | { keep: false; evidence: string };

/** What stands before a visit: the outcome of the visit before it, and the evidence kept last; null before the first. */
export interface Captured {
  lastOutcome: Outcome | null;
  baseline: SiteState['baseline'];
}

/** How far a visit is from the evidence kept last. Null: it cannot be told. */
export type Difference = Pick<Kept, 'text' | 'picture'>;

/**
 * Decides what of a site's visits is worth its bytes: the first, everything not up, the first up after it, one a UTC day, and
 * whenever the page changed for a reader: its visible text, or its picture. A change of text whose size cannot be told counts; a
 * page without text (a document) is the same as long as it has none.
 */
export function keepEvidence(
  visit: Pick<Visit, 'at' | 'outcome' | 'text'>,
  before: Captured,
  difference: Difference,
  settings: CaptureSettings,
): Capture {
  const { baseline, lastOutcome } = before;
  if (visit.outcome !== 'up') return { keep: true, because: 'not-up' };
  if (!baseline || lastOutcome === null) return { keep: true, because: 'first' };
  if (lastOutcome !== 'up') return { keep: true, because: 'recovered' };
  if (visit.text !== baseline.text && exceeds(difference.text ?? 1, settings.text)) return CHANGED;
  if (difference.picture !== null && difference.picture > settings.picture) return CHANGED;
  if (visit.at.slice(0, 10) !== baseline.at.slice(0, 10)) return { keep: true, because: 'daily' };
  return { keep: false, evidence: baseline.evidence };
}

/** How much of the picture changed since the evidence kept last; null when one of the two has none. */
export function pictureDifference(visit: Pick<Visit, 'look'>, { baseline }: Captured): number | null {
  if (!baseline?.look || !visit.look) return null;
  return lookDifference(baseline.look, visit.look);
}

/** Of two texts that differ, each may have the other's words in another order: that, too, is a change, if any is to count. */
function exceeds(share: number, most: number): boolean {
  return most === 0 || share > most;
}

const CHANGED: Capture = { keep: true, because: 'changed' };
