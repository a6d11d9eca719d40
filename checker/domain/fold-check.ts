import { closeIncident, openIncident } from './incidents.ts';
import { dayOf, dayStart, instantOf, msOf, secondOf } from './instant.ts';
import type { LedgerDraft } from './ledger.ts';
import type { Incident, SiteState } from './ledger-files.ts';
import { type SiteCheck, visitRef } from './site-check.ts';
import { projection, standingOf } from './standing.ts';
import { paintSpan, statusAt, turnSpan } from './timeline.ts';
import { type Transition, transition } from './transition.ts';
import { isGood } from './verdict.ts';

/** What a check is folded into: the seconds since 1970 up to which time was counted, and up to which it is to be. */
export interface Horizon {
  from: number;
  to: number;
}

/** Counts a site's time up to the horizon by what was known of it. */
export function foldSilence(draft: LedgerDraft, site: string, state: SiteState, { from, to }: Horizon): void {
  const standing = standingOf(state, openOf(draft, state));
  for (const span of projection(standing, from, to)) paintSpan(draft, site, span);
}

/** Changes the draft by a check of a site: its time, its day's figures, its incident, its state. */
export function foldCheck(
  draft: LedgerDraft,
  site: string,
  check: SiteCheck,
  horizon: Horizon,
  formerly: string[],
): void {
  const before = draft.sites.get(site) ?? null;
  const open = before && openOf(draft, before);
  const step = transition(check, { suspect: before?.suspect ?? null, open });
  const from = secondOf(step.from);

  if (before) foldSilence(draft, site, before, { from: horizon.from, to: from });
  else
    paintSpan(draft, site, { from: dayStart(check.visits[0].at.slice(0, 10)), to: from, status: 'unknown' });
  if (before) reconsider(draft, site, check, { before, open, step });

  const incident = foldIncident(draft, site, { before, open, step, check });
  const state = nextState(before, { step, check, incident, formerly });
  draft.sites.set(site, state);
  const standing = standingOf(state, incident);
  for (const span of projection(standing, from, horizon.to)) paintSpan(draft, site, span);
  countVisits(draft, site, check);
}

/** Turns the unknown time of a suspect into what it turned out to be. */
function reconsider(
  draft: LedgerDraft,
  site: string,
  { maxGapMs }: SiteCheck,
  { before, open, step }: { before: SiteState; open: Incident | null; step: Transition },
): void {
  if (!before.suspect) return;
  const from = secondOf(before.suspect.first.at);
  const to = secondOf(step.from);
  if (step.kind === 'opens' && step.suspected) turnSpan(draft, site, { from, to }, 'unknown', step.of);
  if (step.kind !== 'good' && step.kind !== 'extends') return;
  // The suspect was cleared: what was known before it held on, for as long as it would have without it.
  const earlier = statusAt(draft, site, from - 1);
  const lastSeen = open ? open.lastBad.at : before.lastGood?.at;
  if (!earlier || earlier === 'unknown' || earlier === 'closed' || !lastSeen) return;
  const held = Math.min(to, secondOf(instantOf(msOf(lastSeen) + maxGapMs)));
  turnSpan(draft, site, { from, to: held }, 'unknown', earlier);
}

/** Opens, extends or ends incidents; gives the one that is open afterwards. */
function foldIncident(
  draft: LedgerDraft,
  site: string,
  at: { before: SiteState | null; open: Incident | null; step: Transition; check: SiteCheck },
): Incident | null {
  const { before, open, step, check } = at;
  switch (step.kind) {
    case 'good':
      if (open) draft.putIncident(closeIncident(open, step.firstGood.at, step.firstGood));
      return null;
    case 'extends': {
      const incident = open && { ...open, lastBad: step.lastBad };
      if (incident) draft.putIncident(incident);
      return incident;
    }
    case 'opens': {
      if (open) draft.putIncident(closeIncident(open, step.firstBad.at, null));
      const incident = openIncident(site, step, {
        reasons: check.reasons,
        lastGood: before?.lastGood ?? null,
      });
      draft.putIncident(incident);
      return incident;
    }
    case 'suspects':
    case 'aside':
      return open;
  }
}

function nextState(
  before: SiteState | null,
  at: { step: Transition; check: SiteCheck; incident: Incident | null; formerly: string[] },
): SiteState {
  const { step, check, incident } = at;
  const { verdict, reasons, visits, last, holdsUntil, closed } = check;
  const lastGood = visits.findLast(({ outcome }) => isGood(outcome));
  return {
    // What is shown, since when, and the figures follow from the time line: `finishFold` sets them.
    status: before?.status ?? 'unknown',
    since: before?.since ?? visits[0].at,
    availability: before?.availability ?? {},
    verdict,
    reasons,
    firstCheck: before?.firstCheck ?? visits[0].at,
    lastCheck: last.at,
    holdsUntil,
    suspect:
      step.kind === 'suspects' ? step.suspect : step.kind === 'aside' ? (before?.suspect ?? null) : null,
    lastGood: isGood(verdict) ? visitRef(lastGood ?? last) : (before?.lastGood ?? null),
    lastVisit: visitRef(last),
    baseline: nextBaseline(before, check),
    incident: incident?.id ?? null,
    streak: before?.verdict === verdict ? before.streak + 1 : 1,
    closed,
    formerly: at.formerly,
  };
}

/** The last evidence that was kept: a visit that kept none refers to this one. */
function nextBaseline(before: SiteState | null, { visits }: SiteCheck): SiteState['baseline'] {
  let baseline = before?.baseline ?? null;
  for (const { at, text, evidence } of visits) {
    if (evidence !== null && evidence !== baseline?.evidence) baseline = { at, text, evidence };
  }
  return baseline;
}

/** A check counts on the day of its first visit, a load time on the day of its own. */
function countVisits(draft: LedgerDraft, site: string, { visits }: SiteCheck): void {
  draft.changeDay(site, dayOf(secondOf(visits[0].at))).checks += 1;
  for (const { at, ms, outcome } of visits) {
    if (isGood(outcome)) draft.changeDay(site, dayOf(secondOf(at))).loads.push(ms);
  }
}

function openOf(draft: LedgerDraft, { incident }: SiteState): Incident | null {
  return incident === null ? null : draft.incident(incident);
}
