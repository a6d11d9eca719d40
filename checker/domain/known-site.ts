import { instantOf, msOf } from './instant.ts';
import type { SiteState, StateFile, UsualVisits, VisitRef } from './ledger-files.ts';

/** All that the state knows of one site, wherever in the file it stands. */
export interface KnownSite extends SiteState {
  lastGood: VisitRef | null;
  lastVisit: VisitRef;
}

/** Every site of a state by its id. Throws when a site's last visit is nowhere: the state is not whole. */
export function knownSites({ sites, usual }: Pick<StateFile, 'sites' | 'usual'>): Map<string, KnownSite> {
  const places = new Map(usual.sites.map((site, i) => [site, i]));
  const known = new Map<string, KnownSite>();
  for (const [site, state] of Object.entries(sites)) {
    const place = places.get(site);
    const lastVisit =
      state.lastVisit ?? (place === undefined ? null : usualVisit(usual, place, state.baseline));
    if (!lastVisit) throw new Error(`the state has no last visit of ${JSON.stringify(site)}`);
    const lastGood = state.lastGood === undefined ? lastVisit : state.lastGood;
    known.set(site, { ...state, lastVisit, lastGood });
  }
  return known;
}

/** What the state's file says of the sites: what `knownSites` reads. */
export function stateOfSites(known: ReadonlyMap<string, KnownSite>): Pick<StateFile, 'sites' | 'usual'> {
  const ordered = [...known].sort(([a], [b]) => (a < b ? -1 : 1));
  const usual: UsualVisits = { runs: runsOf(ordered.map(([, site]) => site)), sites: [], of: [], after: [] };
  const sites: Record<string, SiteState> = {};
  for (const [id, full] of ordered) {
    const { lastVisit, lastGood, ...state } = full;
    const entry: SiteState = state;
    const { run, route, at } = lastVisit;
    if (isUsual(full)) {
      const of = usual.runs.findIndex((one) => one.run === run && one.route === route);
      usual.sites.push(id);
      usual.of.push(of);
      usual.after.push(msOf(at) - msOf(usual.runs[of]?.first ?? ''));
    } else entry.lastVisit = lastVisit;
    if (!lastGood || !isSame(lastGood, lastVisit)) entry.lastGood = lastGood;
    sites[id] = entry;
  }
  return { sites, usual };
}

function isUsual({ lastVisit: { outcome, evidence }, baseline }: KnownSite): boolean {
  return outcome === 'up' && evidence === (baseline?.evidence ?? null);
}

function isSame(a: VisitRef, b: VisitRef): boolean {
  return a.at === b.at && a.outcome === b.outcome && a.route === b.route;
}

/** The runs and routes of usual visits, by run, then by route. */
function runsOf(sites: readonly KnownSite[]): UsualVisits['runs'] {
  const runs = new Map<string, UsualVisits['runs'][number]>();
  for (const { run, route, at } of sites.filter(isUsual).map(({ lastVisit }) => lastVisit)) {
    const key = `${run} ${route}`;
    const known = runs.get(key);
    if (!known || at < known.first) runs.set(key, { run, route, first: at });
  }
  return [...runs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function usualVisit(
  { runs, of, after }: UsualVisits,
  place: number,
  baseline: SiteState['baseline'],
): VisitRef {
  const { run = '', route = '', first = '' } = runs[of[place] ?? -1] ?? {};
  const at = instantOf(msOf(first) + (after[place] ?? Number.NaN));
  return { run, at, outcome: 'up', route, evidence: baseline?.evidence ?? null };
}
