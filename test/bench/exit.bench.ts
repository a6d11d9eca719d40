// What leaving through an exit costs: visits through the tunnel of a stand-in exit (real ssh, real sshd, on loopback) side by side
// with the same visits direct; how soon an exit is proven; how soon it is ordered away; what its making overlaps with.
// Called as: exit.bench.ts [--pages N] [--exits N] [--checks N]; 0 leaves a part out. It tells figures, and judges none.
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DirectoryStore } from '../../checker/archive/directory-store.ts';
import { BrowserKeeper } from '../../checker/browser/browser-keeper.ts';
import { findBrowser } from '../../checker/browser/find-browser.ts';
import { runCheck } from '../../checker/check/run-check.ts';
import { runHead } from '../../checker/check/run-head.ts';
import { visitSite } from '../../checker/check/visit-site.ts';
import type { CommandContext } from '../../checker/commands/context.ts';
import { Environment } from '../../checker/commands/environment.ts';
import { exitSources } from '../../checker/commands/exit-sources.ts';
import type { ResolvedSite } from '../../checker/domain/resolved-site.ts';
import { ResultsFolder } from '../../checker/results/results-folder.ts';
import { readSites } from '../../checker/sites/read-sites.ts';
import { type LightsailStandIn, startLightsail } from '../lightsail/stand-in.ts';
import { benchPages, serverMs } from '../simulated-web/bench-pages.ts';
import { type SimulatedWeb, startSimulatedWeb } from '../simulated-web/simulated-web.ts';
import { median, printTable } from './timed.ts';

const { values } = parseArgs({
  options: {
    pages: { type: 'string', default: '50' },
    exits: { type: 'string', default: '10' },
    checks: { type: 'string', default: '10' },
  },
});
const [PAGES, EXITS, CHECKS] = [Number(values.pages), Number(values.exits), Number(values.checks)];
const ONE_EXIT = ['lightsail:us-east-2'];
const TWO_EXITS = [...ONE_EXIT, 'lightsail:us-west-2'];

const interrupt = new AbortController();
const { signal } = interrupt;
// The second one ends at once.
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => interrupt.abort(new Error(`ended by ${name}`)));
}
try {
  await main();
} catch (error) {
  if (!signal.aborted) throw error;
  console.error(signal.reason.message);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const load = () => loadavg()[0]?.toFixed(2);
  console.log(`${availableParallelism()} cores, load ${load()} before`);
  await using rig = await openRig();
  if (PAGES > 0) await compareVisits(rig);
  if (EXITS > 0) await proveExits(rig);
  if (CHECKS > 0) await runChecks(rig);
  console.log(`\nload ${load()} after`);
}

type Rig = Awaited<ReturnType<typeof openRig>>;

/** The simulated web, the stand-in, and what the checker needs to meet them. Disposing leaves nothing of it. */
async function openRig() {
  await using opened = new AsyncDisposableStack();
  const dir = await mkdtemp(join(tmpdir(), 'puptime-exit-bench-'));
  opened.defer(() => rm(dir, { recursive: true }));
  process.env.TMPDIR = dir;
  // Half of the pages come over https: there a connection carries several requests, over http each request has its own.
  const sites = benchPages(Math.max(PAGES, 4)).map((plan, index) =>
    index % 2 === 0 ? plan : { ...plan, transport: 'https-trusted' as const },
  );
  // Who a connection comes from takes the web time to find out, so it is not asked while anything is measured.
  const telling = { on: false };
  const web: SimulatedWeb = opened.use(
    await startSimulatedWeb({ sites, isSecondExit: (socket) => telling.on && aws.exitOf(socket) !== null }),
  );
  const input = web.sitesFile();
  const localNames = [...input.sites, ...input.canaries].map(({ url }) => new URL(url).hostname);
  const aws: LightsailStandIn = opened.use(await startLightsail({ localNames }));
  // The SDK reads the variables of the process itself.
  Object.assign(process.env, aws.env);
  const context: CommandContext = {
    env: Environment.parse({
      PUPTIME_SSH_PORT: String(aws.sshPort),
      PUPTIME_ECHO_URL: aws.echoUrl,
      PUPTIME_RUNNER_ADDRESS: '127.0.0.1',
    }),
    out: () => undefined,
    err: () => undefined,
    terminal: { live: false, columns: 80 },
    now: () => new Date(),
    random: Math.random,
    setExitCode: () => undefined,
    signal,
  };
  const file = join(dir, 'sites.json');
  await writeFile(file, JSON.stringify(input));
  const config = await readSites(file, { allowLoopback: true });
  const browser = { executablePath: findBrowser(process.env), headed: false, acceptSpki: web.acceptSpki };
  const exits = (routes: readonly string[], run: string) =>
    exitSources(context, routes, { run, allowLoopback: true });
  const kept = opened.move();
  return { dir, telling, web, aws, config, browser, exits, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/** What one visit took, in milliseconds. */
interface VisitTimes {
  whole: number;
  /** Without the time that the page's server took for its document. */
  ours: number;
  /** Until the page was ready: what is published as its load time. */
  ready: number;
}

/**
 * The same pages over both routes, in groups: a group direct and at once again through the tunnel, the next one the other way
 * round, so that whatever else the machine does weighs on both.
 */
async function compareVisits({ dir, telling, web, config, browser, exits }: Rig): Promise<void> {
  const sources = exits(['direct', ...ONE_EXIT], 'visits');
  await using opened = new AsyncDisposableStack();
  for (const source of sources) opened.use(source);
  const browsers = opened.use(new BrowserKeeper(browser));
  const routes = await Promise.all(sources.map((source) => source.get()));
  // Each has a store of its own: what is there already need not be written.
  const stores = routes.map((_, index) => new DirectoryStore(join(dir, `snapshots-${index}`)));
  // Side by side stand pages whose servers take about as long, so that a group is under way together to its end.
  const sites = config.sites
    .map((site, index) => ({ site, server: serverMs(index) }))
    .toSorted((a, b) => a.server - b.server)
    .slice(0, PAGES);

  const visit = async (page: { site: ResolvedSite; server: number }, index: number): Promise<VisitTimes> => {
    signal.throwIfAborted();
    const [route, store] = [routes[index], stores[index]];
    if (!route || !store) throw new Error('there are two routes');
    const began = performance.now();
    const visiting = { browsers, store, now: () => new Date(), signal };
    const { outcome, reasons, ms } = await visitSite(visiting, page.site, { index, route }, true);
    const whole = performance.now() - began;
    signal.throwIfAborted();
    if (outcome !== 'up') throw new Error(`${page.site.id}, ${route.name}: ${JSON.stringify(reasons)}`);
    return { whole, ours: whole - page.server, ready: ms };
  };

  // To warm up, and to see that the ways are what they are said to be.
  for (const page of sites.slice(0, 4)) {
    for (const index of [0, 1]) {
      const earlier = web.requests(page.site.id).length;
      telling.on = true;
      await visit(page, index);
      telling.on = false;
      const ways = new Set(
        web
          .requests(page.site.id)
          .slice(earlier)
          .map(({ viaExit }) => viaExit),
      );
      if (ways.size !== 1 || ways.has(index === 0))
        throw new Error(`${page.site.id} was reached another way`);
    }
  }
  for (const atOnce of [1, 4]) {
    const taken: [VisitTimes[], VisitTimes[]] = [[], []];
    for (let from = 0; from < sites.length; from += atOnce) {
      const group = sites.slice(from, from + atOnce);
      for (const index of (from / atOnce) % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
        taken[index].push(...(await Promise.all(group.map((page) => visit(page, index)))));
      }
    }
    printVisits(`${sites.length} pages, ${atOnce} at once, direct and through the tunnel:`, taken);
  }
}

function printVisits(title: string, [direct, tunnel]: [VisitTimes[], VisitTimes[]]): void {
  const row = (name: string, figure: (times: VisitTimes) => number, wanted: string) => {
    const [a, b] = [direct.map(figure), tunnel.map(figure)];
    const sum = (figures: number[]) => figures.reduce((all, each) => all + each, 0);
    const of = (one: number, other: number) => (other / one).toFixed(3);
    return [name, ms(median(a)), ms(median(b)), of(median(a), median(b)), of(sum(a), sum(b)), wanted];
  };
  printTable(title, [
    ['', 'direct, median', 'tunnel, median', 'of medians', 'of sums', 'wanted'],
    row('visit', ({ whole }) => whole, '≤ 1.15'),
    row('visit, less the server’s time', ({ ours }) => ours, ''),
    row('page ready', ({ ready }) => ready, ''),
  ]);
}

/** What an exit took, in milliseconds: its making, and the part of it from when its sshd let us in. */
interface ExitTimes {
  made: number;
  proven: number;
}

/** Makes an exit and removes it. */
async function makeExit({ aws, exits }: Rig, run: string): Promise<ExitTimes> {
  signal.throwIfAborted();
  const began = performance.now();
  await using source = exits(ONE_EXIT, run)[0];
  const facts = (await source?.get())?.exit();
  const made = performance.now() - began;
  if (!facts) throw new Error('an exit has facts');
  const { root } = aws.instance(facts.instance);
  // sshd lets us in from the moment that the launch script has written our host key; its address we know when the instance runs.
  const key = await stat(join(root ?? '', 'etc/ssh/ssh_host_ed25519_key'));
  return { made, proven: Date.parse(facts.proven) - Math.max(key.mtimeMs, Date.parse(facts.running)) };
}

async function proveExits(rig: Rig): Promise<void> {
  const early: number[] = [];
  const late: number[] = [];
  for (let index = 0; index < EXITS; index++) {
    early.push((await makeExit(rig, `early-${index}`)).proven);
    // As a real one boots: no sshd, then one with a host key of its own, then ours, at all sorts of moments between two tries.
    const scriptMs = 2_500 + (index / EXITS) * 5_000;
    rig.aws.behave({ sshdMs: scriptMs / 2, scriptMs });
    late.push((await makeExit(rig, `late-${index}`)).proven);
  }
  printTable(`${EXITS} exits of each kind, from “sshd answers” to “proven”:`, [
    ['', 'median', 'worst', 'wanted'],
    underASecond('sshd answers before we know the address', early),
    underASecond('sshd answers while we try', late),
  ]);
}

/** Runs whole checks, and beside each the parts of what comes before its first visit. */
async function runChecks(rig: Rig): Promise<void> {
  const exits: number[] = [];
  const browsers: number[] = [];
  const single: CheckTimes[] = [];
  const double: CheckTimes[] = [];
  for (let round = 0; round < CHECKS; round++) {
    exits.push((await makeExit(rig, `alone-${round}`)).made);
    browsers.push(await startBrowser(rig));
    single.push(await check(rig, `single-${round}`, ONE_EXIT));
  }
  const [down = ''] = rig.config.sites.map(({ id }) => id);
  rig.web.setBehaviour(down, 'not-found');
  for (let round = 0; round < CHECKS / 2; round++) {
    double.push(await check(rig, `double-${round}`, TWO_EXITS));
  }
  printTable('From the end of the last visit of a check to the delete call:', [
    ['', 'median', 'worst', 'wanted'],
    underASecond(
      `${single.length} checks with one exit`,
      single.flatMap(({ deletes }) => deletes),
    ),
    underASecond(
      `${double.length} checks with two, the first call`,
      double.map(({ deletes }) => Math.min(...deletes)),
    ),
    underASecond(
      `${double.length} checks with two, the last call`,
      double.map(({ deletes }) => Math.max(...deletes)),
    ),
  ]);
  const [exit, browser] = [median(exits), median(browsers)];
  const together = median(single.map(({ firstVisit }) => firstVisit));
  printTable('From the start of a check to its first visit, medians:', [
    ['making an exit alone', ms(exit), ''],
    ['starting a browser alone', ms(browser), ''],
    ['their sum', ms(exit + browser), ''],
    ['both in a check', ms(together), 'wanted: less than their sum'],
  ]);
}

function underASecond(name: string, figures: readonly number[]): string[] {
  return [name, ms(median(figures)), ms(Math.max(...figures)), '< 1,000 ms'];
}

async function startBrowser({ browser }: Rig): Promise<number> {
  const began = performance.now();
  await using browsers = new BrowserKeeper(browser);
  await browsers.get();
  return performance.now() - began;
}

/** Milliseconds: from a check's start to its first visit, and from the end of its last one to each delete call. */
interface CheckTimes {
  firstVisit: number;
  deletes: number[];
}

async function check(
  { dir, aws, config, browser, exits }: Rig,
  id: string,
  routes: string[],
): Promise<CheckTimes> {
  signal.throwIfAborted();
  const sites = config.sites.slice(0, 4);
  const now = () => new Date();
  const head = runHead(config, sites, { id, startedAt: now(), url: null, commit: null, puptime: 'bench' });
  const folder = await ResultsFolder.create(join(dir, id), head);
  const began = Date.now();
  let firstVisit = Number.NaN;
  let lastVisit = Number.NaN;
  const { run } = await runCheck({
    config,
    sites,
    head,
    folder,
    exits: exits(routes, id),
    browser,
    concurrency: 4,
    wait: false,
    downBefore: new Set(),
    addressesBefore: new Set(),
    progress: {
      passStarted: (_route, _total, again) => {
        if (!again) firstVisit = Date.now() - began;
      },
      // After a pass's last visit, that of a canary included.
      passEnded: () => {
        lastVisit = Date.now();
      },
      visitStarted: () => undefined,
      visitEnded: () => undefined,
      note: () => undefined,
      waiting: () => undefined,
    },
    now,
    random: Math.random,
    signal,
  });
  signal.throwIfAborted();
  const names = run.routes.map(({ exit }) => exit?.instance);
  const deletes = aws
    .calls()
    .filter(
      ({ operation, params }) =>
        operation === 'DeleteInstance' && names.includes(String(params.instanceName)),
    )
    .map(({ at }) => at.getTime() - lastVisit);
  if (names.length !== routes.length || deletes.length !== routes.length) {
    throw new Error(`${id}: ${names.length} exits used, ${deletes.length} ordered away`);
  }
  return { firstVisit, deletes };
}

function ms(milliseconds: number): string {
  return `${Math.round(milliseconds).toLocaleString('en-US')} ms`;
}
