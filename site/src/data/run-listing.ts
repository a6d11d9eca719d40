import { join } from 'node:path';
import { RunFile } from '../../../checker/domain/run-file.ts';
import { runIdAt } from '../../../checker/domain/run-path.ts';
import { namesIn } from './ledger.ts';
import { readJson } from './read-json.ts';
import { runFolder } from './run-paths.ts';

/** Paths in the data of all that stands where runs do that began on a UTC day (of an instant, or as 2026-11-23), in order. */
export type RunsOn = (day: string) => readonly string[];

/** A run as its path tells of it, without its file being read. */
export interface ListedRun {
  id: string;
  /** In the data folder. */
  path: string;
  /** When it began, to the second. */
  startedAt: string;
}

/** What a data folder has. */
export function runsIn(dataDir: string): RunsOn {
  return (day) => namesIn(join(dataDir, runFolder(day))).map((name) => `${runFolder(day)}/${name}`);
}

/** What a ledger has of which the data folder is a part, by the paths of all its runs. */
export function runsAmong(paths: readonly string[]): RunsOn {
  const folders = Map.groupBy(paths.toSorted(), (path) => path.slice(0, path.lastIndexOf('/')));
  return (day) => folders.get(runFolder(day)) ?? [];
}

/** The runs of the given days, as 2026-11-23 and in order, by the names of their files: the oldest first. */
export function listRuns(runsOn: RunsOn, days: readonly string[]): ListedRun[] {
  return days.flatMap((day) =>
    runsOn(day).flatMap((path) => {
      const id = runIdAt(path);
      if (id === null) return [];
      const name = path.slice(runFolder(day).length + 1);
      const [hours, minutes, seconds] = [name.slice(0, 2), name.slice(2, 4), name.slice(4, 6)];
      return [{ id, path, startedAt: `${day}T${hours}:${minutes}:${seconds}.000Z` }];
    }),
  );
}

/** The files of runs, in the given order. */
export function* readRuns(dataDir: string, runs: readonly ListedRun[]): Iterable<[ListedRun, RunFile]> {
  for (const run of runs) {
    const file = readJson(join(dataDir, ...run.path.split('/')), RunFile);
    if (file !== null) yield [run, file];
  }
}
