import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { IncidentsFile, StateFile } from '../checker/domain/ledger-files.ts';
import { readResults } from '../checker/results/read-results.ts';
import { puptime, type Started, startPuptime } from './puptime.ts';
import { type SimulatedWeb, startSimulatedWeb } from './simulated-web/simulated-web.ts';

let web: SimulatedWeb;
let dir: string;
let common: string[];
beforeEach(async () => {
  web = await startSimulatedWeb();
  dir = await mkdtemp(join(tmpdir(), 'puptime-interruption-'));
  const shown = [
    'oh-track-ballot',
    'oh-register',
    'mi-check-registration',
    'la-track-ballot',
    'ky-polling-place',
    'de-track-ballot',
  ];
  const sites = join(dir, 'sites.json');
  await writeFile(sites, JSON.stringify(web.sitesFile({ include: ({ id }) => shown.includes(id) })));
  common = ['--sites', sites, '--allow-loopback', '--route', 'direct', web.exit(), '--concurrency', '2'];
});
afterEach(async () => {
  await web.close();
  await rm(dir, { recursive: true });
});

const places = () => [
  '--data',
  join(dir, 'live'),
  '--snapshots',
  join(dir, 'snapshots'),
  '--results',
  join(dir, 'results'),
  '--site-out',
  join(dir, 'site'),
];

/** Waits until so many visits of bad pages were told. */
async function untilHeard(started: Started, count: number): Promise<void> {
  while ((started.heard().match(/^ {2}[✗▨]/gm) ?? []).length < count) {
    if (started.child.exitCode !== null)
      throw new Error(`it ended before ${count} bad visits:\n${started.heard()}`);
    await new Promise((resolve) => started.child.stderr?.once('data', resolve));
  }
}

it('keeps what a killed run had seen: the next one records it, and nothing of it becomes an outage', async () => {
  const killed = startPuptime(['run', '--all', ...common, ...places()]);
  await untilHeard(killed, 2);
  killed.child.kill('SIGKILL');
  await killed.ended;
  const [left = ''] = (await readdir(join(dir, 'results'))).filter((name) => !name.startsWith('.'));
  const partial = await readResults(join(dir, 'results', left));
  expect(partial.complete).toBe(false);
  const seen = Object.values(partial.results).filter(({ visits }) => visits.length > 0);
  expect(seen.length).toBeGreaterThanOrEqual(2);
  expect(seen.filter(({ verdict, confirmed }) => verdict === 'down' && confirmed)).toEqual([]);

  web.setAllBehaviours('fine');
  const { code, err } = await puptime(['run', '--all', ...common, ...places()]);
  expect(code, err).toBe(0);
  expect(err).toContain('An earlier run ended before its results were recorded');
  const state = StateFile.parse(JSON.parse(await readFile(join(dir, 'live', 'state.json'), 'utf8')));
  expect(state.runs).toBe(2);
  expect(Object.values(state.sites).filter(({ incident }) => incident !== null)).toEqual([]);
  for (const name of await readdir(join(dir, 'live', 'incidents')).catch(() => [])) {
    expect(
      IncidentsFile.parse(JSON.parse(await readFile(join(dir, 'live', 'incidents', name), 'utf8'))).incidents,
    ).toEqual({});
  }
  expect(await readFile(join(dir, 'site', 'index.html'), 'utf8')).toContain('Track your ballot');
  expect((await readdir(join(dir, 'results'))).filter((name) => !name.startsWith('.'))).toEqual([]);
});

it('goes on from a results folder whose last line was cut off', async () => {
  const out = join(dir, 'checked');
  const killed = startPuptime(['check', ...common, '--out', out]);
  await untilHeard(killed, 2);
  killed.child.kill('SIGKILL');
  await killed.ended;
  const path = join(out, 'events.ndjson');
  const text = await readFile(path, 'utf8');
  const whole = await readResults(out);
  await writeFile(path, text + text.slice(0, 40));
  expect((await readResults(out)).results).toEqual(whole.results);
  const { code, err } = await puptime([
    'record',
    '--results',
    out,
    '--data',
    join(dir, 'live'),
    '--snapshots',
    join(dir, 'snapshots'),
  ]);
  expect(code, err).toBe(0);
});

it.each(['SIGINT', 'SIGTERM'] as const)(
  'ends at %s with the results so far, soon, and says so',
  async (signal) => {
    const out = join(dir, 'checked');
    const started = startPuptime(['check', ...common, '--out', out]);
    await untilHeard(started, 1);
    started.child.kill(signal);
    const { code, err } = await started.ended;
    expect(code, err).toBe(1);
    expect(err).toContain('what was seen is kept');
    const run = await readResults(out);
    expect(run.complete).toBe(false);
    expect(run.notes.at(-1)).toContain('interrupted');
    expect(Object.values(run.results).some(({ visits }) => visits.length > 0)).toBe(true);
  },
);
