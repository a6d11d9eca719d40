import { durationMs } from '../../../checker/domain/duration.ts';
import { type KnownSite, knownSites } from '../../../checker/domain/known-site.ts';
import { own } from '../../../checker/domain/own.ts';
import type { Site } from '../../../checker/domain/site.ts';
import type { SitesFile } from '../../../checker/domain/sites-file.ts';
import { type ShownStatus, STATUS } from '../../../checker/domain/status.ts';
import { WORDS } from '../words.ts';
import { dayBars } from './days.ts';
import type { LastLoads } from './last-loads.ts';
import type { Ledger } from './ledger.ts';
import { ENDED, type Report, type ReportCore, type ReportGroup, type ReportSite } from './report.ts';
import type { Year } from './year.ts';

/** Figures of the days that the report shows. */
interface DayParts {
  /** Those of the bars, the oldest first. */
  days: readonly string[];
  year: Year;
  loads: LastLoads;
}

/** Joins the ledger with `sites.json`, without the evidence: see `addEvidence`. */
export function makeReport(ledger: Ledger, file: SitesFile, { days, year, loads }: DayParts): ReportCore {
  const { state, newestRun } = ledger;
  const known = knownSites(state);
  const bars = (id: string) => dayBars(days, (day) => year.get(id)?.get(day)?.seconds ?? null);
  const listed = new Set(file.sites.map((site) => site.id));
  const ended = [...known.keys()].filter((id) => !listed.has(id));
  const sites = [
    ...file.sites.map((site) =>
      listedSite(site, file, known.get(site.id) ?? null, bars(site.id), loads.of(site.id)),
    ),
    ...ended.map((id) => endedSite(id, known.get(id) ?? null, bars(id), loads.of(id))),
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
      commit: newestRun.commit,
      puptime: newestRun.puptime,
      rulesVersion: newestRun.rulesVersion,
      browser: newestRun.browser,
      path: state.newestRun?.path ?? '',
      confirmAfterMs: newestRun.settings.confirmAfterMs,
    },
    intervalMs: durationMs(file.interval),
    sites,
    groups: groupsOf(sites),
    kinds: kindsOf(file),
    incidents: ledger.incidents.toSorted(
      (a, b) => compare(b.firstBad.at, a.firstBad.at) || compare(a.id, b.id),
    ),
    annotations: ledger.annotations.toSorted((a, b) => compare(b.from, a.from) || compare(a.id, b.id)),
    issues: { incidents: ledger.issues.incidents, updates: ledger.issues.updates },
    moved: movedIds(sites, file),
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
    kindKeys: site.kinds,
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
    kindKeys: [],
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

/** Earlier ids by `sites.json` and by the ledger; one that is in use is that site's own. */
function movedIds(sites: readonly ReportSite[], file: SitesFile): Report['moved'] {
  const used = new Set(sites.map(({ id }) => id));
  const told = [
    ...sites.map(({ id, state }) => ({ id, formerly: state?.formerly ?? [] })),
    ...file.sites.map(({ id, formerly = [] }) => ({ id, formerly })),
  ];
  const pairs = told.flatMap(({ id, formerly }) => formerly.map((old) => [old, id] as const));
  return Object.fromEntries(pairs.filter(([old]) => !used.has(old)));
}

/** The kinds that a listed site has. */
function kindsOf({ kinds, sites }: SitesFile): Report['kinds'] {
  const used = new Set(sites.flatMap((site) => site.kinds));
  return Object.entries(kinds).flatMap(([key, { name }]) => (used.has(key) ? [{ key, name }] : []));
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
