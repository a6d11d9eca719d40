import { describe, expect, it } from 'vitest';
import { addSeconds, paint, type Seconds, type TimeLine, turn } from './segments.ts';

function painted(...strokes: [from: number, to: number, status: 'up' | 'down' | 'unknown' | 'closed'][]) {
  const day: TimeLine = { segments: [], counted: 0 };
  for (const [from, to, status] of strokes) paint(day, from, to, status);
  return day;
}

describe('paint', () => {
  it('counts skipped time as unknown', () => {
    expect(painted([100, 200, 'up'])).toEqual({
      segments: [
        [0, 'unknown'],
        [100, 'up'],
      ],
      counted: 200,
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
    expect(day).toEqual({
      segments: [
        [0, 'up'],
        [50, 'down'],
      ],
      counted: 150,
    });
  });
  it('ends with the day', () => {
    expect(painted([86_000, 90_000, 'up']).counted).toBe(86_400);
  });
  it('of nothing changes nothing', () => {
    expect(painted([10, 10, 'up'])).toEqual({ segments: [], counted: 0 });
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
});

it('adds a part of a day to a sum', () => {
  const day = painted([0, 100, 'up'], [100, 200, 'down']);
  const seconds = (from: number, to: number) => {
    const sum: Seconds = { up: 1 };
    addSeconds(sum, day, from, to);
    return sum;
  };
  expect(seconds(90, 130)).toEqual({ up: 11, down: 30 });
  expect(seconds(0, 86_400)).toEqual({ up: 101, down: 100 });
  expect(seconds(300, 400)).toEqual({ up: 1 });
});
