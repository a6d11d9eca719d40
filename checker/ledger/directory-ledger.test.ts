import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { foldAll } from '../domain/fold.ts';
import { emptyLedger } from '../domain/ledger.ts';
import { aResult, aRun, aVisit } from '../domain/run-builders.ts';
import type { RunRecord } from '../domain/run-record.ts';
import type { Outcome } from '../domain/status.ts';
import { canonicalJson } from './canonical-json.ts';
import { type DirectoryLedger, openLedger } from './directory-ledger.ts';

let dir: string;
let ledger: DirectoryLedger;

beforeEach(async () => {
  dir = join(await mkdtemp(join(tmpdir(), 'puptime-ledger-')), 'data/live');
  ledger = await openLedger(dir);
});
afterEach(() => rm(join(dir, '../..'), { recursive: true }));

/** A run of two sites; the second is always up. */
function run(startedAt: string, outcomes: string): RunRecord {
  const visits = outcomes.split(' ').map((outcome, i) => {
    const at = new Date(Date.parse(startedAt) + i * 360_000).toISOString();
    return aVisit({ at, outcome: outcome as Outcome });
  });
  const results = { 'oh-register': aResult(visits), 'ca-register': aResult([aVisit({ at: startedAt })]) };
  const endedAt = new Date(Date.parse(startedAt) + 600_000).toISOString();
  return aRun({ startedAt, endedAt, results });
}

const HISTORY = [
  run('2026-12-31T23:20:00.000Z', 'up'),
  run('2026-12-31T23:50:00.000Z', 'down'),
  run('2027-01-01T00:05:00.000Z', 'down'),
  run('2027-01-01T00:20:00.000Z', 'up'),
  run('2027-01-03T00:20:00.000Z', 'blocked blocked'),
];

/** All files but the runs, with their text. */
async function derived(): Promise<Record<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const kept = paths.filter((path) => !path.startsWith(join(dir, 'runs'))).sort();
  return Object.fromEntries(
    await Promise.all(kept.map(async (path) => [path.slice(dir.length + 1), await readFile(path, 'utf8')])),
  );
}

async function recordAll(runs: readonly RunRecord[]): Promise<void> {
  for (const one of runs) await ledger.record(one);
}

/** What must stand in the directory after these runs. */
function expected(runs: readonly RunRecord[]): Record<string, string> {
  const { state, days, incidents } = foldAll(runs);
  return Object.fromEntries([
    ...[...days].map(([day, file]) => [`days/${day}.json`, canonicalJson(file)]),
    ...[...incidents].map(([year, file]) => [`incidents/${year}.json`, canonicalJson(file)]),
    ['state.json', canonicalJson(state)],
  ]);
}

describe('record', () => {
  it('writes the run under its start and id, and folds it', async () => {
    const [first] = HISTORY as [RunRecord];
    const recorded = await ledger.record(first);
    expect(recorded).toMatchObject({
      path: `runs/2026/12/31/232000-${first.id}.json`,
      alreadyRecorded: false,
    });
    expect(await readFile(join(dir, recorded.path), 'utf8')).toBe(canonicalJson(first));
    expect(await derived()).toEqual(expected([first]));
    expect(await ledger.hasRun(first.id)).toBe(true);
  });

  it.each([
    ['in order', [0, 1, 2, 3, 4]],
    ['reversed', [4, 3, 2, 1, 0]],
    ['late by one', [0, 2, 1, 4, 3]],
    ['repeated', [0, 1, 1, 2, 0, 3, 4, 4]],
  ])('leaves the same bytes whatever order runs arrive in: %s', async (_, order) => {
    await recordAll(order.map((i) => HISTORY[i] as RunRecord));
    expect(await derived()).toEqual(expected(HISTORY));
  });

  it('counts a run once, and never rewrites its record', async () => {
    const [first] = HISTORY as [RunRecord];
    await ledger.record(first);
    const again = await ledger.record({ ...first, notes: ['another'] });
    expect(again).toMatchObject({ alreadyRecorded: true, state: { runs: 1 } });
    expect(await readFile(join(dir, again.path), 'utf8')).toBe(canonicalJson(first));
  });
});

describe('a ledger', () => {
  it('that is not there is empty', async () => {
    expect(await ledger.state()).toEqual(emptyLedger().state);
    expect(await ledger.hasRun('x')).toBe(false);
  });

  it.each([
    'state.json',
    'days/2027-01-01.json',
    'incidents/2026.json',
    'incidents/2027.json',
    'days',
    'incidents',
  ])('without %s is derived anew when the next run is recorded', async (path) => {
    await recordAll(HISTORY.slice(0, 4));
    // The incident of 2026 has ended: nothing in the state tells of it, so only an open one is missed.
    if (path !== 'incidents/2026.json') await rm(join(dir, path), { recursive: true });
    await recordAll(HISTORY.slice(4));
    expect(await derived()).toEqual(expected(HISTORY));
  });

  it('whose writer was killed before the state was written catches up', async () => {
    await recordAll(HISTORY.slice(0, 3));
    const behind = await readFile(join(dir, 'state.json'), 'utf8');
    await recordAll(HISTORY.slice(3, 4));
    await writeFile(join(dir, 'state.json'), behind);
    expect(await ledger.state()).toEqual(foldAll(HISTORY.slice(0, 4)).state);
    await recordAll(HISTORY.slice(4));
    expect(await derived()).toEqual(expected(HISTORY));
  });

  it('with an unfinished write of a killed process takes no notice of it', async () => {
    await recordAll(HISTORY.slice(0, 1));
    await writeFile(join(dir, 'days/.2026-12-31.json.x.tmp'), '{');
    expect((await ledger.state()).runs).toBe(1);
  });
});

describe('rebuild', () => {
  it('makes derived files again from the runs, removes what no run accounts for, and says how far it is', async () => {
    await recordAll(HISTORY);
    for (const path of ['state.json', 'days/2027-01-02.json']) await writeFile(join(dir, path), 'broken');
    await writeFile(join(dir, 'days/2020-01-01.json'), '{}');
    const steps: string[] = [];
    const rebuilt = await ledger.rebuild((done, total) => steps.push(`${done}/${total}`));
    expect(rebuilt).toMatchObject({ days: 4, incidents: 2, state: { runs: 5 } });
    expect(steps).toEqual(['1/5', '2/5', '3/5', '4/5', '5/5']);
    expect(await derived()).toEqual(expected(HISTORY));
  });

  it('takes runs of one second by their millisecond', async () => {
    const close = [
      { ...run('2026-12-31T10:00:00.900Z', 'up'), id: 'a' },
      { ...run('2026-12-31T10:00:00.100Z', 'degraded'), id: 'b' },
    ];
    await recordAll(close);
    await ledger.rebuild();
    expect(await derived()).toEqual(expected(close));
  });
});

describe('a broken file', () => {
  it.each([
    ['state.json', '{"version": 1,', /state\.json: not JSON: .*run "puptime rebuild"/],
    [
      'state.json',
      '{"version":1,"runs":-1,"newestRun":null,"sites":{}}',
      /state\.json: at "runs": .*rebuild/,
    ],
    ['days/2026-12-31.json', '{"version":2}', /days\/2026-12-31\.json: at "version": .*rebuild/],
    ['incidents/2026.json', '[]', /incidents\/2026\.json: at "": .*rebuild/],
  ])('%s is named with its place and the remedy, and the run is not lost', async (path, text, message) => {
    await recordAll(HISTORY.slice(0, 1));
    await writeFile(join(dir, path), text);
    await expect(ledger.record(HISTORY[1] as RunRecord)).rejects.toThrow(message);
    await ledger.rebuild();
    expect(await derived()).toEqual(expected(HISTORY.slice(0, 2)));
  });

  it('of a run stops a rebuild: it cannot be derived', async () => {
    const { path } = await ledger.record(HISTORY[0] as RunRecord);
    await writeFile(join(dir, path), '{');
    await expect(ledger.rebuild()).rejects.toThrow(/runs\/.*not JSON.*restore it/);
    await writeFile(join(dir, path), canonicalJson(HISTORY[1] as RunRecord));
    await expect(ledger.rebuild()).rejects.toThrow(/holds the record of runs\/2026\/12\/31\/235000-/);
  });

  it('has no control characters of its text in the message', async () => {
    await recordAll(HISTORY.slice(0, 1));
    await writeFile(join(dir, 'state.json'), '\u001b[2J::error::');
    await expect(ledger.state()).rejects.toThrow(
      expect.not.objectContaining({ message: expect.stringMatching(/\p{Cc}/u) }),
    );
  });
});
