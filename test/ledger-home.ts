import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runPath } from '../checker/domain/run-path.ts';
import type { RunRecord } from '../checker/domain/run-record.ts';
import { RemoteBranch } from '../checker/git/remote-branch.ts';

import { linesOf } from '../checker/ledger/chain.ts';
import { LedgerBranch } from '../checker/ledger/ledger-branch.ts';
import { LedgerDirectory } from '../checker/ledger/ledger-directory.ts';
import type { LedgerStore } from '../checker/ledger/ledger-store.ts';
import { type LedgerContext, OpenLedger } from '../checker/ledger/open-ledger.ts';
import { runText } from '../checker/ledger/run-files.ts';
import { type GitRemote, makeGitRemote } from './git-remote.ts';

/** What a look at a place may be told about the outside; real and silent unless it is. */
export interface StoreOutside {
  signal: AbortSignal;
  pause(ms: number): Promise<void>;
  log(line: string): void;
}

/** A place for a ledger under test. */
export interface LedgerHome extends AsyncDisposable {
  /** Options of the command line that name it. */
  options: readonly string[];
  /** Another look at it, as a process of its own has. */
  store(outside?: Partial<StoreOutside>): Promise<LedgerStore>;
  /** Fails when the place itself is damaged. */
  check(): Promise<void>;
}

/** A ledger on the branch `data` of a bare remote. */
export interface RemoteHome extends LedgerHome {
  remote: GitRemote;
}

/** Outside of a ledger under test: real waits, for what is tried again must not be tried by all at the same moment. */
export const OUTSIDE: LedgerContext = {
  now: () => new Date(),
  random: Math.random,
  pause: (ms) => pause(ms),
  log: () => undefined,
};

/** A new bare remote without a branch. */
export async function aRemoteHome(): Promise<RemoteHome> {
  const remote = await makeGitRemote();
  return {
    remote,
    options: ['--remote', remote.url],
    store: async ({ signal = new AbortController().signal, ...outside } = {}) =>
      new LedgerBranch(await RemoteBranch.open({ url: remote.url }, 'data', signal), {
        ...OUTSIDE,
        ...outside,
      }),
    check: async () => assert.equal(await remote.git('fsck', '--strict', '--no-dangling'), ''),
    [Symbol.asyncDispose]: () => remote[Symbol.asyncDispose](),
  };
}

/** A directory that is not there yet. */
export async function aDirectoryHome(): Promise<LedgerHome> {
  const parent = await mkdtemp(join(tmpdir(), 'puptime-home-'));
  return directoryHome(join(parent, 'live'), () => rm(parent, { recursive: true, force: true }));
}

/** A directory as it stands. */
export function directoryHome(dir: string, dispose: () => Promise<void> = async () => {}): LedgerHome {
  return {
    options: ['--data', dir],
    store: async () => new LedgerDirectory(dir),
    check: async () => {},
    [Symbol.asyncDispose]: dispose,
  };
}

/**
 * Fails unless the ledger holds exactly these runs, each once and unchanged, the chain names each once, all of it verifies, and a
 * rebuild leaves every byte as it is.
 */
export async function assertWhole(home: LedgerHome, runs: readonly RunRecord[]): Promise<void> {
  await using store = await home.store();
  const ledger = new OpenLedger(store, OUTSIDE);
  const before = await filesOf(store);
  const records = runs.map((run) => [runPath(run), runText(run)] as const).sort();
  assert.deepEqual(
    Object.entries(before).filter(([path]) => path.startsWith('runs/')),
    records,
  );
  const named = Object.entries(before).flatMap(([path, text]) =>
    path.startsWith('chain/') ? linesOf(text).map((line): unknown => JSON.parse(line).path) : [],
  );
  assert.deepEqual(
    named.sort(),
    records.map(([path]) => path),
  );
  assert.equal((await ledger.verify({}))?.fault, null);
  await ledger.rebuild();
  assert.deepEqual(await filesOf(store), before);
  await home.check();
}

/** Every file of a ledger: texts by path, sorted. */
export async function filesOf(store: LedgerStore): Promise<Record<string, string>> {
  const view = await store.view();
  const folders = ['chain', 'days', 'incidents', 'quarantine', 'runs'];
  const paths = (await Promise.all(folders.map(async (folder) => (await view?.list(folder)) ?? []))).flat();
  return Object.fromEntries((await view?.read([...paths, 'annotations.json', 'state.json'])) ?? []);
}
