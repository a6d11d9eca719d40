import { msOf } from '../instant.ts';
import { beganTogether, type Cluster, clusters, commonCause } from './causes.ts';
import type { Facts } from './facts.ts';
import type { Outage } from './outage.ts';
import type { IssueSettings } from './settings.ts';
import { showIncident } from './show-incident.ts';
import type { Cause, ShownIncident } from './shown.ts';
import type { Thread } from './thread.ts';

/** An outage with the issue that tells of it, if there is one, and what that issue does not know yet. */
export interface ToldOutage {
  outage: Outage;
  thread: Thread | null;
  fresh: readonly ShownIncident[];
}

/** Issues of outages by what they tell of. */
interface Known {
  /** Open and closed ones, the earliest first. */
  threads: readonly Thread[];
  /** The issue that tells of an incident. */
  of: Map<string, Thread>;
}

/**
 * The outages that there are issues of, and those that there should be: incidents that nobody told of yet go to the issue of the same page
 * where it fell again soon, else to an open issue with the same cause, else to new ones by their causes. `passed`: incidents whose issue
 * a person took away.
 */
export function outagesOf(
  facts: Facts,
  threads: readonly Thread[],
  passed: ReadonlySet<string>,
  settings: IssueSettings,
): ToldOutage[] {
  const shown = facts.incidents
    .filter(({ kind }) => kind === 'down')
    .map((incident) => showIncident(facts, incident, settings))
    .sort(byBeginning);
  const byId = new Map(shown.map((one) => [one.id, one]));
  const known = knownThreads(threads);
  const gone = new Set(threads.filter(({ state }) => state === 'gone').flatMap(subjects));
  const untold = shown.filter(
    ({ id, standing: { is } }) => is === 'down' && !known.of.has(id) && !passed.has(id) && !gone.has(id),
  );

  const joining = new Map<Thread, ShownIncident[]>();
  const left: ShownIncident[] = [];
  for (const incident of untold) {
    const thread =
      successorOf(incident, known, byId) ??
      againOf([incident], known, byId, settings) ??
      sharedWith(incident, known, byId, settings);
    if (thread) joining.set(thread, [...(joining.get(thread) ?? []), incident]);
    else left.push(incident);
  }

  const found: Cluster[] = [];
  for (const cluster of clusters(left, settings)) {
    const thread = cluster.cause && againOf(cluster.incidents, known, byId, settings);
    if (thread) joining.set(thread, [...(joining.get(thread) ?? []), ...cluster.incidents]);
    else found.push(cluster);
  }

  const told = known.threads.flatMap((thread): ToldOutage[] => {
    const before = subjects(thread)
      .filter((id) => known.of.get(id) === thread)
      .flatMap((id) => byId.get(id) ?? []);
    const fresh = joining.get(thread) ?? [];
    const outage = outageOf([...before, ...fresh], thread, fresh, settings);
    return outage ? [{ outage, thread, fresh }] : [];
  });
  const fresh = limited(found, settings.mostOpened).map(({ cause, incidents }): ToldOutage => {
    return { outage: { key: incidents[0].id, incidents, cause, falls: 1 }, thread: null, fresh: incidents };
  });
  return [...told, ...fresh];
}

function outageOf(
  incidents: readonly ShownIncident[],
  { marker }: Thread,
  fresh: readonly ShownIncident[],
  settings: IssueSettings,
): Outage | null {
  const [first, ...rest] = incidents.toSorted(byBeginning);
  if (!first) return null;
  const again = fresh.length > 0 && marker.standing.length === 0;
  // What a page fell of another time is no sign of what they have in common now.
  const newest = new Map([first, ...rest].map((incident) => [incident.site.id, incident]));
  return {
    key: marker.key,
    incidents: [first, ...rest],
    cause: commonCause([...newest.values()], settings),
    falls: marker.falls + (again ? 1 : 0),
  };
}

function byBeginning(a: ShownIncident, b: ShownIncident): number {
  return a.firstBad.at < b.firstBad.at || (a.firstBad.at === b.firstBad.at && a.id < b.id) ? -1 : 1;
}

/** Where two issues tell of one incident, since two runs opened them at once, the earlier one does. */
function knownThreads(threads: readonly Thread[]): Known {
  const mine = threads
    .filter(({ marker, state }) => marker.kind === 'outage' && state !== 'gone')
    .sort((a, b) => a.number - b.number);
  const of = new Map<string, Thread>();
  for (const thread of mine) for (const id of subjects(thread)) if (!of.has(id)) of.set(id, thread);
  return { threads: mine, of };
}

/** An incident that a late run has moved to another beginning, and so to another id. */
function successorOf(
  incident: ShownIncident,
  { threads }: Known,
  byId: ReadonlyMap<string, ShownIncident>,
): Thread | null {
  const vanished = ({ marker }: Thread) =>
    marker.standing.some(
      (id) => !byId.has(id) && id.slice(0, -'-20261123T140712Z'.length) === incident.site.id,
    );
  return threads.find(vanished) ?? null;
}

/**
 * The issue in which the same pages came back a short while ago. An issue of several pages that is closed is not opened again for one of
 * them: it would say little of that one.
 */
function againOf(
  incidents: readonly ShownIncident[],
  { of, threads }: Known,
  byId: ReadonlyMap<string, ShownIncident>,
  { flapMs }: IssueSettings,
): Thread | null {
  const fits = (thread: Thread) => {
    const told = subjects(thread).filter((id) => of.get(id) === thread);
    const earlier = told.flatMap((id) => byId.get(id) ?? []);
    const pages = new Set(earlier.map(({ site }) => site.id));
    const back = incidents.every(({ site, firstBad }) =>
      earlier.some((one) => {
        const ended = one.firstGood?.at ?? one.endedAt;
        return one.site.id === site.id && ended !== null && msOf(firstBad.at) - msOf(ended) <= flapMs;
      }),
    );
    return back && (thread.state === 'open' || pages.size === 1 || incidents.length > 1);
  };
  return threads.findLast(fits) ?? null;
}

/** An open issue whose pages fell at about the same time and for the same cause. */
function sharedWith(
  incident: ShownIncident,
  { threads }: Known,
  byId: ReadonlyMap<string, ShownIncident>,
  settings: IssueSettings,
): Thread | null {
  return (
    threads.find(({ state, marker }) => {
      const stands = marker.standing.flatMap((id) => byId.get(id) ?? []);
      return (
        state === 'open' &&
        stands.some((one) => beganTogether(one, incident, settings.causeWithinMs)) &&
        commonCause([...stands, incident], settings) !== null
      );
    }) ?? null
  );
}

/** No more than so many: what is left of a storm is one. */
function limited(found: readonly Cluster[], most: number): Cluster[] {
  const ordered = [...found].sort(
    (a, b) => b.incidents.length - a.incidents.length || (a.incidents[0].id < b.incidents[0].id ? -1 : 1),
  );
  if (ordered.length <= most) return ordered;
  const [first, ...rest] = ordered.slice(most - 1).flatMap(({ incidents }) => incidents);
  const summary: Cluster[] = first ? [{ cause: null as Cause | null, incidents: [first, ...rest] }] : [];
  return [...ordered.slice(0, most - 1), ...summary];
}

function subjects({ marker }: Thread): string[] {
  return [...marker.standing, ...marker.over];
}
