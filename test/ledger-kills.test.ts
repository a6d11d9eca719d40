import { expect, it } from 'vitest';
import { aResult, aRun, aVisit } from '../checker/domain/run-builders.ts';
import type { LedgerStore } from '../checker/ledger/ledger-store.ts';
import { OpenLedger } from '../checker/ledger/open-ledger.ts';
import { aDirectoryHome, aRemoteHome, assertWhole, type LedgerHome, OUTSIDE } from './ledger-home.ts';
import { killRecords } from './ledger-kill.ts';

it.each([
  ['a remote', aRemoteHome],
  ['a directory', aDirectoryHome],
])('has every run once in %s though the command is killed at random moments', async (_, aHome) => {
  await using home: LedgerHome = await aHome();
  expect(await killRecords(home, { kills: 3, seed: 1 })).toHaveLength(3);
});

const RUNS = ['2025-12-31T23:40:00.000Z', '2026-01-01T00:10:00.000Z', '2026-01-01T00:40:00.000Z'].map(
  (at) => {
    const bad = [at, new Date(Date.parse(at) + 360_000).toISOString()].map((each) =>
      aVisit({ at: each, outcome: 'down' }),
    );
    return aRun({ startedAt: at, endedAt: bad[1]?.at ?? at, results: { 'oh-register': aResult(bad) } });
  },
);
const [FIRST, SECOND, THIRD] = RUNS as [(typeof RUNS)[0], (typeof RUNS)[0], (typeof RUNS)[0]];

/** Files that the recording of the second run writes: run, chain, annotations, two days, two years, state. */
const FILES = 8;

it.each(
  Array.from({ length: FILES + 1 }, (_, files) => files).flatMap((files) => [
    [files, 'the same run', [SECOND]] as const,
    [files, 'the next run', [THIRD, SECOND]] as const,
  ]),
)('mends a directory whose writer was killed after %d files, with %s', async (files, _, next) => {
  await using home = await aDirectoryHome();
  const ledger = async (change = (store: LedgerStore) => store) =>
    new OpenLedger(change(await home.store()), OUTSIDE);
  await (await ledger()).record(FIRST);
  const killed = await ledger((store) => killedAfter(files, store));
  await expect(killed.record(SECOND)).rejects.toThrow(`killed after ${files} of ${FILES} files`);
  for (const run of next) await (await ledger()).record(run);
  await assertWhole(home, [FIRST, ...next]);
});

/** A store whose next write writes so many files alone. */
function killedAfter(files: number, store: LedgerStore): LedgerStore {
  return {
    name: store.name,
    view: () => store.view(),
    before: (view) => store.before(view),
    write: async (view, changes, subject) => {
      await store.write(view, new Map([...changes].slice(0, files)), subject);
      throw new Error(`killed after ${files} of ${changes.size} files`);
    },
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}
