import { DAY_SECONDS, dayOf, dayStart, earlier, secondOf } from '../domain/instant.ts';
import type { StateFile } from '../domain/ledger-files.ts';

/** Path of a day, as 2026-11-23. */
export function dayPath(day: string): string {
  return `days/${day}.json`;
}

/** Path of the incidents of a year. */
export function incidentsPath(year: number): string {
  return `incidents/${year}.json`;
}

/** The first file that must be there beside a state, and is not: every day since the first check, and every year. */
export function missingFile(state: StateFile, names: ReadonlySet<string>): string | null {
  const { newestRun } = state;
  const checks = Object.values(state.sites).map(({ firstCheck }) => firstCheck);
  if (!newestRun) return null;
  const first = checks.reduce(earlier, newestRun.endedAt);
  const end = secondOf(newestRun.endedAt);
  const paths: string[] = [];
  for (let at = dayStart(first.slice(0, 10)); at < end; at += DAY_SECONDS) paths.push(dayPath(dayOf(at)));
  for (let year = yearOf(first); year <= yearOf(newestRun.endedAt); year += 1)
    paths.push(incidentsPath(year));
  return paths.find((path) => !names.has(path)) ?? null;
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}
