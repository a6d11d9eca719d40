import { runs } from 'virtual:puptime/history';

const paths = new Map(runs.records.map(({ id, path }) => [id, path]));

/** Where a run's record stands in the data; null of a run that is not among the newest. */
export function runPathOf(id: string): string | null {
  return paths.get(id) ?? null;
}
