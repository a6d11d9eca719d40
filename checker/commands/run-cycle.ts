import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DirectoryStore } from '../archive/directory-store.ts';
import type { LaunchOptions } from '../browser/launch.ts';
import { runCheck } from '../check/run-check.ts';
import { runHead } from '../check/run-head.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { LiveProgress } from '../report/live-progress.ts';
import { noNetworkText } from '../report/no-network.ts';
import { summaryText } from '../report/run-summary.ts';
import { leftoverResults } from '../results/leftovers.ts';
import { ResultsFolder } from '../results/results-folder.ts';
import { readSites } from '../sites/read-sites.ts';
import { buildStatusSite, type SitePlaces } from './build-status-site.ts';
import type { CommandContext } from './context.ts';
import { exitSources } from './exit-sources.ts';
import { openLedger } from './ledger-place.ts';
import { planSites } from './plan.ts';
import { recordResults } from './record-results.ts';
import { runOrigin } from './run-origin.ts';
import { runsBefore } from './runs-before.ts';

/** Where one machine keeps everything. */
export interface Places extends Omit<SitePlaces, 'runsOn'> {
  /** Repository that keeps the ledger on a branch; `data` is its copy then. */
  remote?: string | undefined;
  annotations?: string | undefined;
  /** Folder of results folders that wait to be recorded. */
  results: string;
}

export interface CycleSettings {
  places: Places;
  routes: readonly string[];
  concurrency: number;
  allowLoopback: boolean;
  browser: LaunchOptions;
  /** Check every page, due or not. */
  all: boolean;
  /** Wait to confirm over one exit; otherwise the next cycle confirms. */
  wait: boolean;
}

/** One full cycle on one machine: plan, check, record, build the site. Null: no page was due. */
export async function runCycle(context: CommandContext, settings: CycleSettings): Promise<RunRecord | null> {
  const { places } = settings;
  const config = await readSites(places.sites, { allowLoopback: settings.allowLoopback });
  await using ledger = await openLedger({ ...places, branch: 'data' }, context);
  const record = async (dir: string) => {
    await recordResults({
      resultsDirs: [dir],
      ledger,
      annotationsDir: places.annotations,
      snapshots: new DirectoryStore(places.snapshots),
      log: (line) => context.err(`${line}\n`),
    });
    if (places.remote !== undefined) await ledger.mirror(places.data);
  };
  for (const dir of await leftoverResults(places.results)) {
    context.err('An earlier run ended before its results were recorded: recording them now.\n');
    await record(dir);
    await rm(dir, { recursive: true });
  }
  const state = await ledger.state();
  const plan = planSites(config, state, context);
  const due = settings.all ? config.sites : config.sites.filter(({ id }) => plan.due.includes(id));
  if (due.length === 0) return null;
  const head = runHead(config, due, runOrigin(context));
  const folder = await ResultsFolder.create(join(places.results, head.id), head);
  const { run } = await runCheck({
    config,
    sites: due,
    head,
    folder,
    exits: exitSources(context, settings.routes, { run: head.id, allowLoopback: settings.allowLoopback }),
    browser: settings.browser,
    concurrency: settings.concurrency,
    wait: settings.wait,
    ...(await runsBefore(places.data, state, context)),
    progress: new LiveProgress({
      ...context,
      before: new Map(Object.entries(state.sites).map(([id, { verdict }]) => [id, verdict])),
    }),
    now: context.now,
    random: context.random,
    signal: context.signal,
  });
  context.err(
    `\n${summaryText(run, { colour: context.terminal.live, before: new Map(Object.entries(state.sites).map(([id, { status }]) => [id, status])) })}\n`,
  );
  const offline = noNetworkText(run);
  if (offline) context.err(`\n${offline}\n`);
  await record(folder.dir);
  await rm(folder.dir, { recursive: true });
  await buildStatusSite(context, places);
  return run;
}
