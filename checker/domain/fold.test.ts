import { describe, expect, it } from 'vitest';
import { checksOf } from './day-figures.ts';
import { foldAll, foldRun } from './fold.ts';
import { at, dayFile, incidents, run, SITE, state, told } from './fold-story.ts';
import { emptyLedger } from './ledger.ts';
import { DayFile, IncidentsFile, StateFile } from './ledger-files.ts';
import { aResult, aRun, aVisit } from './run-builders.ts';
import type { RunRecord, SiteResult } from './run-record.ts';

/** The ledger of runs that come one after the other. */
const oneByOne = (runs: readonly RunRecord[]) =>
  runs.reduce((ledger, one) => foldRun(ledger, one), emptyLedger());

describe('runs', () => {
  const history = [
    run('13:00', 'up'),
    run('13:15', 'down'),
    run('13:30', 'down'),
    run('13:45', 'blocked blocked'),
    run('14:00', 'up'),
  ];

  it('give the same ledger in whatever order and however often they come', () => {
    const whole = foldAll(history);
    expect(foldAll([...history].reverse())).toEqual(whole);
    expect(foldAll([...history, ...history])).toEqual(whole);
    expect(oneByOne(history)).toEqual(whole);
    expect(foldRun(whole, history[4] as RunRecord)).toBe(whole);
  });

  it('leave the ledger they are folded into as it was', () => {
    const before = foldAll(history);
    const copy = structuredClone(before);
    foldRun(before, run('14:15', 'down down'));
    expect(before).toEqual(copy);
  });

  it('make files that their schemas accept', () => {
    const { state: file, days, incidents: years } = foldAll(history);
    expect(StateFile.parse(file)).toEqual(file);
    for (const entry of days.values()) expect(DayFile.parse(entry)).toEqual(entry);
    for (const entry of years.values()) expect(IncidentsFile.parse(entry)).toEqual(entry);
  });

  it('that are older than the newest are refused one by one', () => {
    expect(() => foldRun(foldAll(history), run('12:00', 'up'))).toThrow(/fold all runs anew/);
  });

  it('that did not visit a site say nothing of it', () => {
    const cut = aRun({ startedAt: at('14:10'), complete: false, results: { [SITE]: aResult([]) } });
    const before = foldAll(history);
    const after = foldRun(before, cut);
    expect({ ...state(after), availability: null }).toEqual({ ...state(before), availability: null });
    expect(checksOf(dayFile(after), SITE)).toEqual(checksOf(dayFile(before), SITE));
    expect(after.state.runs).toBe(6);
  });

  it('that overlap never fold a visit older than the newest of its site', () => {
    const results = { [SITE]: aResult([aVisit({ at: at('14:02'), outcome: 'up' })]) };
    const slow = aRun({
      startedAt: at('13:59'),
      endedAt: at('14:10'),
      results: {
        [SITE]: aResult([
          aVisit({ at: at('14:05'), outcome: 'down' }),
          aVisit({ at: at('14:09'), outcome: 'down' }),
        ]),
      },
    });
    const ledger = foldAll([slow, aRun({ startedAt: at('14:01'), endedAt: at('14:03'), results })]);
    expect(state(ledger)).toMatchObject({ status: 'down', lastVisit: { at: at('14:09') } });
    expect(ledger.state.newestRun).toMatchObject({ startedAt: at('14:01'), endedAt: at('14:10') });
  });

  it('keep sites apart whose names every object knows', () => {
    const results = { constructor: aResult([aVisit({ at: at('14:00') })]) };
    const ledger = foldAll([aRun({ startedAt: at('14:00'), endedAt: at('14:01'), results })]);
    expect(Object.keys(ledger.state.sites)).toEqual(['constructor']);
  });
});

describe('figures', () => {
  it('of availability are cut off, never rounded up, and leave unknown time out', () => {
    const ledger = foldAll([
      run('14:00', 'up'),
      run('14:15', 'down down'),
      run('14:30', 'up'),
      run('14:59', 'up'),
    ]);
    // 14:00 to 15:00 of which 15 minutes were down.
    expect(state(ledger)?.availability['24h']).toEqual({ availability: 0.75, coverage: 1 });
    const third = foldAll([run('14:00', 'up'), run('14:20', 'down down'), run('14:29', 'down')]);
    expect(state(third)?.availability['365d']).toEqual({ availability: 0.6666, coverage: 1 });
  });

  it('have coverage instead of a guess where nothing was observed', () => {
    expect(state(foldAll([run('14:00', 'unknown')]))?.availability['7d']).toEqual({
      availability: null,
      coverage: 0,
    });
  });

  it('end windows at the newest run and begin none before the first check', () => {
    const ledger = foldAll([run('12:00', 'down down', {}, '2026-11-20'), run('12:00', 'up')]);
    const { '24h': last, '7d': week } = state(ledger)?.availability ?? {};
    expect(last).toEqual({ availability: 1, coverage: 0.0006 });
    // 51 minutes down and one up, of three days and a minute.
    expect(week).toEqual({ availability: 0.0192, coverage: 0.012 });
  });

  it('of load time are nearest ranks over the good visits', () => {
    const runs = [100, 400, 200, 300].map((ms, i) => {
      const startedAt = at(`14:0${i}`);
      return aRun({ startedAt, results: { [SITE]: aResult([aVisit({ at: startedAt, ms })]) } });
    });
    expect(checksOf(dayFile(foldAll(runs)), SITE)).toEqual({ checks: 4, p50: 200, p95: 400 });
  });

  it('count checks in a row of one verdict', () => {
    const blocked = (time: string) => run(time, 'blocked blocked');
    expect(state(foldAll([run('10:00', 'up'), blocked('10:15'), blocked('10:30')]))?.streak).toBe(2);
  });
});

describe('a renamed site', () => {
  const renamed = (time: string, outcomes: string): RunRecord => {
    const made = run(time, outcomes);
    const result = made.results[SITE];
    return { ...made, results: { 'oh-track': { ...(result as SiteResult), formerly: [SITE] } } };
  };

  it('keeps its state, its days and its incidents', () => {
    const runs = [
      run('10:00', 'up', {}, '2026-11-22'),
      run('14:00', 'down down'),
      renamed('14:15', 'up'),
      renamed('14:30', 'up'),
    ];
    const ledger = foldAll(runs);
    expect(Object.keys(ledger.state.sites)).toEqual(['oh-track']);
    expect(ledger.state.sites['oh-track']).toMatchObject({
      firstCheck: at('10:00', '2026-11-22'),
      formerly: [SITE],
    });
    for (const file of ledger.days.values()) expect(Object.keys(file.sites)).toEqual(['oh-track']);
    expect(incidents(ledger)).toMatchObject([
      { id: `${SITE}-20261123T140000Z`, site: 'oh-track', endedAt: at('14:15') },
    ]);
    expect(oneByOne(runs)).toEqual(ledger);
  });

  it('gets the history of before also when the old name was forgotten at first', () => {
    const forgot = renamed('14:15', 'up');
    const result = { ...(forgot.results['oh-track'] as SiteResult) };
    delete result.formerly;
    const runs = [
      run('14:00', 'down down'),
      { ...forgot, results: { 'oh-track': result } },
      renamed('14:30', 'up'),
    ];
    const ledger = foldAll(runs);
    expect(Object.keys(ledger.state.sites)).toEqual(['oh-track']);
    expect(told(ledger.days.get('2026-11-23')?.sites['oh-track'])).toBe(
      '00:00 unknown · 14:00 down · 14:15 up',
    );
    expect(incidents(ledger)).toMatchObject([{ site: 'oh-track', endedAt: at('14:15'), firstGood: null }]);
    expect(oneByOne(runs)).toEqual(ledger);
  });
});
