import { expect, it } from 'vitest';
import { cadenceOf } from './cadence.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 27, 10, minute)).toISOString();

it.each([
  [[], null],
  [[0, 15], null],
  [[30, 0, 15], { gaps: 2, median: 15, longest: 15 }],
  [[0, 15, 30, 90], { gaps: 3, median: 15, longest: 60 }],
  [[0, 10, 40], { gaps: 2, median: 10, longest: 30 }],
])('of runs at the minutes %j: %j', (minutes, expected) => {
  const cadence = cadenceOf(minutes.map(at));
  expect(
    cadence && { ...cadence, median: cadence.median / 60_000, longest: cadence.longest / 60_000 },
  ).toEqual(expected);
});
