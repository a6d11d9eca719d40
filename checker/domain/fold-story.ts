import { type KnownSite, knownSites } from './known-site.ts';
import type { Ledger } from './ledger.ts';
import type { DayFile, Incident, SiteDay } from './ledger-files.ts';
import { aResult, aRun, aVisit } from './run-builders.ts';
import type { RunRecord, SiteResult } from './run-record.ts';
import type { Outcome } from './status.ts';

/** For tests: the one site of the stories. */
export const SITE = 'oh-track-ballot';

/** For tests: an instant of 2026-11-23, or of the date given, from a time as `14:07`. */
export const at = (time: string, date = '2026-11-23') =>
  `${date}T${time.length === 5 ? `${time}:00` : time}.000Z`;

/** For tests: a run of one visit of the site; `'down down'`: a second visit six minutes later. The run ends a minute after it. */
export function run(
  time: string,
  outcomes: string,
  overrides: Partial<SiteResult> = {},
  date?: string,
): RunRecord {
  const startedAt = at(time, date);
  const visits = outcomes.split(' ').map((outcome, i) => {
    const instant = new Date(Date.parse(startedAt) + i * 360_000).toISOString();
    return aVisit({ at: instant, outcome: outcome as Outcome });
  });
  const last = Date.parse(visits.at(-1)?.at ?? startedAt);
  const endedAt = new Date(last + 60_000).toISOString();
  return aRun({ startedAt, endedAt, results: { [SITE]: aResult(visits, overrides) } });
}

/** For tests: state of the site. */
export const state = (ledger: Ledger): KnownSite | undefined => knownSites(ledger.state).get(SITE);
/** For tests: the file of a day. Throws when there is none. */
export function dayFile(ledger: Ledger, date = '2026-11-23'): DayFile {
  const file = ledger.days.get(date);
  if (!file) throw new Error(`no day ${date}`);
  return file;
}
/** For tests: a day of the site. */
export const day = (ledger: Ledger, date = '2026-11-23'): SiteDay | undefined =>
  ledger.days.get(date)?.sites[SITE];
/** For tests: all incidents, by id. */
export const incidents = (ledger: Ledger): Incident[] =>
  [...ledger.incidents.values()]
    .flatMap((file) => Object.values(file.incidents))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

/** For tests: the day as a person would tell it: `00:00 unknown · 14:00 up`. */
export function told(entry: SiteDay | undefined): string {
  const time = (second: number) => new Date(second * 1_000).toISOString().slice(11, second % 60 ? 19 : 16);
  return (entry?.segments ?? []).map(([second, status]) => `${time(second)} ${status}`).join(' · ');
}
