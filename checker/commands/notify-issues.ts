import { msOf } from '../domain/instant.ts';
import type { Facts } from '../domain/issues/facts.ts';
import { IssueKind, type Marker } from '../domain/issues/marker.ts';
import { type IssuePlan, type PlannedIssues, planIssues } from '../domain/issues/plan-issues.ts';
import { passedBy, rememberIssues } from '../domain/issues/remember.ts';
import { issueSettings } from '../domain/issues/settings.ts';
import type { Step } from '../domain/issues/step.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import type { GithubAccess } from '../github/github-access.ts';
import type { Applied } from '../issues/apply-steps.ts';
import { GithubIssues } from '../issues/github-issues.ts';
import type { Wish } from '../issues/read-threads.ts';
import type { OpenLedger, Outlook } from '../ledger/open-ledger.ts';
import { readSites } from '../sites/read-sites.ts';
import type { CommandContext } from './context.ts';
import type { LedgerPlace } from './ledger-place.ts';
import { gatherFacts } from './notify-facts.ts';
import { repositoryUrl } from './repository-url.ts';
import { openSnapshots, type SnapshotsPlace, snapshotLinks } from './snapshots-place.ts';
import { version } from './version.ts';

const HOUR_MS = 3_600_000;
/** Issues closed so long ago are not reopened, and comments so old were seen by an earlier run. */
const CLOSED_WITHIN_MS = 7 * 24 * HOUR_MS;
/** The issue of an incident that ended earlier was closed by an earlier run. */
const ENDED_WITHIN_MS = 24 * HOUR_MS;
const COMMENTS_WITHIN_MS = 48 * HOUR_MS;

/** What is to be brought in line, and how much of it. */
export interface NotifyOptions extends LedgerPlace, SnapshotsPlace {
  sites: string;
  siteUrl?: string;
  mostWrites: number;
  dryRun?: true;
}

/** What became of the issues. */
export interface Notified {
  planned: readonly Step[];
  /** null: nothing was to be changed (`--dry-run`). */
  applied: Applied | null;
  requests: number;
}

/** Plans from the ledger and from what GitHub has, does it, and keeps what must be known next time. `pace`: how fast GitHub may be written to. */
export async function notify(
  context: CommandContext,
  options: NotifyOptions,
  ledger: OpenLedger,
  log: (line: string) => void,
  pace: Pick<GithubAccess, 'spacingMs'> = {},
): Promise<Notified> {
  const { env, now } = context;
  const config = await readSites(options.sites, { allowLoopback: true });
  const outlook = await ledger.outlook();
  // A dry run without a repository shows addresses of one by this name.
  const named = { ...env, GITHUB_REPOSITORY: env.GITHUB_REPOSITORY ?? 'owner/name' };
  const statusSite = siteAddress(options.siteUrl ?? env.PUPTIME_SITE_URL, named.GITHUB_REPOSITORY);
  await using snapshots = await openSnapshots(options, context);
  const facts = await gatherFacts({
    outlook,
    sites: config.sites,
    snapshots,
    now: now(),
    statusSite,
    repository: repositoryUrl(named) ?? '',
    snapshotLink: snapshotLinks(options, statusSite),
  });
  const issues = openIssues(context, options, { log, ...pace });
  const found = issues ? await issues.read(wishOf(outlook, facts)) : { threads: [], updates: [] };
  const entries = new Map(config.file.sites.map((site) => [site.id, site]));
  const basis: IssuePlan = {
    threads: found.threads,
    entries,
    passed: passedBy(outlook.issues, found.threads),
    assignable: new Set(),
    settings: issueSettings(config.file.issues),
  };
  const planned = await planWithOwners(facts, basis, issues);
  const applied =
    issues && !options.dryRun ? await issues.apply(planned.steps, { mostWrites: options.mostWrites }) : null;
  if (applied) {
    const learnt = { ...found, done: applied.done, ended: planned.ended };
    await ledger.noteIssues((before) => rememberIssues(before, learnt));
  }
  return { planned: planned.steps, applied, requests: issues?.requests ?? 0 };
}

/** null: no repository was named, and nothing is to be changed. */
function openIssues(
  { env, now, signal }: CommandContext,
  { dryRun }: NotifyOptions,
  outside: Pick<GithubAccess, 'log' | 'spacingMs'>,
): GithubIssues | null {
  const { GITHUB_REPOSITORY: repository, GITHUB_TOKEN: token = '', GITHUB_API_URL: apiUrl } = env;
  if (repository === undefined) {
    if (dryRun) return null;
    throw new PuptimeError(
      'GITHUB_REPOSITORY is not set: say whose issues they are, as owner/name; --dry-run works without',
      { exitCode: 2 },
    );
  }
  const access = { repository, token, userAgent: `puptime/${version()}`, now, signal, ...outside };
  return GithubIssues.open(apiUrl === undefined ? access : { ...access, apiUrl });
}

/** What to read on GitHub. An issue that the record holds for open is looked for by its number when its label is gone. */
function wishOf({ incidents, issues }: Outlook, { now }: Facts): Wish {
  const since = (ms: number) => new Date(msOf(now) - ms).toISOString();
  const known = new Map<number, Pick<Marker, 'kind' | 'key'>>();
  for (const { id, endedAt } of incidents) {
    const issue = issues.incidents[id];
    if (issue !== undefined && (endedAt === null || endedAt >= since(ENDED_WITHIN_MS)))
      known.set(issue, { kind: 'outage', key: id });
  }
  for (const [topic, issue] of Object.entries(issues.topics)) {
    const [kind, ...key] = topic.split(' ');
    known.set(issue, { kind: IssueKind.parse(kind), key: key.join(' ') });
  }
  for (const issue of issues.gone) known.delete(issue);
  const kept = new Map(Object.values(issues.updates).flatMap((all) => all.map(({ id, text }) => [id, text])));
  return { closedSince: since(CLOSED_WITHIN_MS), commentsSince: since(COMMENTS_WITHIN_MS), known, kept };
}

/** Who is mentioned and assigned depends on whom GitHub lets be assigned: that is asked only for owners of what is opened. */
async function planWithOwners(
  facts: Facts,
  plan: IssuePlan,
  issues: GithubIssues | null,
): Promise<PlannedIssues> {
  const first = planIssues(facts, plan);
  const owners = new Set(first.steps.flatMap((step) => (step.issue === null ? step.owners : [])));
  if (owners.size === 0) return first;
  // Without GitHub it is not known: the plan shows all of them.
  const assignable = issues ? await issues.assignable([...owners]) : owners;
  return planIssues(facts, { ...plan, assignable });
}

/** With a slash at its end. Throws `PuptimeError` when it is no address. */
function siteAddress(given: string | undefined, repository: string): string {
  const [owner = '', name = ''] = repository.split('/');
  const pages = `https://${owner.toLowerCase()}.github.io/${name.toLowerCase() === `${owner.toLowerCase()}.github.io` ? '' : `${name}/`}`;
  const address = given ?? pages;
  if (!/^https?:\/\//.test(address) || !URL.canParse(address))
    throw new PuptimeError(
      `${address}: expected the address of the status site, such as https://status.example.org/`,
      {
        exitCode: 2,
      },
    );
  return address.endsWith('/') ? address : `${address}/`;
}
