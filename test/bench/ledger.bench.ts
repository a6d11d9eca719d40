// What a year of checks costs the ledger: time to fold a run into it, time and memory to derive it all again, and what git keeps of it.
// Called as: ledger.bench.ts [--sites N] [--runs N] [--packed-runs N] [--repeat-hashes]; by default 500 sites, a year of runs every
// 15 minutes to fold, a month of them to pack.
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { applyRun, finishFold, foldRun } from '../../checker/domain/fold.ts';
import { emptyLedger, type Ledger, LedgerDraft } from '../../checker/domain/ledger.ts';
import { DayFile, IncidentsFile, StateFile } from '../../checker/domain/ledger-files.ts';
import { type NeededParts, neededFor } from '../../checker/domain/needed-for.ts';
import { RunFile, runFileOf, runOfFile } from '../../checker/domain/run-file.ts';
import { runPath } from '../../checker/domain/run-path.ts';
import type { RunRecord } from '../../checker/domain/run-record.ts';
import { canonicalJson } from '../../checker/ledger/canonical-json.ts';
import { runsOfYear } from '../ledger-year.ts';
import { type Commit, packedBytes } from './packed-bytes.ts';
import { median, printTable } from './timed.ts';

/** Runs of a year, one every 15 minutes. */
const YEAR = 35_040;
const MONTH = 2_880;
const MB = 1_000_000;
/** Runs that are folded one by one. */
const NEXT = 20;

const { values } = parseArgs({
  options: {
    sites: { type: 'string', default: '500' },
    runs: { type: 'string', default: String(YEAR) },
    'packed-runs': { type: 'string', default: String(MONTH) },
    'repeat-hashes': { type: 'boolean', default: false },
  },
});
const made = { sites: Number(values.sites), seed: 1, repeatHashes: values['repeat-hashes'] };

const { ledger, next } = derive(Number(values.runs));
foldOne(ledger, next);
await pack(Number(values['packed-runs']));

/** The ledger of all runs, each read from its file's text as from the disk, and the few runs after them. */
function derive(runs: number): { ledger: Ledger; next: RunRecord[] } {
  const draft = new LedgerDraft(emptyLedger());
  const spent = { read: 0, fold: 0 };
  let most = 0;
  const next: RunRecord[] = [];
  let done = 0;
  for (const run of runsOfYear({ ...made, runs: runs + NEXT })) {
    done += 1;
    if (done > runs) {
      next.push(run);
      continue;
    }
    const text = canonicalJson(runFileOf(run));
    const began = cpuMs();
    const read = runOfFile(RunFile.parse(JSON.parse(text)));
    const parsed = cpuMs();
    applyRun(draft, read);
    spent.read += parsed - began;
    spent.fold += cpuMs() - parsed;
    most = Math.max(most, process.memoryUsage.rss());
  }
  const began = cpuMs();
  const ledger = finishFold(draft);
  const finish = cpuMs() - began;
  const whole = ((spent.read + spent.fold) * YEAR) / runs + finish;
  printTable(`Deriving ${runs} runs of ${made.sites} sites again, without the disk, in processor time:`, [
    ['parse and check a record', `${(spent.read / runs).toFixed(2)} ms`],
    ['apply it', `${(spent.fold / runs).toFixed(2)} ms`],
    ['finish', `${finish.toFixed(0)} ms`],
    [runs === YEAR ? 'a year' : 'a year, scaled up', `${(whole / 1_000).toFixed(0)} s`],
    ['memory at the most', `${(Math.max(most, process.memoryUsage.rss()) / MB).toFixed(0)} MB`],
  ]);
  return { ledger, next };
}

/** Folds the next runs into a ledger one by one, each time reading and writing the texts of what is needed and nothing else. */
function foldOne(ledger: Ledger, runs: readonly RunRecord[]): void {
  const texts = new Map([...ledger.days].map(([day, file]) => [day, canonicalJson(file)]));
  let [state, incidents] = [canonicalJson(ledger.state), ledger.incidents];
  const times: number[] = [];
  let days = 0;
  for (const run of runs) {
    const began = cpuMs();
    const before = StateFile.parse(JSON.parse(state));
    const needed: NeededParts = neededFor(before, run);
    const parts = needed.days.map(
      (day) => [day, DayFile.parse(JSON.parse(texts.get(day) ?? 'null'))] as const,
    );
    const years = needed.years.map((year) => [year, IncidentsFile.parse(incidents.get(year))] as const);
    const after = foldRun({ state: before, days: new Map(parts), incidents: new Map(years) }, run);
    state = canonicalJson(after.state);
    for (const [day, file] of after.days) texts.set(day, canonicalJson(file));
    times.push(cpuMs() - began);
    incidents = after.incidents;
    days = Math.max(days, needed.days.length);
  }
  printTable(`Folding one run into ${ledger.days.size} days, from texts to texts, in processor time:`, [
    ['median', `${median(times).toFixed(0)} ms`],
    ['most', `${Math.max(...times).toFixed(0)} ms`],
    ['days read', `${days} at the most`],
  ]);
}

async function pack(runs: number): Promise<void> {
  const found = await packedBytes(commits(runs));
  const rows = [...found].sort(([, a], [, b]) => b.bytes - a.bytes);
  const all = rows.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  const line = (name: string, bytes: number) => [
    name,
    `${(bytes / runs).toFixed(0)} B a run`,
    `${((bytes / runs) * (MONTH / MB)).toFixed(1)} MB a month`,
    `${((bytes / runs) * (YEAR / MB)).toFixed(0)} MB a year`,
  ];
  printTable(
    `What git keeps of ${runs} runs of ${made.sites} sites, repacked, scaled to 30 days and a year:`,
    [...rows.map(([kind, { bytes }]) => line(kind, bytes)), line('all', all)],
  );
}

function* commits(runs: number): Iterable<Commit> {
  let ledger = emptyLedger();
  const chain = new Map<string, string>();
  let previous: string | null = null;
  for (const run of runsOfYear({ ...made, runs })) {
    const before = ledger;
    ledger = foldRun(ledger, run);
    const record = canonicalJson(runFileOf(run));
    const line: string = JSON.stringify({ path: runPath(run), previous, sha256: sha256Of(record) });
    previous = sha256Of(line);
    const month = `chain/${run.startedAt.slice(0, 7)}.ndjson`;
    chain.set(month, `${chain.get(month) ?? ''}${line}\n`);
    const files = new Map([
      [runPath(run), record],
      [month, chain.get(month) ?? ''],
      ['state.json', canonicalJson(ledger.state)],
    ]);
    for (const [day, file] of ledger.days) {
      if (file !== before.days.get(day)) files.set(`days/${day}.json`, canonicalJson(file));
    }
    for (const [year, file] of ledger.incidents) {
      if (file !== before.incidents.get(year)) files.set(`incidents/${year}.json`, canonicalJson(file));
    }
    yield files;
  }
}

/** Milliseconds of processor time that this process has taken: whatever else the machine does weighs less on it than on the clock. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
