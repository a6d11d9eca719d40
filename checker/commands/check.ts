import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { runCheck } from '../check/run-check.ts';
import { runHead } from '../check/run-head.ts';
import type { RunEvent, RunHead } from '../domain/assemble-run.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import type { ResolvedSite } from '../domain/resolved-site.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { unconfirmedOf } from '../domain/verdict.ts';
import { LiveProgress } from '../report/live-progress.ts';
import { summaryText } from '../report/run-summary.ts';
import { readEvents, readResults } from '../results/read-results.ts';
import { ResultsFolder, refuseFilled } from '../results/results-folder.ts';
import { readSites, type SitesConfig } from '../sites/read-sites.ts';
import { parseShard } from './arguments.ts';
import { addBrowsingOptions, type BrowsingOptions, launchOptions } from './browsing-options.ts';
import { changedChoice, changedSinceOption } from './changed-choice.ts';
import { checkAsUser } from './check-as-user.ts';
import { addReportOptions, type ReportOptions, summarizeCheck } from './check-summary.ts';
import { chosenSites } from './chosen-sites.ts';
import type { CommandContext } from './context.ts';
import { exitSources } from './exit-sources.ts';
import { allowsLoopback } from './loopback-option.ts';
import { plannedRunId, readPlan } from './read-plan.ts';
import { runOrigin } from './run-origin.ts';
import { readRunsBefore } from './runs-before.ts';
import { appendOutputs } from './step-output.ts';

interface CheckOptions extends BrowsingOptions, ReportOptions {
  sites: string;
  out?: string;
  only?: string[];
  changedSince?: string;
  shard?: { index: number; count: number };
  plan?: string;
  confirm?: string;
  state?: string;
  as?: string;
  note?: string;
  wait: boolean;
  json?: boolean;
}

/** `check`: loads the pages, judges them, confirms what is not up, and leaves a results folder. */
export function checkCommand(context: CommandContext): Command {
  const command = new Command('check')
    .description(
      'Load the pages in a real browser, judge them, confirm what is not up. Writes a results folder.',
    )
    .option('--sites <file>', 'what to monitor', 'sites.json')
    .option('--out <dir>', 'results folder to write (default: data/checks/<run id>)')
    .option('--only <id...>', 'only these sites')
    .addOption(changedSinceOption())
    .option(
      '--shard <I/N>',
      'only part I of N: of the plan where there is one, else N equal parts',
      parseShard,
    )
    .option(
      '--plan <dir>',
      'only what is due by the plan that "plan --out" left there; it brings the state too',
    )
    .option('--confirm <dir>', 'go on with the results folder of an earlier check: only confirm what it left')
    .option(
      '--state <file>',
      'state.json of the data branch: pages known to be down do not count as a mass failure, and an exit with an address of the newest run is told',
    )
    .option(
      '--as <user>',
      'open the pages as this user of the machine, with an empty environment and no sight of any home (Linux, as root or with sudo)',
    )
    .option('--note <text>', 'a line for the run record, such as why there is no other exit')
    .option(
      '--no-wait',
      'with one exit only: leave what is not up for the next run to confirm, instead of waiting',
    )
    .option('--json', 'print the run record');
  return addBrowsingOptions(addReportOptions(command))
    .addHelpText(
      'after',
      `
Examples:
  npx puptime check --only oh-register oh-track-ballot --no-wait
  npx puptime plan --out plan && npx puptime check --plan plan --out results --as puptime-visitor --no-wait
  npx puptime check --confirm results --as puptime-visitor --route socks5://127.0.0.1:1080
  npx puptime check --changed-since origin/main --no-wait --report report

A page that is down is a result, not a failure: the exit code is 0. In GitHub Actions the outputs "unconfirmed", the
number of pages that want a second look, and "results", the folder, are set; with --changed-since also "changed", the
number of pages that were chosen.`,
    )
    .action((options: CheckOptions) => check(context, options));
}

async function check(context: CommandContext, options: CheckOptions): Promise<void> {
  const config = await readSites(options.sites, { allowLoopback: allowsLoopback(options, context.env) });
  const begun = options.confirm === undefined ? null : await readEvents(options.confirm);
  const plan = options.plan === undefined ? null : await readPlan(options.plan);
  const { changedSince } = options;
  const changed = changedSince === undefined ? null : await changedChoice(context, config, changedSince);
  if (changed?.length === 0) return;
  const sites = begun
    ? config.sites.filter(({ id }) => id in begun.head.sites)
    : chosenSites(config, changed ? { ...options, only: changed } : options, plan);
  const origin = runOrigin(context);
  const head =
    begun?.head ?? runHead(config, sites, plan ? { ...origin, id: plannedRunId(plan, context) } : origin);
  if (head.sites256 !== config.sha256)
    throw new PuptimeError(
      `${options.confirm}: made from another ${options.sites}; confirm with the file it was made from`,
      { exitCode: 2 },
    );
  const dir = options.confirm ?? options.out ?? `data/checks/${head.id}`;
  const state = options.state ?? (plan && options.plan ? join(options.plan, 'state.json') : undefined);
  const checking = { config, sites, head, begun, dir, state };
  const run =
    options.as === undefined
      ? await checkHere(context, options, checking)
      : await checkAs(context, options, options.as, checking);
  if (context.env.PUPTIME_ISOLATED === undefined) await tell(context, config, run, dir, options);
  if (!run.complete) context.setExitCode(1);
}

/** A check that is about to begin, or to be gone on with. */
interface Checking {
  config: SitesConfig;
  sites: readonly ResolvedSite[];
  head: RunHead;
  begun: { events: readonly RunEvent[] } | null;
  dir: string;
  state: string | undefined;
}

async function checkHere(
  context: CommandContext,
  options: CheckOptions,
  { config, sites, head, begun, dir, state }: Checking,
): Promise<RunRecord> {
  const browser = launchOptions(context, options.headed);
  const folder = begun ? ResultsFolder.open(dir) : await ResultsFolder.create(dir, head);
  const { run, browserRestarts } = await runCheck({
    config,
    sites,
    head,
    folder,
    events: begun?.events ?? [],
    exits: exitSources(context, options.route, {
      run: head.id,
      allowLoopback: allowsLoopback(options, context.env),
    }),
    browser,
    concurrency: options.concurrency,
    wait: options.wait,
    ...(options.note ? { note: options.note } : {}),
    ...(await readRunsBefore(state, context)),
    progress: new LiveProgress(context),
    now: context.now,
    random: context.random,
    signal: context.signal,
  });
  if (browserRestarts > 0) context.err(`The browser died and was started again ${browserRestarts} times.\n`);
  return run;
}

/** The same by another user, whose results are this one's in the end. */
async function checkAs(
  context: CommandContext,
  options: CheckOptions,
  as: string,
  { head, begun, dir, state }: Checking,
): Promise<RunRecord> {
  if (!begun) await refuseFilled(dir);
  const words = [
    ...['--sites', resolve(options.sites), '--concurrency', String(options.concurrency)],
    ...['--route', ...options.route],
    ...(options.wait ? [] : ['--no-wait']),
    ...(options.note ? ['--note', options.note] : []),
    ...(state === undefined ? [] : ['--state', resolve(state)]),
  ];
  await checkAsUser(context, { as, dir, begun: begun !== null, head, words });
  return readResults(dir);
}

async function tell(
  context: CommandContext,
  config: SitesConfig,
  run: RunRecord,
  dir: string,
  options: CheckOptions,
): Promise<void> {
  const unconfirmed = unconfirmedOf(run).length;
  context.err(`\n${summaryText(run, { colour: context.terminal.live })}\n`);
  context.err(
    `\nResults: ${dir}${unconfirmed > 0 ? ` · ${unconfirmed} unconfirmed: "check --confirm ${dir} --route …" looks at them again` : ''}\n`,
  );
  if (options.json) context.out(`${JSON.stringify(run)}\n`);
  await summarizeCheck(context, { config, run, dir }, options);
  await appendOutputs(context.env, { unconfirmed, results: dir });
}
