import type { Observation } from '../observation.ts';
import type { Reason } from '../reason.ts';
import type { Expectations, Site } from '../site.ts';
import type { Drift } from './about.ts';
import { driftBody, driftOverText, driftTitle } from './drift-text.ts';
import type { Facts } from './facts.ts';
import { type Matter, matterTopic, threadOf } from './matter.ts';
import type { IssueSettings } from './settings.ts';
import { showIncident } from './show-incident.ts';
import type { ShownIncident, ShownSite } from './shown.ts';
import type { Thread } from './thread.ts';
import type { Topic } from './topic.ts';

/** Statuses by which a server says that a page has moved for good. */
const PERMANENT = [301, 308];

/**
 * Pages that are not where, or not what, `sites.json` says, and issues of those that are again. `entries`: sites as they stand in the file,
 * by id. A page of which no evidence is at hand keeps the issue it has.
 */
export function driftTopics(
  facts: Facts,
  threads: readonly Thread[],
  entries: ReadonlyMap<string, Site>,
  settings: IssueSettings,
): Topic[] {
  return [...facts.sites.values()].flatMap((site): Topic[] => {
    const entry = entries.get(site.id);
    if (!entry) return [];
    const about = { kind: 'drift' as const, key: `drift ${site.id}` };
    const drift = redesign(facts, site, entry, settings) ?? moved(facts, site, entry);
    if (!drift && !isKnownFine(facts, site)) return [];
    const matter: Matter | null = drift && {
      title: driftTitle(drift),
      body: driftBody(drift, facts),
      labels: ['puptime', 'upkeep', `group:${site.group}`],
      owners: site.owners,
      subjects: [site.id],
    };
    return [matterTopic(about, threadOf(threads, about), { matter, over: driftOverText(site, facts) })];
  });
}

/** Evidence of a page that serves, found at the address that it was asked for at. */
function isKnownFine(facts: Facts, site: ShownSite): boolean {
  const state = facts.known.get(site.id);
  return (state?.verdict === 'up' || state?.verdict === 'degraded') && baselineOf(facts, site) !== null;
}

function baselineOf({ known, evidence }: Facts, { id }: ShownSite): Observation | null {
  const sha256 = known.get(id)?.baseline?.evidence;
  return (sha256 === undefined ? undefined : evidence.get(sha256)) ?? null;
}

/** A page whose server says that it has moved for good. */
function moved(facts: Facts, site: ShownSite, entry: Site): Drift | null {
  const seen = baselineOf(facts, site);
  // Where it was not up, the redirect may lead to whatever stands in its place.
  if (!seen || facts.known.get(site.id)?.verdict !== 'up' || !seen.finalUrl) return null;
  const [first] = seen.redirects;
  if (!first || first.url !== site.url || !seen.redirects.every(({ status }) => PERMANENT.includes(status)))
    return null;
  if (!URL.canParse(seen.finalUrl) || seen.finalUrl === site.url) return null;
  const to = new URL(seen.finalUrl);
  to.hash = '';
  // An address of one visit alone, such as that of a session, is nothing to write down.
  if (to.protocol !== 'https:' || to.search.length > 1) return null;
  const { status } = first;
  const otherHost = to.hostname !== new URL(site.url).hostname;
  return {
    site,
    found: { is: 'moved', status, to: to.href, otherHost, seenAt: seen.endedAt },
    change: { before: [line('url', entry.url)], after: [line('url', to.href)] },
  };
}

/** A page that is alive, and has lacked only what is looked for in it for long. */
function redesign(facts: Facts, site: ShownSite, entry: Site, settings: IssueSettings): Drift | null {
  const incident = facts.incidents.find(
    ({ site: id, kind, endedAt }) => id === site.id && kind === 'down' && endedAt === null,
  );
  const shown: ShownIncident | null = incident ? showIncident(facts, incident, settings) : null;
  if (shown?.standing.is !== 'redesigned') return null;
  const missing = facts.known.get(site.id)?.reasons ?? shown.reasons;
  const seen = shown.lastBad;
  const title = seen.observation?.title ?? null;
  return {
    site,
    found: { is: 'redesigned', since: shown.firstBad.at, missing, title, seen },
    change: expectationChange(entry.expect ?? {}, missing, title),
  };
}

/** What to expect in place of what is gone: the title that the page has now, and of the rest what still holds. */
function expectationChange(
  expect: Expectations,
  missing: readonly Reason[],
  title: string | null,
): Drift['change'] {
  const gone = new Set<string>(
    missing.flatMap((reason) => (reason.kind === 'missing' ? [FIELDS[reason.expectation] ?? ''] : [])),
  );
  const left = Object.entries(expect).filter(([field]) => !gone.has(field));
  const after = { ...Object.fromEntries(left), ...(title ? { title } : {}) };
  return {
    before: Object.keys(expect).length > 0 ? [line('expect', expect)] : [],
    after: [line('expect', after)],
  };
}

const FIELDS: Readonly<Record<string, keyof Expectations>> = {
  text: 'text',
  selector: 'selector',
  form: 'form',
  title: 'title',
  'wait-for': 'waitFor',
};

function line(field: string, value: unknown): string {
  return `"${field}": ${JSON.stringify(value)},`;
}
