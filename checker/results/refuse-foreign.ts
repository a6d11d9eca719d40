import type { RunHead } from '../domain/assemble-run.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import { readEvents, readResults } from './read-results.ts';

/** Throws `PuptimeError` when a results folder holds none, broken ones, or those of another run or of pages that this one is not to visit. */
export async function refuseForeign(
  dir: string,
  { id, sites }: Pick<RunHead, 'id' | 'sites'>,
): Promise<void> {
  const run = await readResults(dir);
  const { head, events } = await readEvents(dir);
  const told = events.flatMap((event) => ('site' in event ? [event.site] : []));
  const foreign = [...Object.keys(run.results), ...Object.keys(head.sites), ...told].find(
    (site) => !(site in sites),
  );
  if (run.id === id && head.id === id && foreign === undefined) return;
  throw new PuptimeError(
    `${dir}: expected results of run ${id} and its pages, found ${foreign === undefined ? 'another run' : 'another page'}`,
  );
}
