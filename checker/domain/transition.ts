import { msOf } from './instant.ts';
import type { Incident, SiteState, VisitRef } from './ledger-files.ts';
import { type BadOutcome, type CheckVisit, isWithin, type SiteCheck, visitRef } from './site-check.ts';
import { isBad, isGood } from './verdict.ts';

type Suspect = NonNullable<SiteState['suspect']>;

/** What a check means for a site. `from`: the instant from which its status is counted. */
export type Transition =
  /** The page served: no suspect and no open incident any more. */
  | { kind: 'good'; from: string; firstGood: VisitRef }
  /** The open incident goes on. */
  | { kind: 'extends'; from: string; lastBad: VisitRef }
  /** A confirmed incident; an open one of the other kind ends where it begins. `suspected`: it began as the pending suspect. */
  | {
      kind: 'opens';
      from: string;
      of: BadOutcome;
      firstBad: VisitRef;
      confirmedBy: VisitRef;
      lastBad: VisitRef;
      suspected: boolean;
    }
  /** Bad, and not confirmed yet. */
  | { kind: 'suspects'; from: string; suspect: Suspect }
  /** Nothing was learnt: could not look, or only during an announced closure. Suspect and incident stay as they are. */
  | { kind: 'aside'; from: string };

/**
 * Decides what a check means, given the pending suspect and the open incident.
 *
 * | open incident | suspect | check | then |
 * |---|---|---|---|
 * | any | any | good | the suspect is cleared, the incident ends |
 * | same kind | any | bad, confirmed or not | the incident goes on, the suspect is cleared |
 * | none or other kind | same kind | bad, confirmed | opens at the suspect's first visit |
 * | none or other kind | none or other kind | bad, confirmed | opens at the check's first bad visit |
 * | none or other kind | same kind | bad, `confirmAfter` after the suspect | opens at the suspect's first visit |
 * | none | other kind | bad, `confirmAfter` after the suspect | the same, as blocked: down and blocked together are blocked |
 * | none | other kind | bad, sooner | a suspect of blocked since its first visit |
 * | none or other kind | same kind | bad, sooner | the suspect stays |
 * | none or other kind | none | bad, not confirmed | a new suspect |
 *
 * A suspect that nobody came back to within `maxGap` no longer counts: its visit says nothing about now. Visits during an announced
 * closure are no bad ones, and confirm nothing.
 */
export function transition(
  check: SiteCheck,
  { suspect: pending, open }: { suspect: Suspect | null; open: Incident | null },
): Transition {
  const { verdict, visits, reasons } = check;
  if (isGood(verdict)) {
    const firstGood = visits.find(({ outcome }) => isGood(outcome)) ?? check.last;
    return { kind: 'good', from: firstGood.at, firstGood: visitRef(firstGood) };
  }
  const bad = visits.filter(({ outcome }) => isBad(outcome));
  const [first, ...rest] = bad.filter(({ at }) => !isWithin(check.closed, at));
  if (!isBad(verdict) || !first) return { kind: 'aside', from: visits[0].at };

  const from = first.at;
  const lastBad = visitRef(rest.at(-1) ?? first);
  if (open?.kind === verdict) return { kind: 'extends', from, lastBad };

  const suspect = pending && msOf(from) - msOf(pending.first.at) <= check.maxGapMs ? pending : null;
  const opens = (of: BadOutcome, since: Suspect | null, confirmedBy: CheckVisit | VisitRef): Transition => {
    const firstBad = since?.first ?? visitRef(first);
    return { kind: 'opens', from, of, firstBad, confirmedBy, lastBad, suspected: since !== null };
  };
  if (check.confirmed && bad.length === rest.length + 1) {
    return opens(verdict, suspect?.outcome === verdict ? suspect : null, lastBad);
  }
  if (!suspect)
    return { kind: 'suspects', from, suspect: { outcome: verdict, first: visitRef(first), reasons } };
  const of = suspect.outcome === verdict ? verdict : 'blocked';
  const agreeing = [first, ...rest].find(
    ({ at }) => msOf(at) - msOf(suspect.first.at) >= check.confirmAfterMs,
  );
  if (agreeing) return opens(of, suspect, visitRef(agreeing));
  return { kind: 'suspects', from, suspect: { outcome: of, first: suspect.first, reasons } };
}
