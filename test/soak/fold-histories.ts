import fc from 'fast-check';
import { SHARE_STEPS } from '../../checker/domain/availability.ts';
import { checksOf } from '../../checker/domain/day-figures.ts';
import { foldAll, foldRun } from '../../checker/domain/fold.ts';
import { type OracleSite, oracleSite } from '../../checker/domain/fold-oracle.ts';
import { DAY_SECONDS, dayStart, instantOf, msOf, secondOf } from '../../checker/domain/instant.ts';
import { emptyLedger, type Ledger } from '../../checker/domain/ledger.ts';
import {
  type Correction,
  DayFile,
  IncidentsFile,
  StateFile,
  WINDOWS,
} from '../../checker/domain/ledger-files.ts';
import { type NeededParts, neededFor } from '../../checker/domain/needed-for.ts';
import { own } from '../../checker/domain/own.ts';
import { aResult, aRun, aVisit } from '../../checker/domain/run-builders.ts';
import type { RunRecord, SiteResult } from '../../checker/domain/run-record.ts';
import { spansOf } from '../../checker/domain/segments.ts';
import { Outcome, Status } from '../../checker/domain/status.ts';

/** How many random histories the oracle replays in a test run; `test/soak/fold.soak.ts` takes more. */
export const HISTORIES = 120;

/** Sites of the histories. */
export const SITES = ['one', 'two'];

/** Four hours before a year ends. */
const START = Date.parse('2026-12-31T20:00:00.000Z');
const MINUTE = 60_000;

const stretch = fc.record({
  from: fc.integer({ min: -60, max: 90 }),
  length: fc.integer({ min: 1, max: 120 }),
});
const check = fc.record({
  offsets: fc.uniqueArray(fc.integer({ min: 0, max: 20 * MINUTE }), { minLength: 1, maxLength: 3 }),
  outcomes: fc.array(fc.constantFrom(...Outcome.options, 'down', 'blocked'), { minLength: 3, maxLength: 3 }),
  verdict: fc.option(fc.constantFrom(...Outcome.options), { freq: 4 }),
  confirmed: fc.boolean(),
  closed: fc.option(stretch, { freq: 3 }),
});
const cycle = fc.record({
  gap: fc.oneof(
    { weight: 80, arbitrary: fc.integer({ min: 0, max: 25 }) },
    { weight: 10, arbitrary: fc.integer({ min: 0, max: 150 }) },
    { weight: 1, arbitrary: fc.integer({ min: 20 * 60, max: 40 * 60 }) },
    // Instants at which a day turns.
    { weight: 4, arbitrary: fc.constantFrom('midnight' as const) },
  ),
  length: fc.integer({ min: 0, max: 10 }),
  results: fc.array(fc.option(check, { freq: 5 }), { minLength: 2, maxLength: 2 }),
});
type Cycle = typeof cycle extends fc.Arbitrary<infer T> ? T : never;

/** Runs of two sites, in the order of their starts: minutes apart, hours, or a day; overlapping; with everything a check can say. */
export const history: fc.Arbitrary<RunRecord[]> = fc
  .array(cycle, { minLength: 1, maxLength: 16 })
  .map((cycles) => {
    let start = START;
    return cycles.map((made, i) => {
      const day = DAY_SECONDS * 1_000;
      if (made.gap === 'midnight') start = Math.ceil(start / day) * day;
      else start += made.gap * MINUTE + (i % 3) * 123;
      return runOf(made, start, i);
    });
  });

/** Histories in which the second site is called otherwise from some run on, and says what it was called. */
export const historyWithRename: fc.Arbitrary<RunRecord[]> = fc
  .tuple(history, fc.nat(15), fc.boolean())
  .map(([runs, renamed, forgotten]) =>
    runs.map((run, i) => {
      const { two, ...rest } = run.results;
      if (i < renamed || !two) return run;
      // The first runs under the new name may have forgotten the old one.
      const formerly = forgotten && i < renamed + 3 ? {} : { formerly: ['two'] };
      return { ...run, results: { ...rest, three: { ...two, ...formerly } } };
    }),
  );

/** Corrections of the sites of the histories, under old names, too. */
export const corrections: fc.Arbitrary<Correction[]> = fc
  .array(
    fc.record({
      site: fc.constantFrom('one', 'two', 'two', 'three', 'nobody'),
      from: fc.integer({ min: -120, max: 2 * 24 * 60 }),
      length: fc.integer({ min: 1, max: 30 * 60 }),
      status: fc.constantFrom(...Status.options),
    }),
    { maxLength: 3 },
  )
  .map((made) =>
    made.map(({ site, from, length, status }, i) => {
      const [a, b] = [from, from + length].map((minute) => instantOf(START + minute * MINUTE + 500));
      return { id: `c-${i}`, site, from: a ?? '', to: b ?? '', status };
    }),
  );

/** What the fold and the slow replay say of a history where they differ, in the same terms; null where they agree. */
export function disagreement(
  runs: readonly RunRecord[],
  made: readonly Correction[],
): { fold: unknown; oracle: unknown } | null {
  const ledger = foldAll(runs, made);
  for (const site of SITES) {
    const told = oracleSite(runs, site);
    const oracle = told && { ...changes(told), availability: availabilityOf(told, site, made) };
    const read = readSite(ledger, site);
    const fold = read && {
      ...changes(read),
      availability: own(ledger.state.sites, site)?.availability,
    };
    if (JSON.stringify(fold) !== JSON.stringify(oracle)) return { fold, oracle };
  }
  return null;
}

/** What is read of a ledger's files when only the needed ones are asked for. */
export function part({ state, days, incidents }: Ledger, needed: NeededParts): Ledger {
  const read = <T>(value: T): unknown => JSON.parse(JSON.stringify(value));
  return {
    state: StateFile.parse(read(state)),
    days: new Map(
      [...days].filter(([day]) => needed.days.includes(day)).map(([day, f]) => [day, DayFile.parse(read(f))]),
    ),
    incidents: new Map(
      [...incidents]
        .filter(([year]) => needed.years.includes(year))
        .map(([year, file]) => [year, IncidentsFile.parse(read(file))]),
    ),
  };
}

/** A ledger with the files that a fold of a part of it gave. */
export function merged(whole: Ledger, { state, days, incidents }: Ledger): Ledger {
  return {
    state,
    days: new Map([...whole.days, ...days]),
    incidents: new Map([...whole.incidents, ...incidents]),
  };
}

/** The ledger of runs, folded one after the other, each with only what it needs of the ledger before it. */
export function foldOneByOne(runs: readonly RunRecord[], made: readonly Correction[]): Ledger {
  return runs.reduce((before, run) => {
    const after = foldRun(part(before, neededFor(before.state, run, made)), run, made);
    return merged(before, after);
  }, emptyLedger());
}

function runOf({ length, results }: Cycle, start: number, i: number): RunRecord {
  const entries = results.flatMap((made, k): [string, SiteResult][] => {
    if (!made) return [];
    const offsets = made.offsets.toSorted((a, b) => a - b);
    const visits = offsets.map((offset, n) =>
      aVisit({ at: instantOf(start + offset), outcome: made.outcomes[n] as Outcome }),
    );
    const verdict = made.verdict ?? visits.at(-1)?.outcome ?? 'unknown';
    const from = start + (made.closed?.from ?? 0) * MINUTE;
    const to = from + (made.closed?.length ?? 0) * MINUTE;
    const closed = [
      { from: instantOf(from), to: instantOf(to), reason: 'closed', source: 'https://example.gov/' },
    ];
    const overrides = { verdict, confirmed: made.confirmed, ...(made.closed ? { closed } : {}) };
    return [[SITES[k] ?? '', aResult(visits, overrides)]];
  });
  return aRun({
    id: `run-${String(i).padStart(2, '0')}`,
    startedAt: instantOf(start),
    endedAt: instantOf(start + length * MINUTE),
    results: Object.fromEntries(entries),
  });
}

/** What the ledger says of a site, in the oracle's terms. */
function readSite(ledger: Ledger, site: string): OracleSite | null {
  const state = own(ledger.state.sites, site);
  if (!state) return null;
  const firstCheck = msOf(state.firstCheck);
  const files = [...ledger.days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
  const seconds = files.flatMap(({ day, counted, sites }) => {
    const entry = own(sites, site);
    const spans = entry ? spansOf({ segments: entry.segments, counted }) : [];
    const told = spans.flatMap(({ from, to, status }) => Array<Status>(to - from).fill(status));
    return told.slice(Math.max(0, Math.floor(firstCheck / 1_000) - dayStart(day)));
  });
  const incidents = [...ledger.incidents.values()]
    .flatMap((file) => Object.values(file.incidents))
    .filter((incident) => incident.site === site)
    .map(({ kind, firstBad, lastBad, endedAt, firstGood }) => ({
      kind,
      firstBad: msOf(firstBad.at),
      lastBad: msOf(lastBad.at),
      endedAt: endedAt === null ? null : msOf(endedAt),
      closedByGood: firstGood !== null,
    }))
    .sort((a, b) => a.firstBad - b.firstBad);
  return {
    firstCheck,
    seconds,
    shown: state.status,
    since: secondOf(state.since),
    suspect: state.suspect ? msOf(state.suspect.first.at) : null,
    incidents,
    checks: files.reduce((sum, file) => sum + checksOf(file, site).checks, 0),
  };
}

/** Changes of status, which tell a difference in fewer words than seconds do. */
function changes({ seconds, ...rest }: OracleSite): object {
  const told = seconds.flatMap((status, i) => (status === seconds[i - 1] ? [] : [`${i} ${status}`]));
  return { ...rest, length: seconds.length, seconds: told };
}

/** The figures of every window, second by second. */
function availabilityOf(
  { firstCheck, seconds }: OracleSite,
  site: string,
  made: readonly Correction[],
): unknown {
  const begin = Math.floor(firstCheck / 1_000);
  const counting = [...seconds];
  for (const { from, to, status } of made.filter((correction) => correction.site === site)) {
    const end = Math.min(secondOf(to) - begin, counting.length);
    for (let i = Math.max(0, secondOf(from) - begin); i < end; i++) counting[i] = status;
  }
  const share = (part: number, whole: number) => Math.floor((part * SHARE_STEPS) / whole) / SHARE_STEPS;
  return Object.fromEntries(
    Object.entries(WINDOWS).map(([name, days]) => {
      const length = Math.min(counting.length, days * DAY_SECONDS);
      const count = { up: 0, degraded: 0, down: 0, blocked: 0, closed: 0, unknown: 0 };
      for (let i = counting.length - length; i < counting.length; i++) count[counting[i] ?? 'unknown'] += 1;
      const good = count.up + count.degraded;
      const judged = good + count.down;
      const availability = judged === 0 ? null : share(good, judged);
      return [name, { availability, coverage: length === 0 ? 0 : share(length - count.unknown, length) }];
    }),
  );
}
