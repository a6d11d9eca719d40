import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { applyRun, compareRuns, finishFold, foldRun } from '../domain/fold.ts';
import { emptyLedger, type Ledger, LedgerDraft } from '../domain/ledger.ts';
import { DayFile, IncidentsFile, StateFile } from '../domain/ledger-files.ts';
import { type NeededParts, neededFor } from '../domain/needed-for.ts';
import { runPath } from '../domain/run-path.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { replaceFile } from './atomic-file.ts';
import { canonicalJson } from './canonical-json.ts';
import { dayPath, incidentsPath, isWhole } from './derived-files.ts';
import { listLedgerFiles, REBUILD, readLedgerFile } from './ledger-file.ts';
import { RunFiles } from './run-files.ts';

/** What became of a run that was to be recorded. */
export interface Recorded {
  /** Of the run's record, from the ledger's directory. */
  path: string;
  /** The run was there before; nothing was counted again. */
  alreadyRecorded: boolean;
  state: StateFile;
}

/** What a rebuild found. */
export interface Rebuilt {
  state: StateFile;
  days: number;
  incidents: number;
}

/** How far a rebuild is, in runs. */
export type RebuildProgress = (done: number, total: number) => void;

/** The ledger in a directory, such as `data/live`; a directory that is not there is an empty ledger. Reads nothing yet. */
export async function openLedger(dir: string): Promise<DirectoryLedger> {
  return new DirectoryLedger(dir);
}

/** Runs and all that is derived from them, in a plain directory with one writer at a time. */
export class DirectoryLedger {
  readonly dir: string;
  readonly #runs: RunFiles;

  constructor(dir: string) {
    this.dir = dir;
    this.#runs = new RunFiles(dir);
  }

  /** Newest state of every site, made again when it is behind the runs. */
  async state(): Promise<StateFile> {
    return (await this.#current(await this.#runs.paths())) ?? (await this.rebuild()).state;
  }

  /** Whether a run is recorded. */
  async hasRun(id: string): Promise<boolean> {
    return (await this.#runs.paths()).has(id);
  }

  /**
   * Records a run and folds it into the derived files. The record is written first and the state last: what ends between the two is
   * noticed by the next reader, which derives everything anew.
   */
  async record(run: RunRecord): Promise<Recorded> {
    const paths = await this.#runs.paths();
    const known = paths.get(run.id);
    if (known !== undefined) {
      const state = (await this.#current(paths)) ?? (await this.rebuild()).state;
      return { path: known, alreadyRecorded: true, state };
    }
    await this.#runs.create(run);
    const before = await this.#current(paths);
    const late = before?.newestRun && compareRuns(run, before.newestRun) < 0;
    const ledger = before && !late ? await this.#load(before, neededFor(before, run)) : null;
    if (!ledger) return { path: runPath(run), alreadyRecorded: false, state: (await this.rebuild()).state };
    const after = foldRun(ledger, run);
    await this.#write(after, ledger);
    return { path: runPath(run), alreadyRecorded: false, state: after.state };
  }

  /** Derives everything again from `runs/`. Throws `PuptimeError` at a run record that cannot be read. */
  async rebuild(progress: RebuildProgress = () => {}): Promise<Rebuilt> {
    const paths = [...(await this.#runs.paths()).values()];
    const draft = new LedgerDraft(emptyLedger());
    let done = 0;
    for await (const run of this.#runs.inOrder(paths)) {
      applyRun(draft, run);
      done += 1;
      progress(done, paths.length);
    }
    const ledger = finishFold(draft);
    await this.#write(ledger, emptyLedger());
    await this.#removeOthers(ledger);
    const incidents = [...ledger.incidents.values()].map((file) => Object.keys(file.incidents).length);
    return { state: ledger.state, days: ledger.days.size, incidents: incidents.reduce((a, b) => a + b, 0) };
  }

  /** The state, when it follows from exactly these runs; null when it is missing or behind. */
  async #current(paths: ReadonlyMap<string, string>): Promise<StateFile | null> {
    const state = await readLedgerFile(this.#path('state.json'), StateFile, REBUILD);
    if (!state) return paths.size === 0 ? emptyLedger().state : null;
    const newestKnown = state.newestRun === null || paths.get(state.newestRun.id) === state.newestRun.path;
    return state.runs === paths.size && newestKnown ? state : null;
  }

  /** The parts of the ledger that a fold needs; null when a file is missing that must be there. */
  async #load(state: StateFile, { firstDay, years }: NeededParts): Promise<Ledger | null> {
    const days = new Map<string, DayFile>();
    for (const path of await listLedgerFiles(this.dir, 'days')) {
      if (path < dayPath(firstDay)) continue;
      const file = await readLedgerFile(this.#path(path), DayFile, REBUILD);
      if (file) days.set(file.day, file);
    }
    const incidents = new Map<number, IncidentsFile>();
    for (const year of years) {
      const file = await readLedgerFile(this.#path(incidentsPath(year)), IncidentsFile, REBUILD);
      if (file) incidents.set(year, file);
    }
    const ledger = { state, days, incidents };
    const listed = await listLedgerFiles(this.dir, 'incidents');
    const known = new Set(listed.map((path) => Number(path.slice('incidents/'.length, -'.json'.length))));
    return isWhole(ledger, firstDay, known) ? ledger : null;
  }

  /** Writes what differs from `before`, the state last. */
  async #write(ledger: Ledger, before: Ledger): Promise<void> {
    for (const [day, file] of ledger.days) {
      if (file !== before.days.get(day)) await replaceFile(this.#path(dayPath(day)), canonicalJson(file));
    }
    for (const [year, file] of ledger.incidents) {
      if (file !== before.incidents.get(year))
        await replaceFile(this.#path(incidentsPath(year)), canonicalJson(file));
    }
    await replaceFile(this.#path('state.json'), canonicalJson(ledger.state));
  }

  /** Removes derived files that no run accounts for. */
  async #removeOthers({ days, incidents }: Ledger): Promise<void> {
    const kept = new Set([...[...days.keys()].map(dayPath), ...[...incidents.keys()].map(incidentsPath)]);
    const found = [
      ...(await listLedgerFiles(this.dir, 'days')),
      ...(await listLedgerFiles(this.dir, 'incidents')),
    ];
    for (const path of found) if (!kept.has(path)) await rm(this.#path(path));
  }

  #path(path: string): string {
    return join(this.dir, path);
  }
}
