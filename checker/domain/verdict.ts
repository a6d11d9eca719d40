import type { RunRecord, SiteResult, Visit } from './run-record.ts';
import type { Outcome } from './status.ts';

/** A verdict and what it rests on. */
export type Verdict = Pick<SiteResult, 'verdict' | 'confirmed' | 'reasons' | 'transient'>;

type Bad = 'down' | 'blocked';

/**
 * The outcome for a site after confirmation (design: Verdicts). `visits` in the order of time. Two visits confirm each other when
 * they left through different exits (`exitOf` gives each its own name), or through one exit at least `confirmAfterMs` apart.
 *
 * | first | later | verdict |
 * |---|---|---|
 * | up, degraded | – | same |
 * | down | up, degraded | the later; noted as transient |
 * | blocked | up, degraded | the later; the first exit is burned |
 * | down | down | down |
 * | blocked | blocked, or either with down | blocked |
 * | any bad | unknown | unknown |
 * | unknown | good | the later |
 * | unknown | bad | unknown, unless a third visit over another exit agrees |
 */
export function decideVerdict(
  visits: readonly Visit[],
  exitOf: (visit: Visit) => string,
  confirmAfterMs: number,
): Verdict {
  const last = visits.at(-1);
  if (!last)
    return {
      verdict: 'unknown',
      confirmed: true,
      reasons: [{ kind: 'not-visited', detail: 'the run ended first' }],
    };
  if (isGood(last.outcome)) {
    const transient = visits.map((visit) => visit.outcome).findLast(isBad);
    return {
      verdict: last.outcome,
      confirmed: true,
      reasons: last.reasons,
      ...(transient ? { transient } : {}),
    };
  }
  if (!isBad(last.outcome)) return { verdict: 'unknown', confirmed: true, reasons: last.reasons };
  const before = visits.slice(0, -1);
  const confirming = before.findLast(
    (visit) => isBad(visit.outcome) && independent(visit, last, exitOf, confirmAfterMs),
  );
  if (confirming) {
    const both =
      confirming.outcome === last.outcome ? last : confirming.outcome === 'blocked' ? confirming : last;
    return { verdict: both.outcome, confirmed: true, reasons: both.reasons };
  }
  if (before.some((visit) => visit.outcome === 'unknown')) {
    return {
      verdict: 'unknown',
      confirmed: true,
      reasons: before.find((visit) => visit.outcome === 'unknown')?.reasons ?? [],
    };
  }
  return { verdict: last.outcome, confirmed: false, reasons: last.reasons };
}

/** Whether a verdict still wants another visit. */
export function wantsConfirmation(visits: readonly Visit[], verdict: Verdict): boolean {
  return visits.length > 0 && (!verdict.confirmed || (verdict.verdict === 'unknown' && visits.length === 1));
}

/** Sites of a run whose verdict still wants a visit over another exit, or later. */
export function unconfirmedOf({ results }: Pick<RunRecord, 'results'>): string[] {
  return Object.entries(results).flatMap(([id, result]) =>
    wantsConfirmation(result.visits, result) ? [id] : [],
  );
}

export function isGood(outcome: Outcome): outcome is 'up' | 'degraded' {
  return outcome === 'up' || outcome === 'degraded';
}

export function isBad(outcome: Outcome): outcome is Bad {
  return outcome === 'down' || outcome === 'blocked';
}

function independent(
  first: Visit,
  second: Visit,
  exitOf: (visit: Visit) => string,
  confirmAfterMs: number,
): boolean {
  return exitOf(first) !== exitOf(second) || Date.parse(second.at) - Date.parse(first.at) >= confirmAfterMs;
}
