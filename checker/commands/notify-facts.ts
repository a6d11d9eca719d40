import type { SnapshotStore } from '../archive/snapshot-store.ts';
import { msOf } from '../domain/instant.ts';
import type { Facts, Links } from '../domain/issues/facts.ts';
import type { ShownSite } from '../domain/issues/shown.ts';
import { knownSites } from '../domain/known-site.ts';
import type { Incident } from '../domain/ledger-files.ts';
import { Observation } from '../domain/observation.ts';
import type { ResolvedSite } from '../domain/resolved-site.ts';
import type { Outlook } from '../ledger/open-ledger.ts';

/** Evidence of incidents that ended earlier is of no more use to issues. */
const LOOKED_UP_FOR_MS = 7 * 86_400_000;

/** What issues are made of, and where their links lead. */
export interface FactSources {
  outlook: Outlook;
  sites: readonly ResolvedSite[];
  snapshots: SnapshotStore;
  now: Date;
  /** With a slash at its end. */
  statusSite: string | null;
  /** `https://github.com/owner/name`. */
  repository: string;
  /** Public address of a snapshot. */
  snapshotLink: Links['snapshot'];
}

/** What the ledger says that issues are made of, with the evidence that they show. */
export async function gatherFacts(sources: FactSources): Promise<Facts> {
  const { outlook, sites, snapshots, now, statusSite, repository } = sources;
  const known = knownSites(outlook.state);
  const wanted = new Set(outlook.incidents.filter((one) => isOfUse(one, now)).flatMap(evidenceOf));
  // Certificates and redirects are looked at when evidence was kept anew: once a day, and whenever a page changed.
  const newest = outlook.state.newestRun?.startedAt ?? '';
  for (const { baseline } of known.values())
    if (baseline && baseline.at >= newest) wanted.add(baseline.evidence);
  return {
    now: now.toISOString(),
    statusSite,
    repository,
    sites: new Map(sites.map((site) => [site.id, shownSite(site, statusSite)])),
    known,
    newestRun: outlook.state.newestRun,
    incidents: outlook.incidents,
    annotations: outlook.annotations,
    evidence: await readEvidence(snapshots, wanted),
    links: linksOf(sources),
  };
}

function isOfUse({ endedAt }: Incident, now: Date): boolean {
  return endedAt === null || now.getTime() - msOf(endedAt) <= LOOKED_UP_FOR_MS;
}

function evidenceOf({ lastGood, firstBad, confirmedBy, lastBad, firstGood }: Incident): string[] {
  return [lastGood, firstBad, confirmedBy, lastBad, firstGood].flatMap((visit) => visit?.evidence ?? []);
}

/** What is missing, damaged or of another form is shown as missing. */
async function readEvidence(
  snapshots: SnapshotStore,
  wanted: Iterable<string>,
): Promise<Map<string, Observation>> {
  const found = new Map<string, Observation>();
  for (const [sha256, bytes] of await snapshots.getAll(wanted)) {
    const observation = observationIn(bytes);
    if (observation) found.set(sha256, observation);
  }
  return found;
}

function observationIn(bytes: Uint8Array): Observation | null {
  try {
    return Observation.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function shownSite(
  { id, name, url, group, groupName, kinds, owners }: ResolvedSite,
  statusSite: string | null,
): ShownSite {
  const page = statusSite && `${statusSite}pages/${id}/`;
  const logins = owners.map((owner) => owner.replace(/^@/, ''));
  return { id, name, url, group, groupName, kinds, owners: logins, page };
}

function linksOf({ statusSite, snapshotLink, repository }: FactSources): Links {
  return {
    snapshot: snapshotLink,
    incident: (id) => statusSite && `${statusSite}incidents/${id}/`,
    // A run on GitHub is named by the id and the attempt of the workflow's run.
    run: (id) => {
      const [, run, attempt] = /^(\d+)-(\d+)$/.exec(id) ?? [];
      return run && attempt ? `${repository}/actions/runs/${run}/attempts/${attempt}` : null;
    },
  };
}
