import { availableParallelism } from 'node:os';
import { DirectoryStore } from '../archive/directory-store.ts';
import { BrowserKeeper } from '../browser/browser-keeper.ts';
import type { LaunchOptions } from '../browser/launch.ts';
import type { RunEvent, RunHead } from '../domain/assemble-run.ts';
import type { ResolvedSite } from '../domain/resolved-site.ts';
import type { RunRecord } from '../domain/run-record.ts';
import type { ResultsFolder } from '../results/results-folder.ts';
import type { AddressPolicy } from '../routes/addresses.ts';
import { openRoute } from '../routes/route.ts';
import type { SitesConfig } from '../sites/read-sites.ts';
import { canaryTargets } from './canary-targets.ts';
import { Cycle } from './cycle.ts';
import type { Progress } from './progress.ts';
import { visitSite } from './visit-site.ts';

export interface RunCheckOptions {
  config: SitesConfig;
  /** Sites of this run. */
  sites: readonly ResolvedSite[];
  head: RunHead;
  folder: ResultsFolder;
  /** What a run saw before that is gone on with; its first pass is not repeated. */
  events?: readonly RunEvent[];
  /** Names of routes: the first for the first pass, the others for confirmation, in order. */
  routes: readonly string[];
  policy: AddressPolicy;
  browser: LaunchOptions;
  concurrency: number;
  /** Whether to wait for `confirmAfter` when there is no further exit. */
  wait: boolean;
  downBefore: ReadonlySet<string>;
  progress: Progress;
  now(): Date;
  random(): number;
  signal: AbortSignal;
}

/** Two a core is where loading more at once stops being faster (measured). */
export const DEFAULT_CONCURRENCY = 2 * availableParallelism();

/** One whole run over the given routes: what it saw stands in the folder when it resolves, and what is left unconfirmed is told. */
export async function runCheck(
  options: RunCheckOptions,
): Promise<{ run: RunRecord; unconfirmed: string[]; browserRestarts: number }> {
  const { config, sites, folder, events = [], policy, signal } = options;
  await using browsers = new BrowserKeeper(options.browser);
  // A missing browser is found out before anything is loaded, and told as what it is.
  const { name, version, headed } = await browsers.get();
  const visiting = { browsers, store: new DirectoryStore(folder.snapshotsDir), now: options.now, signal };
  const routes = options.routes.map((spec) => openRoute(spec, policy));
  const cycle = new Cycle({
    ...options,
    head: { ...options.head, browser: { name, version, headed } },
    events,
    sites,
    canaries: canaryTargets(config.file),
    breaker: config.file.breaker,
    visit: (target, { index, route }, keep) => visitSite(visiting, target, { index, route }, keep),
  });
  const [first, ...others] = routes;
  if (first) {
    if (events.length === 0) await cycle.firstPass(first);
    else await cycle.confirm(first, options);
    for (const route of others) await cycle.confirm(route, options);
    // With one exit alone a second look later is what can be had.
    if (others.length === 0 && events.length === 0) await cycle.confirm(first, options);
    const third = others[1];
    await cycle.breaker(third);
  }
  const run = await cycle.finish();
  for (const route of routes) await route[Symbol.asyncDispose]();
  return { run, unconfirmed: cycle.unconfirmed(), browserRestarts: browsers.restarts };
}
