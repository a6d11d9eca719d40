import { loadOf, secondsOf } from '../../../checker/domain/day-figures.ts';
import { durationMs } from '../../../checker/domain/duration.ts';
import { type KnownSite, knownSites } from '../../../checker/domain/known-site.ts';
import { own } from '../../../checker/domain/own.ts';
import type { Site } from '../../../checker/domain/site.ts';
import type { SitesFile } from '../../../checker/domain/sites-file.ts';
import { type ShownStatus, STATUS } from '../../../checker/domain/status.ts';
import { isGood } from '../../../checker/domain/verdict.ts';
import { WORDS } from '../words.ts';
import { dayBars, daysUpTo } from './days.ts';
import type { Ledger } from './ledger.ts';
import { BAR_DAYS, ENDED, type Report, type ReportGroup, type ReportSite } from './report.ts';

/** Joins the ledger with `sites.json`, without the evidence: see `addEvidence`. */
export function makeReport(ledger: Ledger, file: SitesFile): Omit<Report, 'observations' | 'kept'> {
  const { state, newestRun } = ledger;
  const days = state.newestRun ? daysUpTo(state.newestRun.endedAt, BAR_DAYS) : [];
  const known = knownSites(state);
  const files = new Map(ledger.days.map((file) => [file.day, file]));
  const secondsOn = (day: string, id: string) => {
    const file = files.get(day);
    return file ? secondsOf(file, id) : null;
  };
  const bars = (id: string) => dayBars(days, (day) => secondsOn(day, id));
  const loadMs = (id: string) => {
    const visit = known.get(id)?.lastVisit;
    const file = files.get(visit?.at.slice(0, 10) ?? '');
    return file && visit && isGood(visit.outcome) ? loadOf(file, id, visit) : null;
  };
  const listed = new Set(file.sites.map((site) => site.id));
  const ended = [...known.keys()].filter((id) => !listed.has(id));
  const sites = [
    ...file.sites.map((site) =>
      listedSite(site, file, known.get(site.id) ?? null, bars(site.id), loadMs(site.id)),
    ),
    ...ended.map((id) => endedSite(id, known.get(id) ?? null, bars(id), loadMs(id))),
  ].sort(byGroupAndName);
  return {
    run: newestRun && {
      id: newestRun.id,
      startedAt: newestRun.startedAt,
      endedAt: newestRun.endedAt,
      complete: newestRun.complete,
      url: newestRun.url,
      notes: newestRun.notes,
      routes: newestRun.routes,
    },
    intervalMs: durationMs(file.interval),
    sites,
    groups: groupsOf(sites),
    incidents: ledger.incidents.toSorted(
      (a, b) => compare(b.firstBad.at, a.firstBad.at) || compare(a.id, b.id),
    ),
  };
}

function listedSite(
  site: Site,
  file: SitesFile,
  state: KnownSite | null,
  days: ReportSite['days'],
  lastLoadMs: ReportSite['lastLoadMs'],
): ReportSite {
  return {
    id: site.id,
    name: site.name,
    url: site.url,
    group: site.group,
    groupName: own(file.groups, site.group)?.name ?? site.group,
    kinds: site.kinds.map((kind) => own(file.kinds, kind)?.name ?? kind),
    monitoring: site.active === false ? 'paused' : 'active',
    status: state?.status ?? 'unknown',
    state,
    days,
    lastLoadMs,
  };
}

function endedSite(
  id: string,
  state: KnownSite | null,
  days: ReportSite['days'],
  lastLoadMs: ReportSite['lastLoadMs'],
): ReportSite {
  return {
    id,
    name: id,
    url: null,
    group: ENDED,
    groupName: WORDS.endedGroup,
    kinds: [],
    monitoring: 'ended',
    status: state?.status ?? 'unknown',
    state,
    days,
    lastLoadMs,
  };
}

function groupsOf(sites: readonly ReportSite[]): ReportGroup[] {
  return [...Map.groupBy(sites, (site) => site.group)].map(([key, members]) => ({
    key,
    name: members[0]?.groupName ?? key,
    sites: members.map((site) => site.id),
    worst: gravest(members.filter((site) => site.monitoring === 'active').map((site) => site.status)),
  }));
}

/** The status that needs attention most; `unknown` of none. */
function gravest(statuses: readonly ShownStatus[]): ShownStatus {
  return statuses.toSorted((a, b) => STATUS[a].order - STATUS[b].order)[0] ?? 'unknown';
}

function byGroupAndName(a: ReportSite, b: ReportSite): number {
  const last = Number(a.group === ENDED) - Number(b.group === ENDED);
  return last || compare(a.groupName, b.groupName) || compare(a.name, b.name) || compare(a.id, b.id);
}

const compare = new Intl.Collator('en').compare;
