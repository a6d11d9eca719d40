import { describe, expect, it } from 'vitest';
import { observedSecondsOf, secondsOf } from './day-figures.ts';
import { correct, foldAll, foldRun } from './fold.ts';
import { at, day, dayFile, incidents, run, SITE, state, told } from './fold-story.ts';
import type { Correction } from './ledger-files.ts';
import type { RunRecord, SiteResult } from './run-record.ts';

const RUNS = [run('14:00', 'up'), run('14:15', 'down down'), run('14:45', 'up'), run('15:00', 'up')];
const fix: Correction = { id: 'our-fault', site: SITE, from: at('14:15'), to: at('14:45'), status: 'up' };

describe('a correction', () => {
  it('changes what counts, and leaves what was observed, the incidents and the state of now', () => {
    const [plain, corrected] = [foldAll(RUNS), foldAll(RUNS, [fix])];
    expect(state(plain)?.availability['24h']).toEqual({ availability: 0.5081, coverage: 1 });
    expect(state(corrected)?.availability['24h']).toEqual({ availability: 1, coverage: 1 });
    expect(told(day(corrected))).toBe(told(day(plain)));
    expect(day(corrected)?.corrected).toEqual([
      [0, 'unknown'],
      [50_400, 'up'],
    ]);
    expect(secondsOf(dayFile(corrected), SITE)).toEqual({ unknown: 50_400, up: 3_660 });
    expect(observedSecondsOf(dayFile(corrected), SITE)).toEqual({ unknown: 50_400, up: 1_860, down: 1_800 });
    expect(incidents(corrected)).toEqual(incidents(plain));
    expect(corrected.state.corrections).toEqual([fix]);
  });

  it('stays when more runs come, and goes when it is taken back', () => {
    const more = foldRun(foldAll(RUNS, [fix]), run('15:15', 'up'));
    expect(more).toEqual(foldAll([...RUNS, run('15:15', 'up')], [fix]));
    expect(correct(more, [])).toEqual(foldAll([...RUNS, run('15:15', 'up')]));
    expect(correct(more, [fix])).toBe(more);
  });

  it('counts no time before the first check, and none that is still to come', () => {
    const wide = { ...fix, from: at('00:00'), to: at('23:00'), status: 'down' as const };
    expect(day(foldAll(RUNS.slice(0, 1), [wide]))?.corrected).toEqual([
      [0, 'unknown'],
      [50_400, 'down'],
    ]);
    expect(state(foldAll(RUNS.slice(0, 1), [wide]))?.availability['24h']?.availability).toBe(0);
  });

  it('of an old name holds for the site under its new one', () => {
    const renamed = (one: RunRecord): RunRecord => {
      const result: SiteResult = { ...(one.results[SITE] as SiteResult), formerly: [SITE] };
      return { ...one, results: { 'oh-track': result } };
    };
    const ledger = foldAll([...RUNS, renamed(run('15:15', 'up'))], [fix]);
    expect(ledger.state.sites['oh-track']?.availability['24h']?.availability).toBe(1);
  });

  it('is overruled by a later one by name', () => {
    const other = { ...fix, id: 'z-closed', status: 'closed' as const };
    expect(secondsOf(dayFile(foldAll(RUNS, [other, fix])), SITE)).toMatchObject({ up: 1_860, closed: 1_800 });
  });
});
