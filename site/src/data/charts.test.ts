import { describe, expect, it } from 'vitest';
import { axisFor } from './axis.ts';
import { goodLoads, hourLines } from './hours.ts';
import { loadPaths } from './load-paths.ts';
import { spanPaths } from './span-paths.ts';

describe('a scale', () => {
  it.each([
    [0, [0, 0.25, 0.5, 0.75, 1]],
    [840, [0, 250, 500, 750, 1_000]],
    [1_000, [0, 250, 500, 750, 1_000]],
    [1_001, [0, 500, 1_000, 1_500]],
    [6_200, [0, 2_000, 4_000, 6_000, 8_000]],
    [44_000, [0, 20_000, 40_000, 60_000]],
  ])('that holds %i has round labels at equal distances', (most, ticks) => {
    expect(axisFor(most)).toEqual({ max: ticks.at(-1), ticks });
  });
});

describe('the chart of load times', () => {
  const day = (p50: number) => ({ p50, p95: p50 * 2 });

  it('has a gap where a day has no load, and shows a single day', () => {
    const { line, band } = loadPaths([day(10), day(20), null, day(30)], { max: 100, height: 100 });
    expect(line).toBe('M0.1 90L0.5 90L1.5 80L1.9 80M3.1 70L3.5 70L3.9 70');
    expect(band.match(/M/g)).toHaveLength(2);
    expect(band.match(/z/g)).toHaveLength(2);
  });

  it('is empty without a load', () => {
    expect(loadPaths([null, { p50: null, p95: null }], { max: 1, height: 100 })).toEqual({
      line: '',
      band: '',
    });
  });
});

describe('the strip of the last day', () => {
  it('gives every stretch a height by its status, and at least a minute', () => {
    const spans = [
      { from: 0, to: 43_200, status: 'up' as const },
      { from: 43_200, to: 43_205, status: 'down' as const },
      { from: 43_205, to: 86_400, status: 'up' as const },
    ];
    expect(spanPaths(spans, 10)).toEqual([
      { status: 'up', d: 'M0 5H720V10H0zM720 5H1440V10H720z' },
      { status: 'down', d: 'M720 0H721V10H720z' },
    ]);
  });
});

describe('the hours of the last day', () => {
  const lastDay = {
    from: 1_794_000_000,
    to: 1_794_086_400,
    spans: [],
    visits: [
      [0, 900, 'up'],
      [1_800, 1_500, 'degraded'],
      [3_599, 2_000, 'down'],
      [86_400, 700, 'up'],
    ] as [number, number, 'up' | 'degraded' | 'down'][],
  };

  it('come newest first, with good loads alone, and the last second in the last hour', () => {
    expect(hourLines(lastDay)).toEqual([
      { from: '2026-11-07T20:20:00.000Z', visits: 1, typical: 700, most: 700, notGood: 0 },
      { from: '2026-11-06T21:20:00.000Z', visits: 3, typical: 900, most: 1_500, notGood: 1 },
    ]);
    expect(goodLoads(lastDay.visits)).toEqual([900, 1_500, 700]);
  });
});
