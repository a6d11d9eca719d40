import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { foldAll } from '../checker/domain/fold.ts';
import { aResult, aRun, aVisit } from '../checker/domain/run-builders.ts';
import { runPath } from '../checker/domain/run-path.ts';
import type { RunRecord } from '../checker/domain/run-record.ts';
import { RemoteBranch } from '../checker/git/remote-branch.ts';
import { canonicalJson } from '../checker/ledger/canonical-json.ts';
import { chainText, sha256Of } from '../checker/ledger/chain.ts';
import { dayPath, incidentsPath } from '../checker/ledger/derived-files.ts';
import { LedgerBranch } from '../checker/ledger/ledger-branch.ts';
import { OpenLedger, type Recorded } from '../checker/ledger/open-ledger.ts';
import { runText } from '../checker/ledger/run-files.ts';
import type { GitRemote } from './git-remote.ts';
import { OUTSIDE } from './ledger-home.ts';

const FIRST = Date.parse('2023-05-01T00:00:00.000Z');
const INTERVAL_MS = 900_000;

/** The n-th run of a long history of three sites, counted from 0: one of them is down now and then. */
export function aLongRun(n: number): RunRecord {
  const startedAt = new Date(FIRST + n * INTERVAL_MS).toISOString();
  const visit = (down: boolean) =>
    aVisit({ at: startedAt, ms: 500 + (n % 1_000), outcome: down ? 'down' : 'up' });
  const bad = n % 500 < 3;
  const results = {
    'ca-register': aResult([visit(false)]),
    'mi-polling-place': aResult([visit(false)]),
    'oh-track-ballot': aResult(bad ? [visit(true), visit(true)] : [visit(false)]),
  };
  return aRun({ id: `long-${n}`, startedAt, results });
}

/** Puts the first so many runs of the long history on the branch `data` in one commit, with all that follows from them. */
export async function importLongHistory(remote: GitRemote, runs: number): Promise<void> {
  const child = spawn('git', ['fast-import', '--quiet', '--done'], {
    cwd: remote.dir,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = once(child, 'close');
  const write = async (text: string) => {
    if (!child.stdin.write(text)) await once(child.stdin, 'drain');
  };
  const file = (path: string, text: string) =>
    write(`M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`);
  await write('commit refs/heads/data\ncommitter a <a@example.org> 1774000000 +0000\ndata 4\nMany\n');
  const { state, days, incidents } = foldAll(longRuns(runs));
  const chain = new Map<string, string[]>();
  let previous: string | null = null;
  for (const run of longRuns(runs)) {
    const [path, text] = [runPath(run), runText(run)];
    await file(path, text);
    const line = chainText({ path, sha256: sha256Of(text), previous });
    previous = sha256Of(line);
    const month = `chain/${run.startedAt.slice(0, 7)}.ndjson`;
    chain.set(month, [...(chain.get(month) ?? []), line]);
  }
  for (const [path, lines] of chain) await file(path, `${lines.join('\n')}\n`);
  for (const [day, value] of days) await file(dayPath(day), canonicalJson(value));
  for (const [year, value] of incidents) await file(incidentsPath(year), canonicalJson(value));
  await file('state.json', canonicalJson(state));
  await write('done\n');
  child.stdin.end();
  const [code] = await ended;
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`);
}

function* longRuns(count: number): Iterable<RunRecord> {
  for (let n = 0; n < count; n += 1) yield aLongRun(n);
}

/** What recording one run took, as a process of its own does it. */
export interface RecordCost {
  recorded: Recorded;
  seconds: number;
  /** Bytes of git objects that were here afterwards: what was fetched, and the commit. */
  bytes: number;
  /** Lines that it had to say. */
  said: string[];
}

/** Records a run in a remote and measures it. */
export async function measureRecord(remote: GitRemote, run: RunRecord): Promise<RecordCost> {
  const said: string[] = [];
  const log = (line: string) => void said.push(line);
  const began = performance.now();
  const branch = await RemoteBranch.open({ url: remote.url }, 'data', new AbortController().signal);
  await using ledger = new OpenLedger(new LedgerBranch(branch, { ...OUTSIDE, log }), { ...OUTSIDE, log });
  const recorded = await ledger.record(run);
  const seconds = (performance.now() - began) / 1_000;
  return { recorded, seconds, bytes: await bytesBelow(join(branch.dir, 'objects')), said };
}

async function bytesBelow(dir: string): Promise<number> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map((entry) => stat(join(entry.parentPath, entry.name))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}
