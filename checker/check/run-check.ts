import { availableParallelism } from 'node:os';
import { DirectoryStore } from '../archive/directory-store.ts';
import { BrowserKeeper } from '../browser/browser-keeper.ts';
import type { LaunchOptions } from '../browser/launch.ts';
import type { RunEvent, RunHead } from '../domain/assemble-run.ts';
import type { ResolvedSite } from '../domain/resolved-site.ts';
import type { RunRecord } from '../domain/run-record.ts';
import type { ResultsFolder } from '../results/results-folder.ts';
import type { Route } from '../routes/route.ts';
import type { SitesConfig } from '../sites/read-sites.ts';
import { canaryTargets } from './canary-targets.ts';
import { Cycle } from './cycle.ts';
import type { ExitSource } from './exit-source.ts';
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
  /** Ways out: the first for the first pass, the others for confirmation, in order. All are removed at the end. */
  exits: readonly ExitSource[];
  browser: LaunchOptions;
  concurrency: number;
  /** A line for the run record, before the first visit. */
  note?: string;
  /** Whether to wait for `confirmAfter` when there is no further exit. */
  wait: boolean;
  downBefore: ReadonlySet<string>;
  addressesBefore: ReadonlySet<string>;
  progress: Progress;
  now(): Date;
  random(): number;
  signal: AbortSignal;
}

/** Two a core is where loading more at once stops being faster (measured). */
export const DEFAULT_CONCURRENCY = 2 * availableParallelism();

const UNSANDBOXED =
  'The browser ran without its own sandbox, which this machine refuses it; docs/security.md says what then stands between a page and the machine.';

/** One whole run over the given routes: what it saw stands in the folder when it resolves. */
export async function runCheck(
  options: RunCheckOptions,
): Promise<{ run: RunRecord; browserRestarts: number }> {
  const { config, sites, folder, events = [], exits, signal } = options;
  await using made = new AsyncDisposableStack();
  made.defer(() => removeAll(exits));
  // The exit is in the making while the browser starts.
  exits[0]?.start();
  await using browsers = new BrowserKeeper(options.browser);
  // A missing browser is found out before anything is loaded, and told as what it is.
  const { name, version, headed, sandboxRefused } = await browsers.get();
  const visiting = { browsers, store: new DirectoryStore(folder.snapshotsDir), now: options.now, signal };
  const cycle = new Cycle({
    ...options,
    head: { ...options.head, browser: { name, version, headed } },
    events,
    sites,
    canaries: canaryTargets(config.file),
    breaker: config.file.breaker,
    visit: (target, { index, route }, keep) => visitSite(visiting, target, { index, route }, keep),
    onSuspect: () => exits[1]?.start(),
  });
  if (options.note !== undefined) await cycle.note(options.note);
  if (sandboxRefused) await cycle.note(UNSANDBOXED);
  await passOver(cycle, options);
  // What was seen is written down also when an exit cannot be removed: that is told afterwards.
  const [removal] = await Promise.allSettled([made.disposeAsync()]);
  await cycle.noteExits();
  const run = await cycle.finish();
  if (removal.status === 'rejected') throw removal.reason;
  return { run, browserRestarts: browsers.restarts };
}

/** All at once: the delete calls of none wait for another to be gone. */
async function removeAll(exits: readonly ExitSource[]): Promise<void> {
  const ends = await Promise.allSettled(exits.map((exit) => exit[Symbol.asyncDispose]()));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** First pass and confirmations, each over the next exit that can be had. Rejects when not even the first can. */
async function passOver(cycle: Cycle, { events = [], exits, wait, signal }: RunCheckOptions): Promise<void> {
  const [first, ...others] = exits;
  if (!first) return;
  const route = await first.get();
  const begun = events.length > 0;
  if (begun) await cycle.confirm(route, { wait });
  else await cycle.firstPass(route);
  const confirming: Route[] = [];
  for (const exit of others) {
    if (signal.aborted || cycle.unconfirmed().length === 0) break;
    const next = await cycle.attempt(exit);
    if (!next) continue;
    confirming.push(next);
    await cycle.confirm(next, { wait });
  }
  // With one exit alone a second look later is what can be had.
  if (confirming.length === 0 && !begun) await cycle.confirm(route, { wait });
  const spare = others[confirming.length];
  await cycle.breaker(async () => confirming[1] ?? (spare ? await cycle.attempt(spare) : null));
}
