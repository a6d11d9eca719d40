import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { lockFolder } from '../results/run-lock.ts';
import { parsePort } from './arguments.ts';
import { addBrowsingOptions, type BrowsingOptions, launchOptions } from './browsing-options.ts';
import { buildStatusSite } from './build-status-site.ts';
import type { CommandContext } from './context.ts';
import { allowsLoopback } from './loopback-option.ts';
import { type CycleSettings, runCycle } from './run-cycle.ts';
import { serveSite } from './serve-site.ts';

interface RunOptions extends BrowsingOptions {
  sites: string;
  data: string;
  remote?: string;
  annotations: string;
  snapshots: string;
  results: string;
  siteOut: string;
  siteUrl?: string;
  serve?: boolean;
  port: number;
  all?: boolean;
  wait: boolean;
  json?: boolean;
}

/** How often a served site looks for pages that are due. */
const TICK_MS = 15_000;

/** `run`: one full cycle on this machine, or, with `--serve`, cycle after cycle with the site beside it. */
export function runCommand(context: CommandContext): Command {
  const command = new Command('run')
    .description('One full cycle on this machine: check what is due, record it, build the status site.')
    .option('--sites <file>', 'what to monitor', 'sites.json')
    .option('--data <dir>', 'ledger, or with --remote its copy', 'data/live')
    .option('--remote <url>', 'repository that keeps the ledger, on its branch "data"')
    .option('--annotations <dir>', 'corrections of the record', 'data/annotations')
    .option('--snapshots <dir>', 'pictures and page sources', 'data/snapshots')
    .option('--results <dir>', 'results that wait to be recorded', 'data/results')
    .option('--site-out <dir>', 'where the status site is built', 'site/dist')
    .option(
      '--site-url <url>',
      'address under which the status site is published (default: PUPTIME_SITE_URL; not of a site that --serve serves)',
    )
    .option('--serve', 'go on, cycle after cycle, and serve the site on this machine')
    .option('--port <n>', 'port of the site', parsePort, 4321)
    .option('--all', 'check every page, due or not')
    .option(
      '--no-wait',
      'with one exit only: leave what is not up for the next run to confirm (always so with --serve)',
    )
    .option('--json', 'print the run record');
  return addBrowsingOptions(command)
    .addHelpText(
      'after',
      '\nExamples:\n  npx puptime run --all --no-wait\n  npx puptime run --serve --port 8080',
    )
    .action((options: RunOptions) => run(context, options));
}

async function run(context: CommandContext, options: RunOptions): Promise<void> {
  const { sites, data, remote, annotations, snapshots, results, siteOut } = options;
  const siteUrl = options.serve ? undefined : (options.siteUrl ?? context.env.PUPTIME_SITE_URL);
  const places = { sites, data, remote, annotations, snapshots, results, siteOut, siteUrl };
  const settings: CycleSettings = {
    places,
    routes: options.route,
    concurrency: options.concurrency,
    allowLoopback: allowsLoopback(options, context.env),
    browser: launchOptions(context, options.headed),
    all: options.all === true,
    wait: options.wait && options.serve !== true,
  };
  await using _lock = await lockFolder(results);
  if (options.serve) return await serve(context, settings, options.port);
  const made = await runCycle(context, settings);
  if (!made) {
    context.err('No page is due yet; --all checks them all the same.\n');
    await buildStatusSite(context, places);
  }
  if (made && options.json) context.out(`${JSON.stringify(made)}\n`);
  if (context.signal.aborted) context.setExitCode(1);
}

async function serve(context: CommandContext, settings: CycleSettings, port: number): Promise<void> {
  await buildStatusSite(context, settings.places);
  await using site = await serveSite(settings.places.siteOut, port);
  context.err(`\nThe status site is at ${site.url} · Ctrl-C ends it.\n\n`);
  for (let cycle = 1; !context.signal.aborted; cycle++) {
    const made = await runCycle(context, { ...settings, all: settings.all && cycle === 1 });
    if (made) context.err(`${site.url} is up to date. The next pages are checked when they are due.\n\n`);
    await sleep(TICK_MS, undefined, { signal: context.signal }).catch(() => undefined);
  }
}
