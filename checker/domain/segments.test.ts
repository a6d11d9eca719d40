import { describe, expect, it } from 'vitest';
import { emptySiteDay, paint, reachOf, secondsBetween, turn } from './segments.ts';

function painted(...strokes: [from: number, to: number, status: 'up' | 'down' | 'unknown' | 'closed'][]) {
  const day = emptySiteDay();
  for (const [from, to, status] of strokes) paint(day, from, to, status);
  return day;
}

describe('paint', () => {
  it('counts skipped time as unknown', () => {
    expect(painted([100, 200, 'up'])).toMatchObject({
      segments: [
        [0, 'unknown'],
        [100, 'up'],
      ],
      seconds: { unknown: 100, up: 100 },
    });
  });
  it('joins stretches of one status', () => {
    expect(painted([0, 10, 'up'], [10, 30, 'up']).segments).toEqual([[0, 'up']]);
    expect(painted([0, 10, 'up'], [10, 20, 'down'], [20, 30, 'up'], [10, 20, 'up']).segments).toEqual([
      [0, 'up'],
    ]);
  });
  it('replaces what was counted, and goes on beyond it', () => {
    const day = painted([0, 100, 'up'], [50, 150, 'down']);
    expect(day).toMatchObject({
      segments: [
        [0, 'up'],
        [50, 'down'],
      ],
      seconds: { up: 50, down: 100 },
    });
    expect(reachOf(day)).toBe(150);
  });
  it('ends with the day', () => {
    expect(reachOf(painted([86_000, 90_000, 'up']))).toBe(86_400);
  });
  it('of nothing changes nothing', () => {
    expect(painted([10, 10, 'up'])).toEqual(emptySiteDay());
  });
});

it('turns one status into another within a stretch, and leaves the rest', () => {
  const day = painted([0, 100, 'unknown'], [40, 60, 'closed']);
  turn(day, 20, 80, 'unknown', 'down');
  expect(day.segments).toEqual([
    [0, 'unknown'],
    [20, 'down'],
    [40, 'closed'],
    [60, 'down'],
    [80, 'unknown'],
  ]);
  expect(day.seconds).toEqual({ unknown: 40, down: 40, closed: 20 });
});

it('sums a part of a day', () => {
  const day = painted([0, 100, 'up'], [100, 200, 'down']);
  expect(secondsBetween(day, 90, 130)).toEqual({ up: 10, down: 30 });
  expect(secondsBetween(day, 0, 86_400)).toEqual({ up: 100, down: 100 });
  expect(secondsBetween(day, 300, 400)).toEqual({});
});
