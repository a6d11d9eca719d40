// How fast the checker is, side by side with a bare loop of the same concurrency and with puptime's way, and how much memory it
// takes. Called as: check.bench.ts [--rounds N] [--memory-visits N]
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from '../../checker/browser/find-browser.ts';
import { DEFAULT_CONCURRENCY } from '../../checker/check/run-check.ts';
import { RunRecord } from '../../checker/domain/run-record.ts';
import { benchPages, lightPages } from '../simulated-web/bench-pages.ts';
import { startSimulatedWeb } from '../simulated-web/simulated-web.ts';
import { type Timing, timed } from './timed.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, 'memory-visits': { type: 'string', default: '1000' } },
});
const root = join(import.meta.dirname, '../..');
const browser = findBrowser(process.env);
const dir = await mkdtemp(join(tmpdir(), 'puptime-bench-'));
try {
  await speed(100, Number(values.rounds));
  await memory(Number(values['memory-visits']));
} finally {
  await rm(dir, { recursive: true });
}

async function speed(pages: number, rounds: number): Promise<void> {
  await using web = await startSimulatedWeb({ sites: benchPages(pages) });
  const urls = web.sites.map(({ url }) => url);
  const sentinel = web.sitesFile().canaries[0]?.url ?? '';
  const loop = join(import.meta.dirname, 'bare-loop.ts');
  const checks: number[] = [];
  const bares: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    // In turn, so that whatever else the machine does weighs on both.
    bares.push((await timed(loop, [browser, String(DEFAULT_CONCURRENCY), ...urls])).seconds);
    checks.push((await check(web.sitesFile({ include: () => true }), `speed-${round}`)).seconds);
  }
  const serial = (await timed(loop, [browser, '1', '--sentinel', sentinel, ...urls])).seconds;
  const [checked, bare] = [median(checks), median(bares)];
  const perMinute = (seconds: number) => ((pages / seconds) * 60).toFixed(0);
  print(
    `${pages} pages, ${DEFAULT_CONCURRENCY} at once, 0.1 to 2 s of server time each, ${rounds} rounds in turn:`,
    [
      ['bare Playwright loop', `${bare.toFixed(1)} s`, `${perMinute(bare)} pages a minute`, ''],
      [
        'puptime check',
        `${checked.toFixed(1)} s`,
        `${perMinute(checked)} pages a minute`,
        `${(bare / checked).toFixed(2)} of the bare loop`,
      ],
      [
        'one after the other, a sentinel before each',
        `${serial.toFixed(1)} s`,
        `${perMinute(serial)} pages a minute`,
        `check is ${(serial / checked).toFixed(1)} times as fast`,
      ],
    ],
  );
}

async function memory(visits: number): Promise<void> {
  await using web = await startSimulatedWeb({ sites: lightPages(visits) });
  const timing = await check(web.sitesFile({ include: () => true }), 'memory');
  const run = RunRecord.parse(JSON.parse(await readFile(join(dir, 'memory', 'run.json'), 'utf8')));
  const started = Date.parse(run.startedAt);
  const ends = Object.values(run.results)
    .flatMap((result) => result.visits.map((visit) => (Date.parse(visit.at) + visit.ms - started) / 1_000))
    .toSorted((a, b) => a - b);
  const offset = timing.seconds - (Date.parse(run.endedAt) - started) / 1_000;
  const at = (share: number) => {
    const when = (ends[Math.floor((ends.length - 1) * share)] ?? 0) + offset;
    const near = timing.memory.filter((sample) => Math.abs(sample.at - when) < 3).map(({ mb }) => mb);
    return `${median(near).toFixed(0)} MB`;
  };
  print(`Memory of the checker's own process over ${visits} visits (${timing.seconds.toFixed(0)} s):`, [
    ['after 10 % of the visits', at(0.1)],
    ['after 50 %', at(0.5)],
    ['at the end', at(1)],
    ['the most', `${Math.max(...timing.memory.map(({ mb }) => mb)).toFixed(0)} MB`],
  ]);
}

async function check(sites: unknown, name: string): Promise<Timing> {
  const file = join(dir, `${name}.json`);
  await writeFile(file, JSON.stringify(sites));
  return timed(join(root, 'checker/cli.ts'), [
    'check',
    '--sites',
    file,
    '--out',
    join(dir, name),
    '--allow-loopback',
    '--no-wait',
  ]);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function print(title: string, rows: readonly string[][]): void {
  console.log(`\n${title}`);
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows)
    console.log(
      `  ${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}`,
    );
}
