import { beforeAll, describe, expect, it } from 'vitest';
import { MemoryLedger } from '../../test/ledger-memory.ts';
import { aResult, aRun, aVisit } from '../domain/run-builders.ts';
import { runPath } from '../domain/run-path.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { chainText, linesOf, sha256Of } from './chain.ts';
import { OpenLedger } from './open-ledger.ts';
import { runText } from './run-files.ts';
import { type VerifyOptions, verifyLedger } from './verify-ledger.ts';

/** A page that is down for a quarter of an hour around New Year. */
const RUNS = (
  [
    ['2026-11-30T23:40:00.000Z', 'up'],
    ['2026-12-31T23:40:00.000Z', 'up'],
    ['2026-12-31T23:50:00.000Z', 'down'],
    ['2027-01-01T00:05:00.000Z', 'down'],
    ['2027-01-01T00:20:00.000Z', 'up'],
  ] as const
).map(([startedAt, outcome]) =>
  aRun({ startedAt, results: { 'oh-register': aResult([aVisit({ at: startedAt, outcome })]) } }),
);
const [, , DOWN] = RUNS as [RunRecord, RunRecord, RunRecord];
const PATH = runPath(DOWN);
const LATER = new Date('2027-02-01T00:00:00Z');

type Files = Map<string, string>;
let whole: Files;

beforeAll(async () => {
  const ledger = new MemoryLedger();
  for (const run of RUNS) await recordIn(ledger, run, new Date(Date.parse(run.startedAt) + 60_000));
  whole = ledger.files;
});

async function recordIn(ledger: MemoryLedger, run: RunRecord, now: Date): Promise<void> {
  const outside = { now: () => now, random: () => 0, pause: async () => {}, log: () => {} };
  await new OpenLedger(ledger, outside).record(run);
}

/** What is found in the whole record, or in one that was changed. */
function verify(options: VerifyOptions = {}, change: (files: Files) => void = () => {}) {
  const files = new Map(whole);
  change(files);
  return verifyLedger(new MemoryLedger(files), { latest: LATER, ...options });
}

/** Changes the text of a file that is there. */
function edit(path: string, change: (text: string) => string) {
  return (files: Files): void => {
    const before = files.get(path);
    if (before === undefined) throw new Error(`no ${path}: ${[...files.keys()].join(' ')}`);
    const after = change(before);
    expect(after).not.toBe(before);
    files.set(path, after);
  };
}

const remove = (path: string) => (files: Files) => expect(files.delete(path)).toBe(true);
const add = (path: string, text: string) => (files: Files) => void files.set(path, text);
const each =
  (...changes: ((files: Files) => void)[]) =>
  (files: Files): void => {
    for (const change of changes) change(files);
  };
/** Changes the lines of a chain file. */
const relink = (file: string, change: (lines: string[]) => string[]) =>
  edit(file, (text) => `${change(linesOf(text)).join('\n')}\n`);

const DECEMBER = 'chain/2026-12.ndjson';
const JANUARY = 'chain/2027-01.ndjson';

describe('a whole record', () => {
  it('holds, and tells its head', async () => {
    const last = linesOf(whole.get(JANUARY) ?? '').at(-1) ?? '';
    expect(await verify()).toEqual({ lines: 5, head: sha256Of(last), noted: null, derived: 36, fault: null });
  });

  it('holds since a day, with what follows from the runs left out', async () => {
    const seen: string[] = [];
    const onRun = async (run: RunRecord) => {
      seen.push(run.id);
      return null;
    };
    expect(await verify({ since: '2026-12-31', onRun })).toMatchObject({
      lines: 5,
      derived: null,
      fault: null,
    });
    expect(seen).toEqual(RUNS.slice(1).map(({ id }) => id));
  });

  it.each([0, 1, 4])('has the hash that was noted at line %i', async (i) => {
    const lines = [...whole]
      .filter(([path]) => path.startsWith('chain/'))
      .flatMap(([, text]) => linesOf(text));
    expect(await verify({ noted: sha256Of(lines[i] ?? '') })).toMatchObject({ noted: true, fault: null });
  });

  it('passes on what the caller finds wrong with a run', async () => {
    const fault = { place: 'there', what: 'that' };
    expect(await verify({ onRun: async ({ id }) => (id === DOWN.id ? fault : null) })).toMatchObject({
      fault,
    });
  });
});

describe('a record fails', () => {
  it.each<[name: string, change: (files: Files) => void, place: string, what: RegExp]>([
    [
      'with a changed byte in a run',
      edit(PATH, (text) => text.replace('500', '501')),
      PATH,
      /changed since.*chain\/2026-12\.ndjson:2$/,
    ],
    ['with a run cut short', edit(PATH, (text) => text.slice(0, 40)), PATH, /changed since/],
    ['with a run missing', remove(PATH), PATH, /missing, and chain\/2026-12\.ndjson:2 names it/],
    [
      'with a run in quarantine',
      each(remove(PATH), add(`quarantine/${PATH}`, '{')),
      PATH,
      /put into quarantine/,
    ],
    [
      'with a run more',
      add(
        'runs/2026/12/31/235500-x.json',
        runText({ ...DOWN, id: 'x', startedAt: '2026-12-31T23:55:00.000Z' }),
      ),
      'runs/2026/12/31/235500-x.json',
      /no line of the chain names it/,
    ],
    [
      'with a run twice',
      add('runs/2026/12/31/235959-'.concat(DOWN.id, '.json'), runText(DOWN)),
      `runs/2026/12/31/235959-${DOWN.id}.json`,
      /there already/,
    ],
    [
      'with something else among the runs',
      add('runs/2026/12/note.json', '{}'),
      'runs/2026/12/note.json',
      /not the name of a run/,
    ],
    [
      'with a changed hash in a line',
      relink(JANUARY, ([a = '', b = '']) => [a, b.replace(/"sha256":"./, '"sha256":"_').replace('_', 'f')]),
      runPath(RUNS[4] as RunRecord),
      /changed since.*2027-01\.ndjson:2$/,
    ],
    [
      'with another path in a line',
      relink(JANUARY, ([a = '', b = '']) => [a, b.replace('002000', '002001')]),
      'runs/2027/01/01/002001-run-20270101002000000.json',
      /missing/,
    ],
    [
      'with a line that is none',
      relink(DECEMBER, ([a = '', b = '']) => [a, b.slice(0, -9)]),
      `${DECEMBER}:2`,
      /not JSON/,
    ],
    [
      'with a line of another kind',
      relink(DECEMBER, ([a = '']) => [a, '{"path":1}']),
      `${DECEMBER}:2`,
      /at "path"/,
    ],
    [
      'with a line taken out',
      relink(DECEMBER, ([, b = '']) => [b]),
      `${DECEMBER}:1`,
      /does not follow from the line before/,
    ],
    [
      'with the last line taken out',
      relink(JANUARY, ([a = '']) => [a]),
      runPath(RUNS[4] as RunRecord),
      /no line of the chain names it/,
    ],
    [
      'with lines swapped',
      relink(DECEMBER, (lines) => lines.toReversed()),
      `${DECEMBER}:1`,
      /does not follow/,
    ],
    [
      'with a line twice',
      relink(DECEMBER, ([a = '', b = '']) => [a, a, b]),
      `${DECEMBER}:2`,
      /does not follow/,
    ],
    [
      'with a line put in',
      relink(DECEMBER, ([a = '', b = '']) => [
        a,
        chainText({ path: 'runs/x', sha256: sha256Of(''), previous: sha256Of(a) }),
        b,
      ]),
      `${DECEMBER}:3`,
      /does not follow/,
    ],
    [
      'with a run linked in a second time',
      relink(JANUARY, ([a = '', b = '']) => [
        a,
        b,
        chainText({ path: PATH, sha256: sha256Of(''), previous: sha256Of(b) }),
      ]),
      `${JANUARY}:3`,
      /a second time, after chain\/2026-12\.ndjson:2/,
    ],
    [
      'with the first file of the chain missing',
      remove('chain/2026-11.ndjson'),
      `${DECEMBER}:1`,
      /does not follow/,
    ],
    ['with a file of the chain missing in the middle', remove(DECEMBER), `${JANUARY}:1`, /does not follow/],
    ['with the last file of the chain missing', remove(JANUARY), runPath(RUNS[3] as RunRecord), /no line/],
    [
      'with no chain at all',
      each(...['2026-11', '2026-12', '2027-01'].map((month) => remove(`chain/${month}.ndjson`))),
      runPath(RUNS[0] as RunRecord),
      /no line/,
    ],
    [
      'with a changed day',
      edit('days/2026-12-31.json', (text) => text.replace('down', 'up')),
      'days/2026-12-31.json',
      /does not say what follows/,
    ],
    ['with a day missing', remove('days/2026-12-31.json'), 'days/2026-12-31.json', /missing: it follows/],
    ['with a day more', add('days/2026-10-01.json', '{}'), 'days/2026-10-01.json', /should not be there/],
    [
      'with a changed incident',
      edit('incidents/2026.json', (text) => text.replace('500', '501')),
      'incidents/2026.json',
      /does not say/,
    ],
    ['with incidents missing', remove('incidents/2026.json'), 'incidents/2026.json', /missing: it follows/],
    ['with incidents more', add('incidents/2020.json', '{}'), 'incidents/2020.json', /should not be there/],
    [
      'with a changed state',
      edit('state.json', (text) => text.replace('"up"', '"down"')),
      'state.json',
      /does not say/,
    ],
    ['with a state that is no JSON', add('state.json', '{'), 'state.json', /does not say/],
    ['with the state missing', remove('state.json'), 'state.json', /missing: it follows/],
    ['with damaged corrections', add('annotations.json', '{'), 'annotations.json', /not JSON/],
  ])('%s', async (_, change, place, what) => {
    const { fault } = await verify({}, change);
    expect(fault?.place).toBe(place);
    expect(fault?.what).toMatch(what);
  });

  it('with a run from the future', async () => {
    const future = aRun({ startedAt: '2027-02-01T00:00:01.000Z', results: {} });
    const ledger = new MemoryLedger(whole);
    await recordIn(ledger, future, new Date('2027-03-01T00:00:00Z'));
    const { fault } = await verifyLedger(ledger, { latest: LATER });
    expect(fault).toEqual({
      place: runPath(future),
      what: expect.stringMatching(/began at 2027-02-01T00:00:01.000Z.*clock/),
    });
    expect(await verifyLedger(ledger, { latest: new Date('2027-02-02T00:00:00Z') })).toMatchObject({
      fault: null,
    });
  });

  it('with a hash that was noted and is gone', async () => {
    const { fault, noted } = await verify({ noted: sha256Of('another line') });
    expect(noted).toBe(false);
    expect(fault).toEqual({
      place: 'chain/',
      what: expect.stringMatching(/no line has the hash .*cut off or written anew/),
    });
  });

  it('to show that its end was cut off with all that follows, unless its head was noted', async () => {
    const last = RUNS.slice(0, 4);
    const short = new MemoryLedger();
    for (const run of last) await recordIn(short, run, new Date(Date.parse(run.startedAt) + 60_000));
    expect(await verifyLedger(short)).toMatchObject({ lines: 4, fault: null });
    const { head } = await verify();
    expect((await verifyLedger(short, { noted: head ?? '' })).fault?.place).toBe('chain/');
  });

  it.each([
    ['before the day', runPath(RUNS[0] as RunRecord), null],
    ['on the day', PATH, PATH],
  ])('since a day with a run changed %s, or not', async (_, path, place) => {
    const { fault } = await verify(
      { since: '2026-12-31' },
      edit(path, (text) => text.replace('direct', 'other')),
    );
    expect(fault?.place ?? null).toBe(place);
  });
});

it('stops at files of a newer Puptime: nothing is wrong with them', async () => {
  await expect(
    verify(
      {},
      relink(DECEMBER, ([a = '']) => [a.replace('{', '{"version":2,')]),
    ),
  ).rejects.toThrow(/use a newer one/);
});
