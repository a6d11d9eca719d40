import { msOf } from '../instant.ts';
import type { Reason } from '../reason.ts';
import { describeReasons, vendorName } from '../reason-words.ts';
import { reasonIdentity } from './reason-identity.ts';
import type { IssueSettings } from './settings.ts';
import type { Cause, ShownIncident } from './shown.ts';

/** Strongest first: pages of one host surely fail together, pages of one vendor often by chance. */
const STRENGTH: readonly Cause['is'][] = ['host', 'certificate', 'address', 'vendor', 'error'];

/** A cause by what tells it from others. */
interface Candidate extends Cause {
  key: string;
}

/** Incidents of one issue. */
export interface Cluster {
  cause: Cause | null;
  incidents: [ShownIncident, ...ShownIncident[]];
}

/** Parts incidents into those that have a cause in common, the largest share first, and single ones. */
export function clusters(incidents: readonly ShownIncident[], settings: IssueSettings): Cluster[] {
  const left = new Set(incidents);
  const found: Cluster[] = [];
  for (;;) {
    const best = largest([...left], settings);
    if (!best) break;
    for (const one of best.incidents) left.delete(one);
    found.push(best);
  }
  return [...found, ...[...left].map((one): Cluster => ({ cause: null, incidents: [one] }))];
}

/** What all of these have in common, the strongest; null when nothing. */
export function commonCause(incidents: readonly ShownIncident[], settings: IssueSettings): Cause | null {
  const [first, ...rest] = incidents;
  if (!first || new Set(incidents.map(({ site }) => site.id)).size < 2) return null;
  const others = rest.map((one) => new Set(causesOf(one).map(({ key }) => key)));
  const shared = causesOf(first).find(
    ({ is, key }) => incidents.length >= needed(is, settings) && others.every((keys) => keys.has(key)),
  );
  return shared ? { is: shared.is, words: shared.words } : null;
}

function largest(incidents: readonly ShownIncident[], settings: IssueSettings): Cluster | null {
  const shared = new Map<string, { cause: Candidate; incidents: ShownIncident[] }>();
  for (const incident of incidents) {
    for (const cause of causesOf(incident)) {
      const known = shared.get(cause.key);
      if (known) known.incidents.push(incident);
      else shared.set(cause.key, { cause, incidents: [incident] });
    }
  }
  const close = [...shared.values()]
    .map(({ cause, incidents: all }) => ({ cause, incidents: together(all, settings) }))
    .filter(({ cause, incidents: some }) => some.length >= needed(cause.is, settings));
  const [best] = close.sort(
    (a, b) =>
      b.incidents.length - a.incidents.length ||
      STRENGTH.indexOf(a.cause.is) - STRENGTH.indexOf(b.cause.is) ||
      (a.cause.key < b.cause.key ? -1 : 1),
  );
  const [first, ...rest] = best?.incidents ?? [];
  return best && first
    ? { cause: { is: best.cause.is, words: best.cause.words }, incidents: [first, ...rest] }
    : null;
}

/** The most of them that began within the time in which one cause shows. */
function together(incidents: readonly ShownIncident[], { causeWithinMs }: IssueSettings): ShownIncident[] {
  const ordered = [...incidents].sort((a, b) => msOf(a.firstBad.at) - msOf(b.firstBad.at));
  let best: ShownIncident[] = [];
  for (const [i, first] of ordered.entries()) {
    const some = ordered.slice(i).filter((one) => beganTogether(first, one, causeWithinMs));
    if (some.length > best.length) best = some;
  }
  return best;
}

/** Whether two incidents began at about the same time. */
export function beganTogether(a: ShownIncident, b: ShownIncident, withinMs: number): boolean {
  return Math.abs(msOf(a.firstBad.at) - msOf(b.firstBad.at)) <= withinMs;
}

function needed(is: Cause['is'], { weakCauseSites }: IssueSettings): number {
  return is === 'vendor' || is === 'error' ? weakCauseSites : 2;
}

/** What an incident may have in common with others, the strongest first. */
function causesOf({ site, firstBad: { observation }, confirmedBy, reasons }: ShownIncident): Candidate[] {
  const seen = observation ?? confirmedBy.observation;
  const causes: Candidate[] = [];
  const add = (is: Cause['is'], of: string | null | undefined, words: string) => {
    if (of) causes.push({ is, key: `${is} ${of}`, words });
  };
  const host = URL.canParse(site.url) ? new URL(site.url).hostname : null;
  add('host', host, `at ${host}`);
  const [reason] = reasons;
  if (reason?.kind === 'tls')
    add('certificate', seen?.tls?.subject, `with the certificate of ${seen?.tls?.subject}`);
  // On this machine everything has one address.
  if (!/^(127\.|::1$)/.test(seen?.address ?? ''))
    add('address', seen?.address, `at the address ${seen?.address}`);
  if (!reason) return causes;
  const vendor = vendorOf(reason, seen?.headers ?? {});
  // That two pages stand behind one vendor says little, unless they fail alike.
  if (vendor) add('vendor', `${vendor} ${reasonIdentity(reason)}`, `behind ${vendorName(vendor)}`);
  add('error', reasonIdentity(reason), `with the same sign (${describeReasons([sameOf(reason)])})`);
  return causes;
}

/** Vendors that can be told by what their servers say of themselves. */
const SERVERS: readonly [header: string, pattern: RegExp, vendor: string][] = [
  ['server', /cloudflare/i, 'cloudflare'],
  ['server', /akamai/i, 'akamai'],
  ['x-amz-cf-id', /./, 'aws'],
  ['x-azure-ref', /./, 'azure'],
  ['x-iinfo', /./, 'imperva'],
  ['x-sucuri-id', /./, 'sucuri'],
  ['x-vercel-id', /./, 'vercel'],
];

function vendorOf(reason: Reason, headers: Readonly<Record<string, string>>): string | null {
  if (reason.kind === 'block') return reason.vendor;
  return SERVERS.find(([header, pattern]) => pattern.test(headers[header] ?? ''))?.[2] ?? null;
}

/** A reason without what differs from page to page. */
function sameOf(reason: Reason): Reason {
  return 'host' in reason ? { ...reason, host: 'the host' } : reason;
}
