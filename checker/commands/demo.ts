import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { simpleGit } from 'simple-git';
import { startSimulatedWeb } from '../../test/simulated-web/simulated-web.ts';
import type { SitesFileInput } from '../../test/simulated-web/sites-file.ts';
import { DEFAULT_CONCURRENCY } from '../check/run-check.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { secondsText } from '../report/seconds-text.ts';
import { parsePort } from './arguments.ts';
import { launchOptions } from './browsing-options.ts';
import type { CommandContext } from './context.ts';
import { compareWithPlan } from './demo-comparison.ts';
import { type DemoExits, startDemoExits } from './demo-exits.ts';
import { DemoIssues } from './demo-issues.ts';
import { freePort } from './free-port.ts';
import { type Places, runCycle } from './run-cycle.ts';
import { serveSite } from './serve-site.ts';

/** The page whose outage the demo plays. */
const STAR = 'oh-track-ballot';

/** `demo`: the whole loop against a small simulated web on this machine. */
export function demoCommand(context: CommandContext): Command {
  return new Command('demo')
    .description(
      'The whole loop on this machine against a small simulated web: an outage begins, is confirmed, and ends.',
    )
    .option('--once', 'end when the three cycles are played, instead of serving the site')
    .option(
      '--lightsail',
      'leave through instances of a stand-in for Lightsail, made and removed for each cycle',
    )
    .option('--dir <dir>', 'where the demo keeps its data; emptied first', 'data/demo')
    .option('--port <n>', 'port of the site', parsePort, 4321)
    .action((options: DemoOptions) => demo(context, options));
}

interface DemoOptions {
  once?: boolean;
  lightsail?: boolean;
  dir: string;
  port: number;
}

async function demo(context: CommandContext, options: DemoOptions): Promise<void> {
  const say = (text: string) => context.err(`${text}\n`);
  const places = placesIn(options.dir);
  const browser = launchOptions(context);
  await emptyFolder(options.dir);
  let exits: DemoExits | null = null;
  await using web = await startSimulatedWeb({ isSecondExit: (socket) => exits?.isSecond(socket) === true });
  await using opened = new AsyncDisposableStack();
  if (options.lightsail) exits = opened.use(await startDemoExits(context, hostsOf(web.sitesFile())));
  await makeRemote(places.remote);
  const port = await freePort(options.port);
  const issues = opened.use(await DemoIssues.open(context, `http://localhost:${port}/`));
  await writeFile(places.sites, `${JSON.stringify(web.sitesFile(), null, 2)}\n`);
  const settings = {
    places,
    routes: exits?.routes ?? ['direct', web.exit()],
    concurrency: DEFAULT_CONCURRENCY,
    allowLoopback: true,
    browser: { ...browser, acceptSpki: web.acceptSpki },
    all: true,
    wait: true,
  };
  const watched = web.sites.filter(({ demo: shown }) => shown);
  say(
    `A small web now runs on this machine: ${watched.length} pages for voters, each of which behaves in its own way, and two exits to`,
  );
  say(
    'reach them by. Every page is loaded in a real browser; what is not up over the first exit is looked at over the second.\n',
  );
  const scenes: [title: string, before: () => void][] = [
    ['Cycle 1 of 3 · a first look at every page', () => undefined],
    [
      `Cycle 2 of 3 · ${STAR} now answers “currently unavailable”, with status 200`,
      () => web.setBehaviour(STAR, 'unavailable-200'),
    ],
    [`Cycle 3 of 3 · ${STAR} works again`, () => web.setBehaviour(STAR)],
  ];
  let wrong = 0;
  for (const [index, [title, change]] of scenes.entries()) {
    if (context.signal.aborted) break;
    say(`━━ ${title} ━━`);
    change();
    const run = await runCycle(exits?.context ?? context, settings);
    if (!run?.complete) break;
    if (exits) tellExits(say, run, exits.alive());
    const down = index === 1 ? [STAR] : [];
    wrong += tellComparison(say, run, compareWithPlan(run, watched, new Set(down)));
    await issues.follow(places, say);
  }
  if (context.signal.aborted) {
    context.setExitCode(1);
    return;
  }
  if (wrong > 0) context.setExitCode(1);
  say(
    `The record is the branch "data" of a repository on this machine, one commit a cycle: git -C ${places.remote} log data\nA copy of it is in ${places.data}, the pictures and page sources are in ${places.snapshots}, the site is in ${places.siteOut}.`,
  );
  const thread = await issues.write(join(options.dir, 'issues'), STAR);
  if (thread) say(`The GitHub issue of the outage, as watchers of a repository would follow it: ${thread}`);
  if (options.once) return;
  await using site = await serveSite(places.siteOut, port);
  say(`\nThe status site is at ${site.url}, the issues are at ${issues.url} · Ctrl-C ends both.`);
  await new Promise<void>((resolve) =>
    context.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
}

/** Makes the demo's folder, or empties the one of an earlier demo; anything else is not ours to delete. */
async function emptyFolder(dir: string): Promise<void> {
  const marker = join(dir, '.puptime-demo');
  await mkdir(dir, { recursive: true });
  const names = await readdir(dir);
  if (names.length > 0 && !names.includes('.puptime-demo')) {
    throw new PuptimeError(
      `${dir}: there is something here that no demo has made; name an empty folder with --dir`,
      {
        exitCode: 2,
      },
    );
  }
  await rm(dir, { recursive: true });
  await mkdir(dir);
  await writeFile(marker, '');
}

/** The story of the exits that a cycle made. */
function tellExits(say: (text: string) => void, run: RunRecord, alive: readonly string[]): void {
  for (const { exit } of run.routes) {
    if (!exit) continue;
    const { instance, zone, address, created, running, proven, removed, costAtMost } = exit;
    const after = (instant: string) => secondsText(Date.parse(instant) - Date.parse(created));
    say(
      `Exit ${instance} in ${zone}, seen as ${address}: running after ${after(running)}, proven after ${after(proven)}, ${removed ? `removed after ${after(removed)}` : 'NOT removed'}; $${costAtMost} at the most.`,
    );
  }
  say(alive.length === 0 ? 'No instance is alive.' : `Still alive: ${alive.join(', ')}.`);
}

/** Every host of the simulated web that there is. */
function hostsOf(file: SitesFileInput): string[] {
  const hosts = [...file.sites, ...file.canaries].map(({ url }) => new URL(url).hostname);
  return [...new Set([...hosts, ...REDIRECTED_HOSTS])].filter((host) => !host.endsWith('.invalid'));
}

/** Where the simulated redirects end. */
const REDIRECTED_HOSTS = ['virginia-voters.localhost', 'best-voter-deals.localhost'];

function tellComparison(say: (text: string) => void, run: RunRecord, differences: readonly string[]): number {
  const total = Object.keys(run.results).length;
  if (differences.length === 0) say(`\nAll ${total} pages were judged as they behave.\n`);
  else
    say(
      `\n${differences.length} of ${total} pages were not judged as they behave:\n${differences.map((line) => `  ${line}`).join('\n')}\n`,
    );
  return differences.length;
}

/** A repository in place of the one on GitHub. */
async function makeRemote(dir: string): Promise<void> {
  await mkdir(dir);
  const git = simpleGit(dir);
  await git.init(true);
  // As GitHub does: contents are sent as they are asked for.
  await git.addConfig('uploadpack.allowFilter', 'true');
  await git.addConfig('uploadpack.allowAnySHA1InWant', 'true');
}

function placesIn(dir: string): Places & { remote: string } {
  return {
    sites: join(dir, 'sites.json'),
    data: join(dir, 'live'),
    remote: join(dir, 'remote.git'),
    snapshots: join(dir, 'snapshots'),
    results: join(dir, 'results'),
    siteOut: join(dir, 'site'),
  };
}
