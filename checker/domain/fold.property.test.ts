import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldAll, foldRun } from './fold.ts';
import { type OracleSite, oracleSite } from './fold-oracle.ts';
import { dayOf, dayStart, instantOf, msOf, secondOf } from './instant.ts';
import { emptyLedger, type Ledger } from './ledger.ts';
import { own } from './own.ts';
import { aResult, aRun, aVisit } from './run-builders.ts';
import type { RunRecord, SiteResult } from './run-record.ts';
import { reachOf, spansOf } from './segments.ts';
import { Outcome, type Status } from './status.ts';

const SITES = ['one', 'two'];
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
  gap: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 0, max: 25 }) }, fc.integer({ min: 0, max: 150 })),
  length: fc.integer({ min: 0, max: 10 }),
  results: fc.array(fc.option(check, { freq: 5 }), { minLength: 2, maxLength: 2 }),
});
type Cycle = typeof cycle extends fc.Arbitrary<infer T> ? T : never;

const history = fc.array(cycle, { minLength: 1, maxLength: 16 }).map((cycles) => {
  let start = START;
  return cycles.map((made, i) => {
    start += made.gap * MINUTE + (i % 3) * 123;
    return runOf(made, start, i);
  });
});

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
    id: `run-${i}`,
    startedAt: instantOf(start),
    endedAt: instantOf(start + length * MINUTE),
    results: Object.fromEntries(entries),
  });
}

/** What the ledger says of a site, in the oracle's terms. */
function read(ledger: Ledger, site: string): OracleSite | null {
  const state = own(ledger.state.sites, site);
  if (!state) return null;
  const firstCheck = msOf(state.firstCheck);
  const days = [...ledger.days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, { sites }]) => ({ day, entry: own(sites, site) }));
  const seconds = days.flatMap(({ day, entry }) => {
    const told = entry
      ? spansOf(entry).flatMap(({ from, to, status }) => Array<Status>(to - from).fill(status))
      : [];
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
    checks: days.reduce((sum, { entry }) => sum + (entry?.checks ?? 0), 0),
  };
}

/** Changes of status, which tell a difference in fewer words than seconds do. */
function changes({ seconds, ...rest }: OracleSite): unknown {
  return {
    ...rest,
    length: seconds.length,
    seconds: seconds.flatMap((status, i) => (status === seconds[i - 1] ? [] : [`${i} ${status}`])),
  };
}

it('counts every second and every incident as a slow replay of the history does', () => {
  fc.assert(
    fc.property(history, (runs) => {
      const ledger = foldAll(runs);
      for (const site of SITES) {
        const expected = oracleSite(runs, site);
        const actual = read(ledger, site);
        expect(actual && changes(actual)).toEqual(expected && changes(expected));
        if (!expected) continue;
        const { seconds } = expected;
        const good = seconds.filter((status) => status === 'up' || status === 'degraded').length;
        const judged = good + seconds.filter((status) => status === 'down').length;
        const observed = seconds.filter((status) => status !== 'unknown').length;
        const { availability, coverage } = own(ledger.state.sites, site)?.availability['7d'] ?? {};
        expect(availability).toBe(judged === 0 ? null : Math.floor((good * 1e6) / judged) / 1e6);
        expect(coverage).toBe(seconds.length === 0 ? 0 : Math.floor((observed * 1e6) / seconds.length) / 1e6);
      }
    }),
    { numRuns: 200 },
  );
});

it('gives the same ledger run by run, all at once, shuffled and doubled', () => {
  fc.assert(
    fc.property(
      history.chain((runs) =>
        fc.tuple(fc.constant(runs), fc.shuffledSubarray([...runs, ...runs], { minLength: runs.length * 2 })),
      ),
      ([runs, shuffled]) => {
        const ledger = foldAll(runs);
        expect(foldAll(shuffled)).toEqual(ledger);
        const ordered = runs.toSorted((a, b) =>
          a.startedAt < b.startedAt ? -1 : a.startedAt > b.startedAt ? 1 : a.id < b.id ? -1 : 1,
        );
        expect(ordered.reduce(foldRun, emptyLedger())).toEqual(ledger);
      },
    ),
    { numRuns: 300 },
  );
});

it('makes finished days of 86,400 seconds, of merged segments, without holes', () => {
  fc.assert(
    fc.property(history, (runs) => {
      const { days, state } = foldAll(runs);
      const end = secondOf(state.newestRun?.endedAt ?? '');
      for (const [day, file] of days) {
        for (const entry of Object.values(file.sites)) {
          expect(reachOf(entry)).toBe(day === dayOf(end) ? end - dayStart(day) : 86_400);
          expect(entry.segments[0]?.[0] ?? 0).toBe(0);
          for (const [i, [from, status]] of entry.segments.entries()) {
            const next = entry.segments[i + 1];
            if (next) expect(next[0] > from && next[1] !== status).toBe(true);
          }
        }
      }
    }),
    { numRuns: 300 },
  );
});
