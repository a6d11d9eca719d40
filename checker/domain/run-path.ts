import type { RunRecord } from './run-record.ts';

/** Where a run's record stands in the data, from its start and its id: `runs/2026/11/23/140700-<id>.json`. */
export function runPath({ startedAt, id }: Pick<RunRecord, 'startedAt' | 'id'>): string {
  const [date = '', time = ''] = startedAt.split('T');
  return `runs/${date.replaceAll('-', '/')}/${time.slice(0, 8).replaceAll(':', '')}-${id}.json`;
}

/** Id of the run whose record stands at a path; null when no record stands at such a path. */
export function runIdAt(path: string): string | null {
  return /^runs\/\d{4}\/\d{2}\/\d{2}\/\d{6}-([A-Za-z0-9-]{1,80})\.json$/.exec(path)?.[1] ?? null;
}
