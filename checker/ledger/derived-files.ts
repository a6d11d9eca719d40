import { DAY_SECONDS, dayOf, dayStart, later, secondOf } from '../domain/instant.ts';
import { incidentYear, type Ledger } from '../domain/ledger.ts';

/** Whether there is every day on which time was counted, from `firstDay` on, every year since the first, and every open incident. `years`: those that have a file. */
export function isWhole(
  { state, days, incidents }: Ledger,
  firstDay: string,
  years: ReadonlySet<number>,
): boolean {
  if (!state.newestRun) return true;
  const end = secondOf(state.newestRun.endedAt);
  const sites = Object.values(state.sites);
  const firstCheck = sites.reduce((first, site) => Math.min(first, secondOf(site.firstCheck)), end);
  for (let at = dayStart(later(dayOf(firstCheck), firstDay)); at < end; at += DAY_SECONDS) {
    if (!days.has(dayOf(at))) return false;
  }
  for (let year = yearOf(dayOf(firstCheck)); year <= yearOf(state.newestRun.endedAt); year += 1) {
    if (!years.has(year)) return false;
  }
  const open = sites.flatMap(({ incident }) => (incident === null ? [] : [incident]));
  return open.every((id) => Object.hasOwn(incidents.get(incidentYear(id))?.incidents ?? {}, id));
}

/** Path of a day, as 2026-11-23. */
export function dayPath(day: string): string {
  return `days/${day}.json`;
}

/** Path of the incidents of a year. */
export function incidentsPath(year: number): string {
  return `incidents/${year}.json`;
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}
