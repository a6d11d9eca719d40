import { describe, expect, it } from 'vitest';
import { cadenceOf } from './cadence.ts';
import { runsDays } from './runs-days.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 23) + minutes * 60_000).toISOString();
const QUARTER = 900_000;

describe('cadence', () => {
  it('tells pauses of more than twice the promise, the newest first', () => {
    const starts = [0, 15, 30, 90, 105, 136, 166].map(at);
    const told = cadenceOf(starts, QUARTER);
    expect(told.gaps).toEqual([
      { from: at(105), to: at(136) },
      { from: at(30), to: at(90) },
    ]);
    expect(told.gapCount).toBe(2);
    expect(told.cadence).toEqual({ count: 7, medianMs: QUARTER, p95Ms: 3_600_000, longestMs: 3_600_000 });
  });

  it('is not told of one run, or none', () => {
    expect(cadenceOf([at(0)], QUARTER)).toEqual({
      promisedMs: QUARTER,
      cadence: null,
      gaps: [],
      gapCount: 0,
    });
  });

  it('names twenty gaps and counts the others', () => {
    const told = cadenceOf(
      Array.from({ length: 40 }, (_, hour) => at(hour * 60)),
      QUARTER,
    );
    expect(told.gaps).toHaveLength(20);
    expect(told.gapCount).toBe(39);
  });
});

describe('the days of the monitor', () => {
  it('leave time before a first check out of the share, and have none without any', () => {
    const figures = { checks: 1, p50: null, p95: null };
    const year = new Map([
      [
        'old',
        new Map([
          ['2026-11-23', { day: '2026-11-23', seconds: { up: 43_200, unknown: 43_200 }, ...figures }],
        ]),
      ],
      [
        'new',
        new Map([
          ['2026-11-23', { day: '2026-11-23', seconds: { up: 43_200, unknown: 43_200 }, ...figures }],
        ]),
      ],
    ]);
    const firstChecks = new Map([
      ['old', '2026-10-01T00:00:00.000Z'],
      ['new', '2026-11-23T12:00:00.000Z'],
    ]);
    const runs = [{ id: 'a', path: '', startedAt: at(0) }];
    expect(runsDays(['2026-11-22', '2026-11-23'], runs, year, firstChecks)).toEqual([
      { day: '2026-11-22', runs: 0, coverage: null },
      { day: '2026-11-23', runs: 1, coverage: 86_400 / 129_600 },
    ]);
  });
});
