import type { Report } from '../src/data/report.ts';

/** The earlier ids of each page: feeds, badges and files that others refer to by them go on. */
export function formerIds({ moved }: Pick<Report, 'moved'>): (site: string) => string[] {
  const byNew = Map.groupBy(Object.entries(moved), ([, site]) => site);
  return (site) => (byNew.get(site) ?? []).map(([old]) => old);
}
