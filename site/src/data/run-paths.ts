import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { VisitRef } from '../../../checker/domain/ledger-files.ts';
import { runIdAt } from '../../../checker/domain/run-path.ts';
import { isMissing } from './read-json.ts';

const DAY_MS = 86_400_000;

/**
 * Where the records of the visits' runs stand in the data, by id of the run. A run may have begun the day before. A run that is not
 * found (a partial copy of the data) is left out.
 */
export function runPathsOf(
  dataDir: string,
  visits: Iterable<Pick<VisitRef, 'run' | 'at'>>,
): Map<string, string> {
  const folders = new Map<string, Map<string, string>>();
  const inFolder = (day: string) => {
    const known = folders.get(day) ?? runsOn(dataDir, day);
    folders.set(day, known);
    return known;
  };
  const paths = new Map<string, string>();
  for (const { run, at } of visits) {
    if (paths.has(run)) continue;
    const before = new Date(Date.parse(at) - DAY_MS).toISOString();
    const path = inFolder(runFolder(at)).get(run) ?? inFolder(runFolder(before)).get(run);
    if (path !== undefined) paths.set(run, path);
  }
  return paths;
}

/** Folder of the runs that began on the day of an instant, in the data: `runs/2026/11/23`. */
export function runFolder(at: string): string {
  return `runs/${at.slice(0, 10).replaceAll('-', '/')}`;
}

function runsOn(dataDir: string, folder: string): Map<string, string> {
  let names: string[];
  try {
    names = readdirSync(join(dataDir, folder));
  } catch (error) {
    if (isMissing(error)) return new Map();
    throw error;
  }
  const paths = names.map((name) => `${folder}/${name}`);
  return new Map(
    paths.flatMap((path) => {
      const id = runIdAt(path);
      return id === null ? [] : [[id, path] as const];
    }),
  );
}
