import { appendFile } from 'node:fs/promises';
import { Command } from 'commander';
import { runCheck } from '../check/run-check.ts';
import { runHead } from '../check/run-head.ts';
import { shardOf } from '../domain/plan.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import type { ResolvedSite } from '../domain/resolved-site.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { LiveProgress } from '../report/live-progress.ts';
import { summaryMarkdown, summaryText } from '../report/run-summary.ts';
import { readEvents } from '../results/read-results.ts';
import { ResultsFolder } from '../results/results-folder.ts';
import { nearest } from '../sites/nearest.ts';
import { readSites, type SitesConfig } from '../sites/read-sites.ts';
import { parseShard } from './arguments.ts';
import { addBrowsingOptions, type BrowsingOptions, launchOptions } from './browsing-options.ts';
import type { CommandContext } from './context.ts';
import { exitSources } from './exit-sources.ts';
import { runOrigin } from './run-origin.ts';
import { readRunsBefore } from './runs-before.ts';

interface CheckOptions extends BrowsingOptions {
  sites: string;
  out?: string;
  only?: string[];
  shard?: { index: number; count: number };
  confirm?: string;
  state?: string;
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
    .option('--shard <I/N>', 'only part I of N equal parts', parseShard)
    .option('--confirm <dir>', 'go on with the results folder of an earlier check: only confirm what it left')
    .option(
      '--state <file>',
      'state.json of the data branch: pages known to be down do not count as a mass failure, and an exit with an address of the newest run is told',
    )
    .option(
      '--no-wait',
      'with one exit only: leave what is not up for the next run to confirm, instead of waiting',
    )
    .option('--json', 'print the run record');
  return addBrowsingOptions(command)
    .addHelpText(
      'after',
      '\nExample:\n  npx puptime check --only oh-register oh-track-ballot --no-wait\n\nA page that is down is a result, not a failure: the exit code is 0.',
    )
    .action((options: CheckOptions) => check(context, options));
}

async function check(context: CommandContext, options: CheckOptions): Promise<void> {
  const config = await readSites(options.sites, { allowLoopback: options.allowLoopback === true });
  const browser = launchOptions(context, options.headed);
  const begun = options.confirm === undefined ? null : await readEvents(options.confirm);
  const sites = begun ? config.sites.filter(({ id }) => id in begun.head.sites) : chosen(config, options);
  const head = begun?.head ?? runHead(config, sites, runOrigin(context));
  if (head.sites256 !== config.sha256)
    throw new PuptimeError(
      `${options.confirm}: made from another ${options.sites}; confirm with the file it was made from`,
      { exitCode: 2 },
    );
  const dir = options.confirm ?? options.out ?? `data/checks/${head.id}`;
  const folder = begun ? ResultsFolder.open(dir) : await ResultsFolder.create(dir, head);
  const { run, unconfirmed, browserRestarts } = await runCheck({
    config,
    sites,
    head,
    folder,
    events: begun?.events ?? [],
    exits: exitSources(context, options.route, {
      run: head.id,
      allowLoopback: options.allowLoopback === true,
    }),
    browser,
    concurrency: options.concurrency,
    wait: options.wait,
    ...(await readRunsBefore(options.state, context)),
    progress: new LiveProgress(context),
    now: context.now,
    random: context.random,
    signal: context.signal,
  });
  if (browserRestarts > 0) context.err(`The browser died and was started again ${browserRestarts} times.\n`);
  await tell(context, run, dir, unconfirmed.length, options.json === true);
  if (!run.complete) context.setExitCode(1);
}

async function tell(
  context: CommandContext,
  run: RunRecord,
  dir: string,
  unconfirmed: number,
  json: boolean,
): Promise<void> {
  context.err(`\n${summaryText(run, { colour: context.terminal.live })}\n`);
  context.err(
    `\nResults: ${dir}${unconfirmed > 0 ? ` · ${unconfirmed} unconfirmed: "check --confirm ${dir} --route …" looks at them again` : ''}\n`,
  );
  if (json) context.out(`${JSON.stringify(run)}\n`);
  if (context.env.GITHUB_STEP_SUMMARY)
    await appendFile(context.env.GITHUB_STEP_SUMMARY, summaryMarkdown(run));
}

/** The sites that the options ask for. Throws `PuptimeError` for an id that is not there. */
function chosen(config: SitesConfig, { only, shard }: CheckOptions): ResolvedSite[] {
  const known = new Map(config.sites.map((site) => [site.id, site]));
  const sites = only
    ? only.map((id) => {
        const site = known.get(id);
        if (site) return site;
        const near = nearest(id, [...known.keys()]);
        throw new PuptimeError(
          `--only ${id}: no active site has this id in ${config.path}${near ? `; did you mean ${near}?` : ''}`,
          { exitCode: 2 },
        );
      })
    : config.sites;
  return shard ? shardOf(sites, shard.index, shard.count) : [...sites];
}
