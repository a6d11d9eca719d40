import { closeIncident, openIncident } from './incidents.ts';
import { dayStart, msOf, secondOf } from './instant.ts';
import type { KnownSite } from './known-site.ts';
import type { LedgerDraft } from './ledger.ts';
import type { Incident, SiteState, VisitRef } from './ledger-files.ts';
import { type CheckVisit, type SiteCheck, visitRef } from './site-check.ts';
import { projection, standingOf } from './standing.ts';
import { dayNumber, paintSpan, statusAt, turnSpan } from './timeline.ts';
import { type Transition, transition } from './transition.ts';
import { isGood } from './verdict.ts';

/** What a check is folded into: the seconds since 1970 up to which time was counted, and up to which it is to be. */
export interface Horizon {
  from: number;
  to: number;
}

/** Counts a site's time up to the horizon by what was known of it. */
export function foldSilence(draft: LedgerDraft, site: string, state: KnownSite, { from, to }: Horizon): void {
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
  { before, open, step }: { before: KnownSite; open: Incident | null; step: Transition },
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
  const held = Math.min(to, Math.floor((msOf(lastSeen) + maxGapMs) / 1_000));
  turnSpan(draft, site, { from, to: held }, 'unknown', earlier);
}

/** Opens, extends or ends incidents; gives the one that is open afterwards. */
function foldIncident(
  draft: LedgerDraft,
  site: string,
  at: { before: KnownSite | null; open: Incident | null; step: Transition; check: SiteCheck },
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
      const told = { reasons: check.reasons, lastGood: before?.lastGood ?? null };
      const incident = openIncident(site, step, told, (id) => draft.hasIncident(id));
      draft.putIncident(incident);
      return incident;
    }
    case 'suspects':
    case 'aside':
      return open;
  }
}

function nextState(
  before: KnownSite | null,
  at: { step: Transition; check: SiteCheck; incident: Incident | null; formerly: string[] },
): KnownSite {
  const { step, check, incident } = at;
  const { verdict, reasons, visits, last, closed, maxGapMs } = check;
  const lastGood = visits.findLast(({ outcome }) => isGood(outcome)) ?? last;
  const baseline = nextBaseline(before, check);
  const lastVisit = shownVisit(last, baseline);
  return {
    // What is shown, since when, and the figures follow from the time line: `finishFold` sets them.
    status: before?.status ?? 'unknown',
    since: before?.since ?? visits[0].at,
    availability: before?.availability ?? {},
    verdict,
    reasons,
    firstCheck: before?.firstCheck ?? visits[0].at,
    holdsMs: maxGapMs,
    suspect:
      step.kind === 'suspects' ? step.suspect : step.kind === 'aside' ? (before?.suspect ?? null) : null,
    lastGood: isGood(verdict)
      ? lastGood === last
        ? lastVisit
        : shownVisit(lastGood, baseline)
      : (before?.lastGood ?? null),
    lastVisit,
    baseline,
    incident: incident?.id ?? null,
    streak: isGood(verdict) ? 0 : before?.verdict === verdict ? before.streak + 1 : 1,
    closed,
    formerly: at.formerly,
  };
}

/** The last evidence that was kept: a visit that kept none refers to this one. */
function nextBaseline(before: SiteState | null, { visits }: SiteCheck): SiteState['baseline'] {
  let baseline = before?.baseline ?? null;
  for (const { at, text, evidence, look } of visits) {
    if (evidence !== null && evidence !== baseline?.evidence) {
      baseline = { at, text, evidence, look: look === 'as-before' ? (baseline?.look ?? null) : look };
    }
  }
  return baseline;
}

/** The visit as pages link to it: one that was up and left no evidence looked as the baseline does, unless it had other words. */
function shownVisit(visit: CheckVisit, baseline: SiteState['baseline']): VisitRef {
  const ref = visitRef(visit);
  const alike = visit.text === null || visit.text === baseline?.text;
  if (visit.evidence !== null || visit.outcome !== 'up' || !alike) return ref;
  return { ...ref, evidence: baseline?.evidence ?? null };
}

/** A check counts on the day of its first visit, a load time on the day of its own. */
function countVisits(draft: LedgerDraft, site: string, { visits }: SiteCheck): void {
  const first = secondOf(visits[0].at);
  draft.touch(site, first);
  const day = draft.day(dayNumber(first));
  if (visits.length === 1 && isGood(visits[0].outcome)) {
    day.countLoad(visits[0].run, site, visits[0].ms);
    return;
  }
  day.change(site).checks += 1;
  for (const { at, ms, outcome } of visits) {
    if (isGood(outcome))
      draft
        .day(dayNumber(secondOf(at)))
        .change(site)
        .loads.push(ms);
  }
}

function openOf(draft: LedgerDraft, { incident }: SiteState): Incident | null {
  return incident === null ? null : draft.incident(incident);
}
