import { describe, expect, it } from 'vitest';
import { barRuns } from './bar-runs.ts';
import { dayAnchors, dayLines } from './day-lines.ts';
import { dayBars, daysUpTo, markOfDay } from './days.ts';

describe('markOfDay', () => {
  it.each([
    ['up', { up: 86_400 }],
    ['up', { up: 50_000, unknown: 36_400 }],
    ['unknown', { up: 36_400, unknown: 50_000 }],
    ['unknown', {}],
    ['down', { up: 86_399, down: 1 }],
    ['down', { unknown: 86_399, down: 1 }],
    ['degraded', { up: 80_000, degraded: 6_400 }],
    ['blocked', { up: 80_000, blocked: 6_400 }],
    ['closed', { closed: 86_400 }],
    ['up', { up: 1, closed: 86_399 }],
  ] as const)('is %s for %o', (status, seconds) => {
    expect(markOfDay(seconds)).toBe(status);
  });

  it('is not checked for a day without a record', () => {
    expect(markOfDay(null)).toBe('unknown');
  });
});

describe('bars', () => {
  it('end with the day of the newest run, over the turn of a month', () => {
    expect(daysUpTo('2026-03-02T00:00:00.000Z', 4)).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ]);
  });

  it('are told in words, the newest first, and days of which nothing was seen together', () => {
    const days = dayBars(
      ['a', 'b', 'c', 'd', 'e'],
      (day) => ({ b: { unknown: 9 }, c: { up: 1, unknown: 9 }, d: { down: 1 }, e: { up: 1 } })[day] ?? null,
    );
    const told = dayLines(days).map(({ first, last }) => [days[first]?.day, days[last]?.day]);
    expect(told).toEqual([
      ['e', 'e'],
      ['d', 'd'],
      ['c', 'c'],
      ['a', 'b'],
    ]);
    expect(dayAnchors(days)).toEqual(['day-a', 'day-a', 'day-c', 'day-d', 'day-e']);
  });

  it('join neighbouring days of equal status, and leave none out', () => {
    const days = dayBars(['a', 'b', 'c', 'd'], (day) => (day === 'c' ? { down: 1 } : { up: 1 }));
    expect(barRuns(days)).toEqual([
      { status: 'up', from: 0, count: 2 },
      { status: 'down', from: 2, count: 1 },
      { status: 'up', from: 3, count: 1 },
    ]);
  });
});
