import { describe, expect, it } from 'vitest';
import { foldAll } from '../../../checker/domain/fold.ts';
import { runPath } from '../../../checker/domain/run-path.ts';
import { runsOfYear } from '../../../test/ledger-year.ts';
import { LastDays } from './last-day.ts';
import type { HistoryVisit } from './site-history.ts';

const RUNS = [...runsOfYear({ sites: 4, runs: 150, seed: 8 })];
const SITE = 'ak-register';
const { state, days } = foldAll(RUNS);
const end = state.newestRun?.endedAt ?? '';
const listed = RUNS.map((run) => ({ id: run.id, path: runPath(run), startedAt: run.startedAt }));

function visitsOf(runs: typeof RUNS): HistoryVisit[] {
  return runs.flatMap((run) =>
    (run.results[SITE]?.visits ?? []).map(({ at, outcome, ms }) => {
      return { at, outcome, ms, route: '', run: run.id, evidence: null };
    }),
  );
}

function lastDay(recorded: typeof RUNS) {
  const lastDays = new LastDays(end, listed, new Set(recorded.map(({ id }) => id)));
  for (const file of days.values()) lastDays.add(file);
  return lastDays.of(SITE, visitsOf(recorded));
}

describe('the last 24 hours', () => {
  it('are the same loads from run records and from the tables of the days', () => {
    const [records, tables] = [lastDay(RUNS), lastDay([])];
    expect(records.visits.length).toBeGreaterThan(90);
    const loads = (one: typeof records) => one.visits.map(([, ms]) => ms);
    // Of the run that began before the 24 hours and visited the site in them only the record tells when that was.
    expect(loads(records).slice(-loads(tables).length)).toEqual(loads(tables));
    expect(lastDay(RUNS.slice(-40)).visits.slice(-40)).toEqual(records.visits.slice(-40));
  });

  it('are told without a gap as what they were observed as', () => {
    const { spans, from, to } = lastDay([]);
    expect(to - from).toBe(86_400);
    expect(spans[0]?.from).toBe(0);
    expect(spans.at(-1)?.to).toBe(86_400);
    for (const [index, span] of spans.slice(1).entries()) expect(span.from).toBe(spans[index]?.to);
  });

  it('hold nothing for a site that is not in the days', () => {
    const lastDays = new LastDays(end, listed, new Set());
    for (const file of days.values()) lastDays.add(file);
    expect(lastDays.of('constructor', [])).toMatchObject({ spans: [], visits: [] });
  });
});
