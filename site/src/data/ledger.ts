import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Annotation, AnnotationsFile } from '../../../checker/domain/annotation.ts';
import { IssuesFile, NO_ISSUES } from '../../../checker/domain/issues/issues-file.ts';
import { emptyLedger } from '../../../checker/domain/ledger.ts';
import { DayFile, type Incident, IncidentsFile, StateFile } from '../../../checker/domain/ledger-files.ts';
import { PuptimeError } from '../../../checker/domain/puptime-error.ts';
import { RunFile } from '../../../checker/domain/run-file.ts';
import { isMissing, readJson } from './read-json.ts';
import { isSoundDay } from './sound-day.ts';

/** What the data folder says, without its days: see `readDays`. */
export interface Ledger {
  state: StateFile;
  newestRun: RunFile | null;
  incidents: Incident[];
  /** Corrections that the figures obey. */
  annotations: Annotation[];
  issues: Readonly<IssuesFile>;
}

/**
 * Reads the data folder: the state, its newest run, all incidents, the corrections and the issues. A folder without
 * `state.json` is an empty ledger. Throws a PuptimeError for a file that does not obey its schema.
 */
export function readLedger(dataDir: string): Ledger {
  const statePath = join(dataDir, 'state.json');
  const state = readJson(statePath, StateFile);
  if (state === null || state.newestRun === null) {
    const empty = state ?? emptyLedger().state;
    return { state: empty, newestRun: null, incidents: [], annotations: [], issues: NO_ISSUES };
  }
  const runPath = join(dataDir, ...state.newestRun.path.split('/'));
  const newestRun = readJson(runPath, RunFile);
  if (newestRun === null) throw new PuptimeError(`${runPath}: no such file, but ${statePath} refers to it.`);
  const corrections = readJson(join(dataDir, 'annotations.json'), AnnotationsFile)?.annotations ?? {};
  return {
    state,
    newestRun,
    incidents: readIncidents(join(dataDir, 'incidents')),
    annotations: Object.entries(corrections).map(([id, annotation]) => ({ ...annotation, id })),
    issues: readJson(join(dataDir, 'issues.json'), IssuesFile) ?? NO_ISSUES,
  };
}

/** The files of the given days, one at a time, since a year of them is more than memory should hold; days without a file are passed over. */
export function* readDays(dataDir: string, days: readonly string[]): Iterable<DayFile> {
  for (const day of days) {
    const file = readJson(join(dataDir, dayPath(day)), DayFile, isSoundDay);
    if (file !== null) yield file;
  }
}

/** Where the file of a day stands in the data. */
export function dayPath(day: string): string {
  return `days/${day}.json`;
}

/** The names in a folder, in order; none when there is no such folder. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function readIncidents(folder: string): Incident[] {
  return namesIn(folder)
    .filter((name) => /^\d{4}\.json$/.test(name))
    .flatMap((name) => {
      const file = readJson(join(folder, name), IncidentsFile);
      return file === null ? [] : Object.values(file.incidents);
    });
}
