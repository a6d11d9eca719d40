import { msOf } from '../instant.ts';
import type { About } from './about.ts';
import { standing } from './outage.ts';
import { outageBody } from './outage-body.ts';
import { closedText } from './outage-closing.ts';
import {
  blockedText,
  changedText,
  joinedText,
  overText,
  reopenedText,
  stillDownText,
} from './outage-comments.ts';
import { outageTitle } from './outage-title.ts';
import type { ToldOutage } from './outages.ts';
import { reasonIdentity } from './reason-identity.ts';
import type { IssueSettings } from './settings.ts';
import type { ShownIncident } from './shown.ts';
import { type News, RANK, type Topic } from './topic.ts';

/** With more pages than these, what changes at each of them is told by the table alone. */
const FEW = 3;

/** An outage as an issue tells it. */
export function outageTopic(
  { outage, thread, fresh }: ToldOutage,
  about: About,
  settings: IssueSettings,
): Topic {
  const stands = standing(outage);
  const still = stillDown(stands, about, settings);
  const known = thread ? [...thread.marker.standing, ...thread.marker.over] : [];
  const reopens = thread !== null && thread.marker.standing.length === 0 && fresh.length > 0;
  // A late run may move the beginning of an incident: to its issue it is no new one.
  const begins = fresh.filter(
    ({ site }) => !replaced(site.id, thread?.marker.standing ?? [], outage.incidents),
  );
  const news: News[] = [];
  if (reopens) news.push(said(`again:${fresh[0]?.id}`, reopenedText(outage, [...fresh], about), RANK.again));
  else if (thread && begins.length > 0)
    news.push(said(`joined:${begins[0]?.id}:${begins.length}`, joinedText(outage, begins, about), RANK.news));
  const before = outage.incidents.filter(({ id }) => known.includes(id));
  const over = before.filter(
    ({ id, standing: { is } }) => thread?.marker.standing.includes(id) && !STANDS.has(is),
  );
  if (over.length > 0 && stands.length > 0)
    news.push(said(`over:${over[0]?.id}:${over.length}`, overText(outage, over, about), RANK.news));
  if (stands.length <= FEW) news.push(...stands.flatMap((incident) => changes(incident, about)));
  const due = still.at(-1);
  if (due !== undefined && !reopens)
    news.push(said(stillKey(outage.falls, due), stillDownText(outage, due, about), RANK.still));
  return {
    kind: 'outage',
    key: outage.key,
    stands: stands.some((incident) => !isLost(incident, about, settings)),
    title: outageTitle(outage),
    body: (mentioned) => outageBody(outage, about, mentioned),
    labels: labelsOf(stands.length > 0 ? stands : outage.incidents),
    owners: [...new Set(stands.flatMap(({ site }) => site.owners))],
    standing: stands.map(({ id }) => id),
    over: outage.incidents.filter(({ standing: { is } }) => !STANDS.has(is)).map(({ id }) => id),
    fresh: begins.map(({ id }) => id),
    falls: outage.falls,
    news,
    understood: still.map((since) => stillKey(outage.falls, since)),
    closing: { body: closedText(outage, about), reason: reasonOf(outage.incidents) },
    quiet: false,
  };
}

const STANDS: ReadonlySet<ShownIncident['standing']['is']> = new Set(['down', 'blocked']);

/** What changed at one page since its incident began. */
function changes(incident: ShownIncident, about: About): News[] {
  const { id, standing: stand, reasons, now } = incident;
  if (stand.is === 'blocked') return [said(`blocked:${id}`, blockedText(incident, about), RANK.news)];
  const [began, is] = [reasons[0], now[0]].map((reason) => reason && reasonIdentity(reason));
  if (!is || is === began) return [];
  return [said(`changed:${id}:${is}`, changedText(incident, about), RANK.news)];
}

/** Times since the first bad visit at which "still down" was due up to now, in milliseconds; then at twice the time before. */
function stillDown(
  stands: readonly ShownIncident[],
  { now }: About,
  { stillDownMs }: IssueSettings,
): number[] {
  const down = stands
    .filter(({ standing: { is } }) => is === 'down')
    .map(({ firstBad }) => msOf(firstBad.at));
  const since = msOf(now) - Math.min(...down);
  if (down.length === 0) return [];
  const due = stillDownMs.filter((ms) => ms <= since);
  const last = stillDownMs.at(-1) ?? Number.POSITIVE_INFINITY;
  for (let ms = last * 2; ms <= since; ms *= 2) due.push(ms);
  return due;
}

function stillKey(falls: number, ms: number): string {
  return `still:${falls}:${Math.round(ms / 60_000)}m`;
}

/** A page that has kept the monitor out for so long that nobody can tell whether it came back. */
function isLost(
  { standing: stand }: ShownIncident,
  { now }: About,
  { blockedAfterMs }: IssueSettings,
): boolean {
  return stand.is === 'blocked' && msOf(now) - msOf(stand.since) >= blockedAfterMs;
}

/** Whether an incident takes the place of one that is in the record no longer. */
function replaced(site: string, before: readonly string[], incidents: readonly ShownIncident[]): boolean {
  const there = new Set(incidents.map(({ id }) => id));
  return before.some((id) => !there.has(id) && id.slice(0, -'-20261123T140712Z'.length) === site);
}

function reasonOf(incidents: readonly ShownIncident[]): Topic['closing']['reason'] {
  return incidents.some(({ standing: { is } }) => is === 'over') ? 'completed' : 'not_planned';
}

function labelsOf(incidents: readonly ShownIncident[]): string[] {
  const groups = [...new Set(incidents.map(({ site }) => site.group))].sort();
  const kinds = [...new Set(incidents.flatMap(({ site }) => site.kinds))].sort();
  // An issue of half the country needs no label for each state.
  const some = (names: readonly string[], prefix: string) =>
    names.length > 5 ? [] : names.filter((name) => name !== '').map((name) => `${prefix}:${name}`);
  return ['puptime', 'outage', ...some(groups, 'group'), ...some(kinds, 'kind')];
}

function said(key: string, body: string, rank: number): News {
  return { key, body, rank };
}
