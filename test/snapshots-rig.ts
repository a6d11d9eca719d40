import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BranchStore, type BranchStoreOptions } from '../checker/archive/branch-store.ts';
import type { SnapshotStore } from '../checker/archive/snapshot-store.ts';
import { foldRun } from '../checker/domain/fold.ts';
import { emptyLedger, type Ledger } from '../checker/domain/ledger.ts';
import { aHash, aResult, aRun, aVisit } from '../checker/domain/run-builders.ts';
import { runFileOf } from '../checker/domain/run-file.ts';
import type { RunRecord } from '../checker/domain/run-record.ts';
import type { Outcome } from '../checker/domain/status.ts';
import { RemoteBranch } from '../checker/git/remote-branch.ts';

/** SHA-256 of evidence and of what it names. */
export interface StoredBundle {
  evidence: string;
  parts: string[];
}

/** A page that many visits saw alike. */
export const SHARED = 'shared by all';

/** A signal that never comes. */
export const NEVER = new AbortController().signal;

/** Puts evidence with a picture, a source and a text of its own; `shared` is a source that others may name, too. */
export async function putBundle(store: SnapshotStore, name: string, shared?: string): Promise<StoredBundle> {
  const ref = async (text: string, mediaType: string) => {
    const { url: _, ...stored } = await store.put(Buffer.from(text), mediaType);
    return stored;
  };
  const screenshot = await ref(`picture ${name}`, 'image/webp');
  const dom = await ref(`<p>${name}`, 'text/html');
  const body = await ref(shared ?? `body ${name}`, 'text/html');
  const text = await ref(`text ${name}`, 'text/plain');
  const observation = Buffer.from(JSON.stringify({ version: 1, name, screenshot, dom, body, text }));
  const { sha256 } = await store.put(observation, 'application/json');
  return { evidence: sha256, parts: [screenshot, dom, body, text].map((part) => part.sha256) };
}

/** A store on the branch `snapshots`; waits are short, and days are those of `now`. */
export function openStore(
  url: string,
  now = '2026-11-23T14:07:00Z',
  more: Partial<BranchStoreOptions> = {},
): Promise<BranchStore> {
  return BranchStore.open({
    remote: { url },
    now: () => new Date(now),
    random: Math.random,
    pause: briefly,
    signal: NEVER,
    ...more,
  });
}

/** A tenth of the wait: enough for another writer to get through. */
export function briefly(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms / 10));
}

/** A run of one site whose visit left this evidence. */
export function aRunWith(
  startedAt: string,
  evidence: string,
  outcome: Outcome = 'up',
  site = 'oh-register',
): RunRecord {
  const visits = [aVisit({ at: startedAt, outcome, evidence, text: aHash('f') })];
  const confirmed = outcome === 'down' ? { confirmed: true } : {};
  return aRun({ startedAt, results: { [site]: aResult(visits, confirmed) } });
}

/** The files of a ledger of these runs, by path. */
export function ledgerFiles(runs: readonly RunRecord[]): Map<string, string> {
  const ledger = runs.reduce<Ledger>((folded, run) => foldRun(folded, run), emptyLedger());
  return new Map([
    ['state.json', JSON.stringify(ledger.state)],
    ...[...ledger.incidents].map(([year, file]): [string, string] => [
      `incidents/${year}.json`,
      JSON.stringify(file),
    ]),
    ...runs.map((run): [string, string] => [
      `runs/${run.startedAt.slice(0, 10).replaceAll('-', '/')}/${run.startedAt.slice(11, 19).replaceAll(':', '')}-${run.id}.json`,
      JSON.stringify(runFileOf(run)),
    ]),
  ]);
}

/** Commits files to a branch and pushes them. */
export async function pushFiles(
  url: string,
  branch: string,
  files: ReadonlyMap<string, string | Uint8Array | null>,
): Promise<void> {
  await using remote = await RemoteBranch.open({ url }, branch, NEVER);
  const tip = await remote.tip();
  const changes = new Map(
    [...files].map(([path, value]) => [path, typeof value === 'string' ? Buffer.from(value) : value]),
  );
  const text = { message: 'More\n', at: new Date('2026-11-23T14:07:00Z') };
  if (!(await remote.push(await remote.commit(tip, changes, text), tip?.id ?? null)))
    throw new Error(`${branch} has moved`);
}

/** Makes a folder the place of temporary files of this process until it is disposed. */
export async function ownTemporaryFolder(): Promise<AsyncDisposable & { dir: string }> {
  const before = process.env.TMPDIR;
  const dir = await mkdtemp(join(tmpdir(), 'puptime-snapshots-'));
  process.env.TMPDIR = dir;
  return {
    dir,
    [Symbol.asyncDispose]: async () => {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
      await rm(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** SHA-256 of text, as a snapshot's name has it. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
