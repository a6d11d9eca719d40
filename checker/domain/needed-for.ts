import { DAY_SECONDS, dayOf, earlier, secondOf } from './instant.ts';
import { incidentYear } from './ledger.ts';
import { type SiteState, type StateFile, WINDOWS } from './ledger-files.ts';
import { own } from './own.ts';
import type { RunRecord } from './run-record.ts';
import { endOf } from './site-check.ts';

/** The part of a ledger that one fold reads or changes. */
export interface NeededParts {
  /** All days from this one on. */
  firstDay: string;
  /** Years of incidents, in order. */
  years: number[];
}

/** What `foldRun` must find in the ledger beside its state to fold a run: the longest window, and the whole history of few sites. */
export function neededFor(state: StateFile, run: RunRecord): NeededParts {
  const end = endOf(run);
  const starts = [state.newestRun?.endedAt ?? run.startedAt];
  const histories: SiteState[] = [];
  for (const result of Object.values(run.results)) {
    for (const { at } of result.visits) starts.push(at);
    for (const id of result.formerly ?? []) histories.push(...found(own(state.sites, id)));
  }
  const years = new Set<number>();
  for (const site of Object.values(state.sites)) {
    if (site.incident !== null) years.add(incidentYear(site.incident));
    // Time under suspicion may turn, and what it then continues may have begun long ago.
    if (site.suspect) {
      starts.push(site.suspect.first.at);
      histories.push(site);
    }
  }
  starts.push(...histories.map(({ firstCheck }) => firstCheck));

  const longest = Math.max(...Object.values(WINDOWS)) * DAY_SECONDS;
  const first = starts.reduce((least, at) => Math.min(least, secondOf(at)), secondOf(end) - longest);
  const firstStart = starts.reduce(earlier);
  for (let year = yearOf(firstStart); year <= yearOf(end); year += 1) years.add(year);
  return { firstDay: dayOf(first), years: [...years].sort((a, b) => a - b) };
}

function found<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

function yearOf(instant: string): number {
  return Number(instant.slice(0, 4));
}
