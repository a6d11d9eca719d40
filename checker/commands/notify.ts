import { Command, InvalidArgumentError, Option } from 'commander';
import { msOf } from '../domain/instant.ts';
import type { Facts } from '../domain/issues/facts.ts';
import { IssueKind, type Marker } from '../domain/issues/marker.ts';
import { type IssuePlan, type PlannedIssues, planIssues } from '../domain/issues/plan-issues.ts';
import { passedBy, rememberIssues } from '../domain/issues/remember.ts';
import { ISSUE_SETTINGS, issueSettings } from '../domain/issues/settings.ts';
import type { Step } from '../domain/issues/step.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import type { Applied } from '../issues/apply-steps.ts';
import type { GithubAccess } from '../issues/github-access.ts';
import { GithubIssues } from '../issues/github-issues.ts';
import type { Wish } from '../issues/read-threads.ts';
import type { OpenLedger, Outlook } from '../ledger/open-ledger.ts';
import { readSites } from '../sites/read-sites.ts';
import type { CommandContext } from './context.ts';
import { addLedgerOptions, type LedgerPlace, openLedger } from './ledger-place.ts';
import { gatherFacts } from './notify-facts.ts';
import { openSnapshots, type SnapshotsPlace, snapshotLinks } from './snapshots-place.ts';
import { version } from './version.ts';

const HOUR_MS = 3_600_000;
/** Issues closed so long ago are not reopened, and comments so old were seen by an earlier run. */
const CLOSED_WITHIN_MS = 7 * 24 * HOUR_MS;
/** The issue of an incident that ended earlier was closed by an earlier run. */
const ENDED_WITHIN_MS = 24 * HOUR_MS;
const COMMENTS_WITHIN_MS = 48 * HOUR_MS;

interface NotifyOptions extends LedgerPlace, SnapshotsPlace {
  sites: string;
  siteUrl?: string;
  mostWrites: number;
  dryRun?: true;
  texts?: true;
  json?: true;
}

/** What became of the issues. */
export interface Notified {
  planned: readonly Step[];
  /** null: nothing was to be changed (`--dry-run`). */
  applied: Applied | null;
  requests: number;
}

/** `notify`: brings the GitHub issues in line with the data. */
export function notifyCommand(context: CommandContext): Command {
  const command = new Command('notify').description(
    'Bring the GitHub issues in line with the record: open, comment, close. Doing it again changes nothing.',
  );
  return addLedgerOptions(command)
    .option('--sites <file>', 'what is monitored', 'sites.json')
    .option('--snapshots <dir>', 'directory of the snapshots (default: as "record" has it)')
    .option('--snapshots-branch <name>', 'branch of the snapshots, with --remote', 'snapshots')
    .option('--snapshots-url <url>', 'public address of the snapshots (default: the branch on GitHub)')
    .option(
      '--site-url <url>',
      'address of the status site (default: PUPTIME_SITE_URL, else that of GitHub Pages)',
    )
    .addOption(
      new Option('--most-writes <n>', 'changes on GitHub in one run; the rest is done by the next')
        .argParser(count)
        .default(ISSUE_SETTINGS.mostWrites),
    )
    .option('--dry-run', 'say what would be done, and change nothing')
    .option('--texts', 'print the texts as well')
    .option('--json', 'print what was planned and done as JSON')
    .addHelpText(
      'after',
      `
Needs GITHUB_REPOSITORY (owner/name) and GITHUB_TOKEN (issues: write); in a workflow both are there. Without a repository --dry-run
says what would be done if no issue were open.

Examples:
  npx puptime notify --dry-run --texts
  npx puptime notify --remote https://github.com/acme/monitor`,
    )
    .action(async (options: NotifyOptions) => {
      const log = (line: string) => context.err(`${line}\n`);
      await using ledger = await openLedger(options, context);
      const notified = await notify(context, options, ledger, log);
      context.out(
        options.json ? `${JSON.stringify(jsonOf(notified), null, 2)}\n` : notifiedText(notified, options),
      );
      const { applied } = notified;
      if (applied && (applied.failed.length > 0 || applied.stopped)) context.setExitCode(1);
    });
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
  const server = (env.GITHUB_SERVER_URL ?? 'https://github.com').replace(/\/+$/, '');
  const repository = env.GITHUB_REPOSITORY ?? 'owner/name';
  const statusSite = siteAddress(options.siteUrl ?? env.PUPTIME_SITE_URL, repository);
  await using snapshots = await openSnapshots(options, context);
  const facts = await gatherFacts({
    outlook,
    sites: config.sites,
    snapshots,
    now: now(),
    statusSite,
    repository: `${server}/${repository}`,
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

/** An error has no JSON of its own. */
function jsonOf({ planned, applied, requests }: Notified): object {
  return { planned, applied: applied && { ...applied, stopped: applied.stopped?.message ?? null }, requests };
}

function notifiedText({ planned, applied, requests }: Notified, { dryRun, texts }: NotifyOptions): string {
  const lines: string[] = [];
  if (planned.length === 0) lines.push('The issues say what the record says: nothing to do.');
  const failed = new Map(applied?.failed.map(({ step, why }) => [step, why]));
  const done = new Map(applied?.done.map(({ step, url }) => [step, url]));
  for (const step of planned) {
    const became =
      dryRun || !applied ? 'would' : done.has(step) ? 'did' : failed.has(step) ? 'FAILED to' : 'left';
    const url = done.get(step);
    lines.push(`${became} ${step.why}${url ? ` → ${url}` : ''}`);
    const why = failed.get(step);
    if (why) lines.push(`  ${why}`);
    if (texts)
      lines.push(...textsOf(step).flatMap((text) => text.split('\n').map((line) => `  │ ${line}`)), '');
  }
  if (applied?.stopped) lines.push(applied.stopped.message);
  if (applied && applied.left.length > 0) lines.push(`${applied.left.length} left for the next run.`);
  lines.push(`${requests} requests to GitHub${applied ? `, ${applied.writes} of them changes` : ''}.`);
  return `${lines.join('\n')}\n`;
}

function textsOf(step: Step): string[] {
  if (step.issue === null) return [step.body];
  return step.writes.flatMap((write) => (write.do === 'comment' ? write.body : (write.body ?? [])));
}

function count(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1)
    throw new InvalidArgumentError('Expected a whole number, at least 1.');
  return number;
}
