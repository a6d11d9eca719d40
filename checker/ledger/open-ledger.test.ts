import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GitRemote, makeGitRemote } from '../../test/git-remote.ts';
import type { Annotation } from '../domain/annotation.ts';
import { foldAll } from '../domain/fold.ts';
import { emptyLedger } from '../domain/ledger.ts';
import { aResult, aRun, aVisit } from '../domain/run-builders.ts';
import type { RunRecord } from '../domain/run-record.ts';
import type { Outcome } from '../domain/status.ts';
import { RemoteBranch } from '../git/remote-branch.ts';
import { canonicalJson } from './canonical-json.ts';
import { linesOf, sha256Of } from './chain.ts';
import { LedgerBranch } from './ledger-branch.ts';
import { LedgerDirectory } from './ledger-directory.ts';
import type { LedgerStore } from './ledger-store.ts';
import { OpenLedger } from './open-ledger.ts';
import { runText } from './run-files.ts';

const NOW = new Date('2027-01-10T00:00:00Z');

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
const [FIRST, SECOND] = HISTORY as [RunRecord, RunRecord];

/** What must stand in the ledger after these runs. */
function expected(
  runs: readonly RunRecord[],
  annotations: readonly Annotation[] = [],
): Record<string, string> {
  const { state, days, incidents } = foldAll(runs, annotations);
  return Object.fromEntries([
    ...[...days].map(([day, file]) => [`days/${day}.json`, canonicalJson(file)]),
    ...[...incidents].map(([year, file]) => [`incidents/${year}.json`, canonicalJson(file)]),
    ['state.json', canonicalJson(state)],
  ]);
}

/** A place for a ledger, new for each test. */
interface Place extends AsyncDisposable {
  /** Another look at the same place, as another process has. */
  store(): Promise<LedgerStore>;
}

async function aDirectory(): Promise<Place> {
  const dir = await mkdtemp(join(tmpdir(), 'puptime-ledger-'));
  return {
    store: async () => new LedgerDirectory(join(dir, 'data/live')),
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true }),
  };
}

async function aBranch(): Promise<Place> {
  const remote: GitRemote = await makeGitRemote();
  const context = { now: () => NOW, pause: async () => {}, log: () => {} };
  return {
    store: async () => {
      const branch = await RemoteBranch.open({ url: remote.url }, 'data', new AbortController().signal);
      return new LedgerBranch(branch, context);
    },
    [Symbol.asyncDispose]: () => remote[Symbol.asyncDispose](),
  };
}

describe.each([
  ['a directory', aDirectory],
  ['a branch', aBranch],
])('a ledger in %s', (kind, aPlace) => {
  let place: Place;
  let store: LedgerStore;
  let ledger: OpenLedger;
  const opened: AsyncDisposable[] = [];
  const heard: string[] = [];

  async function open(): Promise<OpenLedger> {
    store = await place.store();
    const log = (line: string) => void heard.push(line);
    ledger = new OpenLedger(store, { now: () => NOW, random: () => 0, pause: async () => {}, log });
    opened.push(ledger);
    return ledger;
  }

  beforeEach(async () => {
    place = await aPlace();
    heard.length = 0;
    await open();
  });
  afterEach(async () => {
    for (const each of opened.splice(0)) await each[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
  });

  async function recordAll(runs: readonly RunRecord[]): Promise<void> {
    for (const one of runs) await ledger.record(one);
  }

  /** Texts of files as they stand in the ledger now. */
  async function files(...folders: string[]): Promise<Record<string, string>> {
    const view = await store.view();
    if (!view) return {};
    const paths = (await Promise.all(folders.map((folder) => view.list(folder)))).flat();
    return Object.fromEntries(await view.read(paths));
  }

  async function derived(): Promise<Record<string, string>> {
    const state = await (await store.view())?.read(['state.json']);
    return { ...(await files('days', 'incidents')), ...Object.fromEntries(state ?? []) };
  }

  /** Writes files past the ledger, as a person or a fault might. */
  async function tamper(changes: Record<string, string | null>): Promise<void> {
    for (const [path, text] of Object.entries(changes)) {
      if (text !== null && kind === 'a directory') await store.write(null, new Map([[path, null]]), 'Tamper');
    }
    await store.write(await store.view(), new Map(Object.entries(changes)), 'Tamper');
  }

  describe('record', () => {
    it('writes the run under its start and id, chains and folds it', async () => {
      const recorded = await ledger.record(FIRST);
      const path = `runs/2026/12/31/232000-${FIRST.id}.json`;
      expect(recorded).toMatchObject({ path, alreadyRecorded: false });
      expect(await files('runs')).toEqual({ [path]: runText(FIRST) });
      expect(await derived()).toEqual(expected([FIRST]));
      expect(await files('chain')).toEqual({
        'chain/2027-01.ndjson': `{"path":"${path}","previous":null,"sha256":"${sha256Of(runText(FIRST))}"}\n`,
      });
      expect(await ledger.hasRun(FIRST.id)).toBe(true);
    });

    it.each([
      ['in order', [0, 1, 2, 3, 4]],
      ['reversed', [4, 3, 2, 1, 0]],
      ['late by one', [0, 2, 1, 4, 3]],
      ['repeated', [0, 1, 1, 2, 0, 3, 4, 4]],
    ])('leaves the same bytes whatever order runs arrive in: %s', async (_, order) => {
      await recordAll(order.map((i) => HISTORY[i] as RunRecord));
      expect(await derived()).toEqual(expected(HISTORY));
      const chain = linesOf((await files('chain'))['chain/2027-01.ndjson'] ?? '').map((line) =>
        JSON.parse(line),
      );
      expect(chain).toHaveLength(HISTORY.length);
      expect(new Set(chain.map(({ path }) => path)).size).toBe(HISTORY.length);
    });

    it('counts a run once, and never rewrites its record', async () => {
      await ledger.record(FIRST);
      const again = await ledger.record({ ...FIRST, notes: ['another'] });
      expect(again).toMatchObject({ alreadyRecorded: true, state: { runs: 1 } });
      expect(Object.values(await files('runs'))).toEqual([runText(FIRST)]);
    });

    it('links each line of the chain to the one before', async () => {
      await recordAll(HISTORY.slice(0, 3));
      const lines = linesOf((await files('chain'))['chain/2027-01.ndjson'] ?? '');
      expect(lines.map((line) => JSON.parse(line).previous)).toEqual([
        null,
        ...lines.slice(0, 2).map(sha256Of),
      ]);
    });

    it('refuses a run from the future', async () => {
      const future = run('2027-01-10T00:06:00.000Z', 'up');
      await expect(ledger.record(future)).rejects.toThrow(/began at 2027-01-10T00:06.*clocks is wrong/);
      expect(await ledger.hasRun(future.id)).toBe(false);
    });

    it('takes ids that are names of objects for ids', async () => {
      const hostile = aRun({
        startedAt: '2027-01-01T00:00:00.000Z',
        id: 'constructor',
        results: Object.fromEntries(
          ['constructor', 'to-string', 'valueOf'].map((site) => [
            site,
            aResult([aVisit({ at: '2027-01-01T00:00:01.000Z' })]),
          ]),
        ),
      });
      await recordAll([hostile, run('2027-01-01T00:20:00.000Z', 'up')]);
      expect(await derived()).toEqual(expected([hostile, run('2027-01-01T00:20:00.000Z', 'up')]));
    });
  });

  it('that is not there is empty', async () => {
    expect(await ledger.state()).toEqual(emptyLedger().state);
    expect(await ledger.hasRun('x')).toBe(false);
  });

  it.each(['state.json', 'days/2027-01-01.json', 'incidents/2026.json', 'incidents/2027.json'])(
    'without %s is derived anew when the next run is recorded, and says so',
    async (path) => {
      await recordAll(HISTORY.slice(0, 4));
      await tamper({ [path]: null });
      await recordAll(HISTORY.slice(4));
      expect(await derived()).toEqual(expected(HISTORY));
      expect(heard).toEqual([expect.stringContaining(`${path} is missing`)]);
    },
  );

  it('that is behind its runs catches up, and chains what is not chained', async () => {
    await recordAll(HISTORY.slice(0, 3));
    const late = HISTORY[3] as RunRecord;
    await tamper({ [`runs/2027/01/01/002000-${late.id}.json`]: runText(late) });
    expect(await ledger.state()).toEqual(foldAll(HISTORY.slice(0, 4)).state);
    await recordAll(HISTORY.slice(4));
    expect(await derived()).toEqual(expected(HISTORY));
    expect(linesOf((await files('chain'))['chain/2027-01.ndjson'] ?? '')).toHaveLength(5);
  });

  it.each([
    ['state.json', '{"version": 1,', /state\.json is damaged: not JSON/],
    ['state.json', '{"version":1,"runs":-1,"newestRun":null}', /state\.json is damaged: at "/],
    [
      'state.json',
      '{\n  "fold": 0,\n  "version": 1\n}\n',
      /state\.json was derived by the rules of version 0/,
    ],
    ['days/2026-12-31.json', '{"version":0}', /days\/2026-12-31\.json is damaged: at "version"/],
    ['incidents/2026.json', '[]', /incidents\/2026\.json is damaged: at ""/],
    ['state.json', '\u001b[2J::error::', /state\.json is damaged: not JSON/],
  ])('with a damaged %s derives everything anew, and says why', async (path, text, message) => {
    await ledger.record(FIRST);
    await tamper({ [path]: text });
    await ledger.record(SECOND);
    expect(await derived()).toEqual(expected([FIRST, SECOND]));
    expect(heard.join('\n')).toMatch(message);
    expect(heard.join('')).not.toMatch(/\p{Cc}/u);
  });

  it.each(['state.json', 'days/2026-12-31.json', `runs/2026/12/31/232000-${FIRST.id}.json`])(
    'with a %s of a newer version is left as it is',
    async (path) => {
      await ledger.record(FIRST);
      await tamper({ [path]: '{"version":2}' });
      const before = await derived();
      await expect(path.startsWith('runs') ? ledger.rebuild() : ledger.record(SECOND)).rejects.toThrow(
        /of version 2, and this Puptime knows none above 1; use a newer one/,
      );
      expect(await derived()).toEqual(before);
    },
  );

  it('puts damaged runs into quarantine, says so, and goes on without them', async () => {
    const { path } = await ledger.record(FIRST);
    await ledger.record(SECOND);
    const twin = `runs/2026/12/31/232001-${SECOND.id}.json`;
    await tamper({ [path]: '{', [twin]: runText(SECOND), 'runs/notes.json': '{}' });
    const rebuilt = await ledger.rebuild();
    expect(rebuilt.damaged.map((each) => each.path).sort()).toEqual([path, twin, 'runs/notes.json'].sort());
    expect(heard.join('\n')).toMatch(/232000-.*quarantine: not JSON.*Restore it/);
    expect(await files('quarantine')).toEqual({
      [`quarantine/${path}`]: '{',
      [`quarantine/${twin}`]: runText(SECOND),
      'quarantine/runs/notes.json': '{}',
    });
    expect(await derived()).toEqual(expected([SECOND]));
    const third = HISTORY[2] as RunRecord;
    await ledger.record(third);
    expect(await derived()).toEqual(expected([SECOND, third]));
  });

  describe('with corrections', () => {
    const stretch = { from: '2026-12-31T23:50:00.000Z', to: '2027-01-01T00:20:00.000Z' };
    const ours: Annotation = {
      ...{ version: 1, id: 'drill', site: 'oh-register', ...stretch },
      ...{ status: 'closed', why: 'A drill of the office.', source: null },
    };

    it('obeys them from the next run on, keeps them with their reasons, and forgets them when they are withdrawn', async () => {
      await recordAll(HISTORY.slice(0, 4));
      await ledger.record(HISTORY[4] as RunRecord, [ours]);
      expect(await derived()).toEqual(expected(HISTORY, [ours]));
      const { id: _, ...kept } = ours;
      const view = await store.view();
      const text = (await view?.read(['annotations.json']))?.get('annotations.json') ?? '';
      expect(JSON.parse(text)).toEqual({ version: 1, annotations: { drill: kept } });

      const last = run('2027-01-03T00:50:00.000Z', 'up');
      await ledger.record(last);
      expect(await derived()).toEqual(expected([...HISTORY, last], [ours]));
      await ledger.rebuild();
      expect(await derived()).toEqual(expected([...HISTORY, last], [ours]));
      // The run is there already: that is no reason to overlook what has changed.
      await ledger.record(last, []);
      expect(await derived()).toEqual(expected([...HISTORY, last]));
      expect((await (await store.view())?.read(['annotations.json']))?.size).toBe(0);
    });

    it('obeys them over a run that comes late', async () => {
      await recordAll([0, 1, 3].map((i) => HISTORY[i] as RunRecord));
      await ledger.record(HISTORY[2] as RunRecord, [ours]);
      expect(await derived()).toEqual(expected(HISTORY.slice(0, 4), [ours]));
    });
  });

  it('rebuilds derived files from the runs, and takes away what no run accounts for', async () => {
    await recordAll(HISTORY);
    await tamper({ 'state.json': 'broken', 'days/2027-01-02.json': 'broken', 'days/2020-01-01.json': '{}' });
    const rebuilt = await ledger.rebuild();
    expect(rebuilt).toMatchObject({ days: 4, incidents: 2, state: { runs: 5 } });
    expect(await derived()).toEqual(expected(HISTORY));
  });

  it('rebuilds nothing where nothing is', async () => {
    expect(await ledger.rebuild()).toMatchObject({ days: 0, state: { runs: 0 } });
    expect(await files('days')).toEqual({});
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
