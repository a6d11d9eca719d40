import type { VisitRef } from '../../../checker/domain/ledger-files.ts';
import { runIdAt } from '../../../checker/domain/run-path.ts';
import type { RunsOn } from './run-listing.ts';

const DAY_MS = 86_400_000;

/**
 * Where the records of the visits' runs stand in the data, by id of the run. A run may have begun the day before. A run that is not
 * found (a partial copy of the data) is left out.
 */
export function runPathsOf(
  runsOn: RunsOn,
  visits: Iterable<Pick<VisitRef, 'run' | 'at'>>,
): Map<string, string> {
  const days = new Map<string, Map<string, string>>();
  const onDay = (day: string) => {
    const known = days.get(day) ?? byId(runsOn(day));
    days.set(day, known);
    return known;
  };
  const paths = new Map<string, string>();
  for (const { run, at } of visits) {
    if (paths.has(run)) continue;
    const before = new Date(Date.parse(at) - DAY_MS).toISOString();
    const path = onDay(at.slice(0, 10)).get(run) ?? onDay(before.slice(0, 10)).get(run);
    if (path !== undefined) paths.set(run, path);
  }
  return paths;
}

/** Folder of the runs that began on the day of an instant, in the data: `runs/2026/11/23`. */
export function runFolder(at: string): string {
  return `runs/${at.slice(0, 10).replaceAll('-', '/')}`;
}

function byId(paths: readonly string[]): Map<string, string> {
  return new Map(
    paths.flatMap((path) => {
      const id = runIdAt(path);
      return id === null ? [] : [[id, path] as const];
    }),
  );
}
