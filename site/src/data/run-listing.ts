import { join } from 'node:path';
import { RunFile } from '../../../checker/domain/run-file.ts';
import { runIdAt } from '../../../checker/domain/run-path.ts';
import { namesIn } from './ledger.ts';
import { readJson } from './read-json.ts';

/** A run as its path tells of it, without its file being read. */
export interface ListedRun {
  id: string;
  /** In the data folder. */
  path: string;
  /** When it began, to the second. */
  startedAt: string;
}

/** The runs of the given days, as 2026-11-23 and in order, by the names of their files: the oldest first. */
export function listRuns(dataDir: string, days: readonly string[]): ListedRun[] {
  return days.flatMap((day) => {
    const folder = `runs/${day.replaceAll('-', '/')}`;
    return namesIn(join(dataDir, folder)).flatMap((name) => {
      const path = `${folder}/${name}`;
      const id = runIdAt(path);
      if (id === null) return [];
      const [hours, minutes, seconds] = [name.slice(0, 2), name.slice(2, 4), name.slice(4, 6)];
      return [{ id, path, startedAt: `${day}T${hours}:${minutes}:${seconds}.000Z` }];
    });
  });
}

/** The files of runs, in the given order. */
export function* readRuns(dataDir: string, runs: readonly ListedRun[]): Iterable<[ListedRun, RunFile]> {
  for (const run of runs) {
    const file = readJson(join(dataDir, ...run.path.split('/')), RunFile);
    if (file !== null) yield [run, file];
  }
}
