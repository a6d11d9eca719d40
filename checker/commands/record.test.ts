import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DirectoryStore } from '../archive/directory-store.ts';
import { knownSites } from '../domain/known-site.ts';
import { keptObservation } from '../domain/observation-builder.ts';
import { aHash, aResult, aRun, aVisit } from '../domain/run-builders.ts';
import type { RunRecord } from '../domain/run-record.ts';
import type { Outcome } from '../domain/status.ts';
import { LedgerDirectory } from '../ledger/ledger-directory.ts';
import { OpenLedger } from '../ledger/open-ledger.ts';
import { recordResults } from './record-results.ts';

const SITE = 'oh-track-ballot';
let root: string;
let lines: string[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'puptime-record-'));
  lines = [];
});
afterEach(() => rm(root, { recursive: true }));

const record = (...names: string[]) =>
  recordResults({
    resultsDirs: names.map((name) => join(root, name)),
    ledger: new OpenLedger(new LedgerDirectory(join(root, 'data/live')), {
      now: () => new Date('2027-01-01T00:00:00Z'),
      random: () => 0,
      pause: async () => {},
      log: () => {},
    }),
    snapshots: new DirectoryStore(join(root, 'data/snapshots')),
    log: (line) => lines.push(line.replaceAll(root, '')),
  });

/** Writes a results folder of one visit with its evidence, as `check` leaves it. */
async function results(name: string, at: string, outcome: Outcome, text = 'a'): Promise<RunRecord> {
  const store = new DirectoryStore(join(root, name, 'snapshots'));
  const body = await store.put(Buffer.from(`<p>${text} at ${at}</p>`), 'text/html');
  const { url: _, ...ref } = body;
  const evidence = await store.put(
    Buffer.from(JSON.stringify({ ...keptObservation(at), body: ref })),
    'application/json',
  );
  const visit = aVisit({ at, outcome, text: aHash(text), evidence: evidence.sha256 });
  const run = aRun({ startedAt: at, results: { [SITE]: aResult([visit]) } });
  await writeFile(join(root, name, 'run.json'), JSON.stringify(run));
  return run;
}

async function kept(): Promise<number> {
  const entries = await readdir(join(root, 'data/snapshots'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}

const evidenceOf = (run: RunRecord | undefined) => run?.results[SITE]?.visits[0]?.evidence;

it('records a results folder with its evidence, marks it, and says so in one line', async () => {
  const run = await results('one', '2026-11-23T14:07:00.000Z', 'up');
  const [recorded] = await record('one');
  const path = `runs/2026/11/23/140700-${run.id}.json`;
  expect(lines).toEqual([`recorded 2026-11-23 14:07 · 1 up → ${path} in /data/live`]);
  expect(recorded?.state.sites[SITE]?.baseline?.evidence).toBe(evidenceOf(run));
  expect(await kept()).toBe(2);
  expect(JSON.parse(await readFile(join(root, 'one/recorded.json'), 'utf8'))).toEqual({
    version: 1,
    run: run.id,
    path,
  });
});

it('lets a visit that a reader would take for the same refer to the evidence kept before', async () => {
  const first = await results('one', '2026-11-23T14:07:00.000Z', 'up');
  await results('two', '2026-11-23T14:22:00.000Z', 'up');
  const down = await results('three', '2026-11-23T14:37:00.000Z', 'down');
  const again = await results('four', '2026-11-23T14:52:00.000Z', 'up');
  const recorded = await record('four', 'three', 'two', 'one');
  expect(recorded.map(({ run }) => evidenceOf(run))).toEqual(
    [first, undefined, down, again].map((run) => evidenceOf(run) ?? null),
  );
  expect(recorded.map(({ state }) => knownSites(state).get(SITE)?.lastVisit.evidence)).toEqual(
    [first, first, down, again].map(evidenceOf),
  );
  expect(await kept()).toBe(6);
});

it('changes nothing when a run is recorded again', async () => {
  await results('one', '2026-11-23T14:07:00.000Z', 'up');
  await record('one');
  const [again] = await record('one');
  expect(again?.alreadyRecorded).toBe(true);
  expect(lines[1]).toMatch(/^already recorded/);
});

it('records a run whose snapshots are gone or damaged, and says what is missing', async () => {
  const gone = await results('one', '2026-11-23T14:07:00.000Z', 'up');
  await rm(join(root, 'one/snapshots'), { recursive: true });
  const damaged = await results('two', '2026-11-23T14:22:00.000Z', 'up');
  const name = evidenceOf(damaged) ?? '';
  await writeFile(join(root, 'two/snapshots', name.slice(0, 2), `${name}.json`), '{}');
  const recorded = await record('one', 'two');
  expect(recorded.map(({ run }) => evidenceOf(run))).toEqual([null, null]);
  expect(lines[0]).toBe(`snapshot ${evidenceOf(gone)} is missing in the results: left out`);
  expect(lines[2]).toMatch(/damaged/);
});

it('copies nothing that only calls itself evidence', async () => {
  const at = '2026-11-23T14:07:00.000Z';
  const store = new DirectoryStore(join(root, 'one/snapshots'));
  const { sha256 } = await store.put(Buffer.from('<script>'), 'application/json');
  const visits = [aVisit({ at, evidence: sha256 })];
  await writeFile(
    join(root, 'one/run.json'),
    JSON.stringify(aRun({ startedAt: at, results: { [SITE]: aResult(visits) } })),
  );
  await record('one');
  expect(lines[0]).toBe(`evidence ${sha256} is not an observation: left out`);
  await expect(kept()).rejects.toThrow('ENOENT');
});

it('refuses a folder without results', async () => {
  await mkdir(join(root, 'empty'));
  await expect(record('empty')).rejects.toThrow(/no results here/);
});
