import type { Annotation } from '../annotation.ts';
import { correctionsFor } from '../corrections.ts';
import { msOf } from '../instant.ts';
import type { Incident, VisitRef } from '../ledger-files.ts';
import type { Reason } from '../reason.ts';
import type { Facts } from './facts.ts';
import type { IssueSettings } from './settings.ts';
import type { ShownIncident, ShownSite, ShownVisit, Standing } from './shown.ts';

/** An incident of the ledger as issues tell it. */
export function showIncident(facts: Facts, incident: Incident, settings: IssueSettings): ShownIncident {
  const { id, kind, site, reasons, endedAt } = incident;
  const visit = (ref: VisitRef | null) => ref && showVisit(facts, ref);
  const known = facts.known.get(site);
  const standing = standingOf(facts, incident, settings);
  return {
    id,
    kind,
    endedAt,
    site: facts.sites.get(site) ?? unlistedSite(incident),
    reasons,
    now: standing.is === 'down' && known?.verdict === 'down' ? known.reasons : reasons,
    lastGood: visit(incident.lastGood),
    firstBad: showVisit(facts, incident.firstBad),
    confirmedBy: showVisit(facts, incident.confirmedBy),
    lastBad: showVisit(facts, incident.lastBad),
    firstGood: visit(incident.firstGood ?? goodAfter(facts, incident)),
    standing,
    page: facts.links.incident(id),
  };
}

/** A visit with what is at hand of its evidence. */
export function showVisit({ evidence, links }: Facts, ref: VisitRef): ShownVisit {
  const observation = (ref.evidence === null ? undefined : evidence.get(ref.evidence)) ?? null;
  const { screenshot = null, dom = null } = observation ?? {};
  return {
    at: ref.at,
    outcome: ref.outcome,
    route: ref.route,
    observation,
    picture: screenshot && links.snapshot(screenshot),
    source: dom && links.snapshot(dom),
    run: links.run(ref.run),
  };
}

function standingOf(facts: Facts, incident: Incident, settings: IssueSettings): Standing {
  const correction = correctionOf(facts, incident);
  if (correction) {
    const { why, by = null, source } = correction;
    return { is: 'corrected', why, by, source };
  }
  return incident.endedAt === null ? openStanding(facts, incident, settings) : endedStanding(facts, incident);
}

function openStanding(facts: Facts, incident: Incident, settings: IssueSettings): Standing {
  const { now, sites, known } = facts;
  const state = known.get(incident.site);
  if (!state || !sites.has(incident.site)) return { is: 'ended' };
  const closed = state.closed.find(({ from, to }) => from <= now && now < to);
  if (closed) return { is: 'closed', reason: closed.reason, source: closed.source, until: closed.to };
  const lasts = msOf(now) - msOf(incident.firstBad.at);
  if (lasts >= settings.redesignAfterMs && state.verdict === 'down' && onlyContentMissing(state.reasons)) {
    return { is: 'redesigned' };
  }
  return { is: 'down' };
}

function endedStanding(facts: Facts, incident: Incident): Standing {
  if (incident.firstGood) return { is: 'over' };
  const next = blockedAfter(facts, incident);
  if (!next) return { is: 'ended' };
  if (next.endedAt === null) {
    const block = next.reasons.find((reason) => reason.kind === 'block');
    return { is: 'blocked', since: next.firstBad.at, vendor: block?.vendor ?? 'unknown' };
  }
  return { is: next.firstGood ? 'over' : 'ended' };
}

/** The blocked incident into which one turned. */
function blockedAfter({ incidents }: Facts, { site, endedAt }: Incident): Incident | undefined {
  return incidents.find(
    (other) => other.site === site && other.kind === 'blocked' && other.firstBad.at === endedAt,
  );
}

function goodAfter(facts: Facts, incident: Incident): VisitRef | null {
  return (incident.endedAt === null ? undefined : blockedAfter(facts, incident))?.firstGood ?? null;
}

/** The correction that says that an incident, as last seen, was none. */
function correctionOf({ annotations, known }: Facts, { site, lastBad }: Incident): Annotation | undefined {
  const formerly = known.get(site)?.formerly ?? [];
  const mine = new Set(correctionsFor(annotations, site, { formerly }));
  return annotations.find(
    (one) => mine.has(one) && one.status !== 'down' && one.from <= lastBad.at && lastBad.at < one.to,
  );
}

/** Whether a page answers as it should and only lacks what is looked for. */
export function onlyContentMissing(reasons: readonly Reason[]): boolean {
  const ofContent = ['text', 'selector', 'form', 'title', 'wait-for'];
  const failing = reasons.filter(({ kind }) => kind !== 'slow');
  return (
    failing.length > 0 &&
    failing.every((reason) => reason.kind === 'missing' && ofContent.includes(reason.expectation))
  );
}

/** A site that is in `sites.json` no longer. */
function unlistedSite({ site }: Incident): ShownSite {
  return { id: site, name: site, url: '', group: '', groupName: '', kinds: [], owners: [], page: null };
}
