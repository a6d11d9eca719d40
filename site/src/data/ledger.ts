import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { emptyLedger } from '../../../checker/domain/ledger.ts';
import { DayFile, type Incident, IncidentsFile, StateFile } from '../../../checker/domain/ledger-files.ts';
import { PuptimeError } from '../../../checker/domain/puptime-error.ts';
import { RunFile } from '../../../checker/domain/run-file.ts';
import { daysUpTo } from './days.ts';
import { isMissing, readJson } from './read-json.ts';

/** What the data folder says. `days` holds the newest days that have a file, oldest first. */
export interface Ledger {
  state: StateFile;
  newestRun: RunFile | null;
  days: DayFile[];
  incidents: Incident[];
}

const EMPTY = emptyLedger().state;

/**
 * Reads the data folder: the state, its newest run, the last `dayCount` days and all incidents. A folder without
 * `state.json` is an empty ledger. Throws a PuptimeError for a file that does not obey its schema.
 */
export function readLedger(dataDir: string, dayCount: number): Ledger {
  const statePath = join(dataDir, 'state.json');
  const state = readJson(statePath, StateFile) ?? EMPTY;
  if (state.newestRun === null) return { state, newestRun: null, days: [], incidents: [] };
  const runPath = join(dataDir, ...state.newestRun.path.split('/'));
  const newestRun = readJson(runPath, RunFile);
  if (newestRun === null) throw new PuptimeError(`${runPath}: no such file, but ${statePath} refers to it.`);
  const days = daysUpTo(state.newestRun.endedAt, dayCount).flatMap((day) => {
    const file = readJson(join(dataDir, 'days', `${day}.json`), DayFile);
    return file === null ? [] : [file];
  });
  return { state, newestRun, days, incidents: readIncidents(join(dataDir, 'incidents')) };
}

function readIncidents(folder: string): Incident[] {
  return yearFiles(folder).flatMap((name) => {
    const file = readJson(join(folder, name), IncidentsFile);
    return file === null ? [] : Object.values(file.incidents);
  });
}

function yearFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^\d{4}\.json$/.test(name))
      .sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
