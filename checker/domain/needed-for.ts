import { correctedFrom, correctionsFor } from './corrections.ts';
import { DAY_SECONDS, dayOf, later, secondOf } from './instant.ts';
import { knownSites } from './known-site.ts';
import { incidentYear } from './ledger.ts';
import { type Correction, type SiteState, type StateFile, WINDOWS } from './ledger-files.ts';
import type { RunRecord } from './run-record.ts';
import { endOf } from './site-check.ts';
import { dayNumber } from './timeline.ts';

/** The part of a ledger that one fold reads or changes. */
export interface NeededParts {
  /** Days, in order, as far as they exist: with corrections or old names in the fold all since they matter, else a dozen at most. */
  days: string[];
  /** Years of incidents, in order. */
  years: number[];
}

/**
 * What `foldRun` must find in the ledger beside its state to fold a run: the days whose time it may change and all after them, since
 * each carries on from the one before; the days on which the windows begin; and the years of open and possible incidents.
 */
export function neededFor(
  state: StateFile,
  run: RunRecord,
  corrections: readonly Correction[] = state.corrections,
): NeededParts {
  const reached = state.newestRun?.endedAt ?? run.startedAt;
  // An earlier run may have outlasted this one.
  const end = secondOf(later(endOf(run), reached));
  const known = knownSites(state);
  const starts = [secondOf(reached)];
  const years = new Set(openYears(state));
  for (const [site, { visits, formerly }] of Object.entries(run.results)) {
    for (const { at } of visits) starts.push(secondOf(at));
    const before = known.get(site);
    // Time under suspicion may turn.
    if (before?.suspect && visits.length > 0) starts.push(secondOf(before.suspect.first.at));
    const renamed = formerly !== undefined && formerly.join() !== (before?.formerly ?? []).join();
    for (const id of renamed ? [site, ...formerly] : (formerly ?? [])) {
      const history = known.get(id);
      if (history && (renamed || id !== site)) {
        starts.push(secondOf(history.firstCheck));
        for (const year of yearsBetween(secondOf(history.firstCheck), end)) years.add(year);
      }
    }
  }
  starts.push(...correctedStarts(state, corrections));
  const first = starts.reduce((a, b) => Math.min(a, b));
  for (const year of yearsBetween(first, end)) years.add(year);
  return { days: daysFor(state, first, end), years: [...years].sort((a, b) => a - b) };
}

/** What `correct` must find in the ledger beside its state. */
export function neededForCorrections(state: StateFile, corrections: readonly Correction[]): NeededParts {
  const end = secondOf(state.newestRun?.endedAt ?? new Date(0).toISOString());
  const first = correctedStarts(state, corrections).reduce((a, b) => Math.min(a, b), end);
  return { days: daysFor(state, first, end), years: openYears(state) };
}

/** Days that are read when time from `first` on changes and windows end at `end`, from the first check to the newest run. */
function daysFor({ sites, newestRun }: StateFile, first: number, end: number): string[] {
  if (!newestRun) return [];
  const newest = dayNumber(secondOf(newestRun.endedAt));
  const oldest = Math.min(...Object.values(sites).map(({ firstCheck }) => dayNumber(secondOf(firstCheck))));
  const days = new Set(Object.values(WINDOWS).map((length) => dayNumber(end - length * DAY_SECONDS - 1)));
  // One more, as what changes in the first second of a day may go on from the day before.
  for (let day = dayNumber(Math.max(first, oldest * DAY_SECONDS) - 1); day <= newest; day++) days.add(day);
  const existing = [...days].filter((day) => oldest <= day && day <= newest).sort((a, b) => a - b);
  return existing.map((day) => dayOf(day * DAY_SECONDS));
}

/** Seconds from which sites' figures follow other corrections. */
function correctedStarts(state: StateFile, corrections: readonly Correction[]): number[] {
  return Object.entries(state.sites).flatMap(([site, known]: [string, SiteState]) => {
    const from = correctedFrom(
      correctionsFor(state.corrections, site, known),
      correctionsFor(corrections, site, known),
    );
    return from === null ? [] : [Math.max(from, secondOf(known.firstCheck))];
  });
}

function openYears({ sites }: StateFile): number[] {
  const years = Object.values(sites).flatMap(({ incident }) =>
    incident === null ? [] : [incidentYear(incident)],
  );
  return [...new Set(years)].sort((a, b) => a - b);
}

function yearsBetween(from: number, to: number): number[] {
  const [first, last] = [from, to].map((second) => new Date(second * 1_000).getUTCFullYear());
  return Array.from({ length: Math.max(0, (last ?? 0) - (first ?? 0) + 1) }, (_, i) => (first ?? 0) + i);
}
