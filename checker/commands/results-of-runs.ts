import { compareRuns } from '../domain/fold.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { isResultsFolder, leftoverResults } from '../results/leftovers.ts';
import { readResults } from '../results/read-results.ts';

/** What one results folder holds. */
export interface PartOfRun {
  dir: string;
  run: RunRecord;
}

/** What several machines saw in one run: each its own pages. */
export type PartsOfRun = [PartOfRun, ...PartOfRun[]];

/**
 * Reads results folders, and folders of such, and puts together what belongs to one run; the earliest run comes first. With `broken`,
 * what cannot be used is told there and left out. Throws `PuptimeError` otherwise.
 */
export async function readParts(
  dirs: readonly string[],
  broken?: (problem: string) => void,
): Promise<PartsOfRun[]> {
  const parts: PartOfRun[] = [];
  for (const dir of await resultsFolders(dirs)) {
    try {
      const part = { dir, run: await readResults(dir) };
      refuseOverlap(part, parts);
      parts.push(part);
    } catch (error) {
      if (!(error instanceof PuptimeError) || !broken) throw error;
      broken(`${error.message}: left out`);
    }
  }
  const runs = [...Map.groupBy(parts, ({ run }) => run.id).values()] as PartsOfRun[];
  return runs.sort(([a], [b]) => compareRuns(a.run, b.run));
}

/** The results folders among these, and those below the others. */
async function resultsFolders(dirs: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    dirs.map(async (dir) => {
      const below = (await isResultsFolder(dir)) ? [] : await leftoverResults(dir);
      // What is no results folder is named as such when it is read.
      return below.length > 0 ? below : [dir];
    }),
  );
  return found.flat();
}

function refuseOverlap({ dir, run }: PartOfRun, others: readonly PartOfRun[]): void {
  for (const other of others) {
    if (other.run.id !== run.id) continue;
    const site = Object.keys(run.results).find((id) => id in other.run.results);
    const differs = other.run.sites256 !== run.sites256;
    if (site !== undefined || differs)
      throw new PuptimeError(
        `${dir}: of run ${run.id} as ${other.dir}, but ${differs ? 'made from another sites file' : `both hold ${site}`}`,
      );
  }
}
