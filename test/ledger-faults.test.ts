import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DirectoryStore } from '../checker/archive/directory-store.ts';
import { recordResults } from '../checker/commands/record-results.ts';
import { PuptimeError } from '../checker/domain/puptime-error.ts';
import { aResult, aRun, aVisit } from '../checker/domain/run-builders.ts';
import type { RunRecord } from '../checker/domain/run-record.ts';
import type { LedgerStore } from '../checker/ledger/ledger-store.ts';
import { OpenLedger } from '../checker/ledger/open-ledger.ts';
import { aRemoteHome, assertWhole, OUTSIDE, type RemoteHome } from './ledger-home.ts';

const [FIRST, SECOND, THIRD] = ['up', 'down', 'up'].map((outcome, i) => {
  const at = `2026-03-30T2${i}:00:00.000Z`;
  const results = { 'oh-register': aResult([aVisit({ at, outcome: outcome as 'up' | 'down' })]) };
  return aRun({ startedAt: at, results });
}) as [RunRecord, RunRecord, RunRecord];

let home: RemoteHome;
let dir: string;
const opened: AsyncDisposable[] = [];
const heard: string[] = [];

beforeEach(async () => {
  home = await aRemoteHome();
  dir = await mkdtemp(join(tmpdir(), 'puptime-faults-'));
  heard.length = 0;
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const each of opened.splice(0)) await each[Symbol.asyncDispose]();
  await home[Symbol.asyncDispose]();
  await rm(dir, { recursive: true });
});

/** Opens the ledger over a store that `change` may have made a wrapper of. Waits between tries are left out. */
async function open(change = (store: LedgerStore) => store, signal?: AbortSignal): Promise<OpenLedger> {
  const outside = { pause: async () => {}, log: (line: string) => void heard.push(line) };
  const store = await home.store({ ...outside, ...(signal ? { signal } : {}) });
  const ledger = new OpenLedger(change(store), { ...OUTSIDE, ...outside });
  opened.push(ledger);
  return ledger;
}

/** A hook of the bare repository; its working directory is the repository. */
function hook(name: string, ...lines: string[]): Promise<void> {
  const text = ['#!/bin/sh', 'cat > /dev/null', ...lines, ''].join('\n');
  return writeFile(join(home.remote.dir, 'hooks', name), text, { mode: 0o755 });
}

describe('a remote that refuses every push', () => {
  it('fails with what git said and what to do; the results stay, and are recorded once it takes them', async () => {
    const results = join(dir, 'results');
    await mkdir(results);
    await writeFile(join(results, 'run.json'), JSON.stringify(FIRST));
    const record = async () =>
      recordResults({
        resultsDirs: [results],
        ledger: await open(),
        snapshots: new DirectoryStore(dir),
        log: () => {},
      });

    await hook('pre-receive', 'echo "closed for today" >&2', 'exit 1');
    const failure = await record().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PuptimeError);
    expect(String(failure)).toMatch(/branch data of file:.* could not be written: .*closed for today/);
    expect(String(failure)).toMatch(/; the remote refuses it: see the rules of the repository$/);
    expect(await readdir(results)).toEqual(['run.json']);
    await expect(home.remote.git('rev-parse', '--verify', 'data')).rejects.toThrow();

    await rm(join(home.remote.dir, 'hooks/pre-receive'));
    expect(await record()).toMatchObject([{ alreadyRecorded: false }]);
    expect((await readdir(results)).sort()).toEqual(['recorded.json', 'run.json']);
    await assertWhole(home, [FIRST]);
  });
});

describe('a remote that dies', () => {
  const once = (deed: string) => `[ -e done-once ] || { touch done-once; ${deed}; }`;

  it.each([
    ['while it takes a push', 'pre-receive'],
    ['before its answer to a push, which it has taken', 'post-receive'],
  ])('%s has the run once in the end', async (_, name) => {
    await (await open()).record(FIRST);
    await hook(name, once('kill -KILL $PPID'));
    await (await open()).record(SECOND);
    expect(await readdir(home.remote.dir)).toContain('done-once');
    await assertWhole(home, [FIRST, SECOND]);
    expect(await home.remote.git('rev-list', '--count', 'data')).toBe('3');
  });

  it('and is gone for ever is told with the address and what to do', async () => {
    const ledger = await open();
    await ledger.record(FIRST);
    await rename(home.remote.dir, `${home.remote.dir}-gone`);
    const failure = await ledger.record(SECOND).catch((error: unknown) => error);
    await rename(`${home.remote.dir}-gone`, home.remote.dir);
    expect(failure).toBeInstanceOf(PuptimeError);
    expect(String(failure)).toContain(home.remote.url);
    expect(String(failure)).toMatch(
      /could not be read: git ls-remote: .*; check the address that --remote gives$/,
    );
    await assertWhole(home, [FIRST]);
  });

  it('between the look at it and the push is told in the same way', async () => {
    await (await open()).record(FIRST);
    const gone = `${home.remote.dir}-gone`;
    const ledger = await open((store) => beforeWrite(1, store, () => rename(home.remote.dir, gone)));
    const failure = await ledger.record(SECOND).catch((error: unknown) => error);
    await rename(gone, home.remote.dir);
    expect(String(failure)).toMatch(/could not be written: git .*; check the address that --remote gives$/);
    await assertWhole(home, [FIRST]);
  });
});

describe('a branch that somebody moves between the look at it and the push', () => {
  it.each([
    // A writer has here what it wrote itself; of what others wrote, the last commit alone.
    ['to an older commit', 'itself', [FIRST, THIRD]],
    ['to an older commit', 'not itself', [FIRST, THIRD]],
    ['to an unrelated history', 'itself', [THIRD]],
    ['to an unrelated history', 'not itself', [THIRD]],
    ['to nowhere', 'itself', [THIRD]],
    ['to nowhere', 'not itself', [THIRD]],
  ])('%s, and that the writer wrote %s, is gone on from where it is then', async (where, whose, left) => {
    const { git } = home.remote;
    const move = async () => {
      if (where === 'to an older commit') await git('update-ref', 'refs/heads/data', 'data^');
      else if (where === 'to nowhere') await git('update-ref', '-d', 'refs/heads/data');
      else await git('update-ref', 'refs/heads/data', await unrelated());
    };
    const last = await open((store) => beforeWrite(whose === 'itself' ? 3 : 1, store, move));
    const first = whose === 'itself' ? last : await open();
    for (const run of [FIRST, SECOND]) await first.record(run);
    expect(await last.record(THIRD)).toMatchObject({ alreadyRecorded: false });
    await assertWhole(home, left);
  });

  async function unrelated(): Promise<string> {
    const { git } = home.remote;
    const tree = await git('write-tree');
    return git('-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit-tree', '-m', 'Anew', tree);
  }
});

describe('an interrupt', () => {
  it.each(['view', 'read', 'write', 'push'] as const)(
    'at the %s leaves the remote whole and no temporary folder',
    async (moment) => {
      await (await open()).record(FIRST);
      const temporary = join(dir, 'tmp');
      await mkdir(temporary);
      vi.stubEnv('TMPDIR', temporary);
      const interrupt = new AbortController();
      const abort = () => interrupt.abort();
      const ledger = await open((store) => whileBusy(store, moment, abort), interrupt.signal);
      if (moment === 'push') {
        const underWay = join(home.remote.dir, 'under-way');
        await promisify(execFile)('mkfifo', [underWay]);
        await hook(
          'pre-receive',
          'echo > under-way',
          'while [ -d objects ] && [ ! -e go-on ]; do sleep 0.1; done',
        );
        // Read to the end as soon as the hook has written to it.
        void readFile(underWay).then(abort);
      }
      await expect(ledger.record(SECOND)).rejects.toThrow(/aborted/);
      await ledger[Symbol.asyncDispose]();
      expect(await readdir(temporary)).toEqual([]);
      vi.unstubAllEnvs();
      if (moment !== 'push') await assertWhole(home, [FIRST]);
      await rm(join(home.remote.dir, 'hooks/pre-receive'), { force: true });
      // What had been pushed may still arrive, while the run is recorded again.
      await writeFile(join(home.remote.dir, 'go-on'), '');
      await (await open()).record(SECOND);
      await assertWhole(home, [FIRST, SECOND]);
    },
  );
});

/** A store in which something happens between the look at it and its n-th write, counted from 1. */
function beforeWrite(nth: number, store: LedgerStore, deed: () => Promise<unknown>): LedgerStore {
  let writes = 0;
  return {
    name: store.name,
    view: () => store.view(),
    before: (view) => store.before(view),
    write: async (...parameters) => {
      writes += 1;
      if (writes === nth) await deed();
      return store.write(...parameters);
    },
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

/** A store that calls `abort` while it does one of its works. */
function whileBusy(
  store: LedgerStore,
  moment: 'view' | 'read' | 'write' | 'push',
  abort: () => void,
): LedgerStore {
  const during = <T>(work: string, result: Promise<T>): Promise<T> => {
    if (work === moment) abort();
    return result;
  };
  return {
    name: store.name,
    view: async () => {
      const view = await during('view', store.view());
      if (view) {
        const read = view.read.bind(view);
        view.read = (paths) => during('read', read(paths));
      }
      return view;
    },
    before: (view) => store.before(view),
    write: (...parameters) => during('write', store.write(...parameters)),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}
