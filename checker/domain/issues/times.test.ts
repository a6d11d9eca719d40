import { expect, it } from 'vitest';
import {
  betweenText,
  lengthBetween,
  lengthText,
  momentText,
  sinceText,
  spanText,
  stampText,
} from './times.ts';

const AT = (time: string) => `2026-11-${time}:10.000Z`;
const MINUTES = 60_000;

it('leaves out the date where the reader knows it', () => {
  expect(momentText(AT('23T14:07'))).toBe('14:07 UTC on 23 November 2026');
  expect(momentText(AT('23T14:07'), AT('23T00:00'))).toBe('14:07 UTC');
  expect(momentText(AT('23T14:07'), AT('24T00:00'))).toBe('14:07 UTC on 23 November 2026');
  expect(stampText('2026-09-03T04:05:06.000Z')).toBe('3 Sep 2026, 04:05');
});

it.each([
  [
    AT('23T14:07'),
    'between 14:07 and 14:22 UTC on 23 November 2026',
    'since some time between 14:07 and',
    '23 Nov 2026, 14:07–14:22',
  ],
  [
    AT('22T23:52'),
    'between 23:52 UTC on 22 November 2026 and 14:22 UTC on 23 November 2026',
    'since some time between 23:52',
    '22 Nov 2026, 23:52 – 23 Nov 2026, 14:22',
  ],
  [AT('23T14:22'), 'at 14:22 UTC on 23 November 2026', 'since 14:22 UTC on', '23 Nov 2026, 14:22'],
  [
    null,
    'at 14:22 UTC on 23 November 2026 or before',
    'since 14:22 UTC on 23 November 2026 or before',
    '23 Nov 2026, 14:22 or before',
  ],
])('tells the interval from %s', (from, between, since, span) => {
  expect(betweenText(from, AT('23T14:22'))).toBe(between);
  expect(sinceText(from, AT('23T14:22'))).toContain(since);
  expect(spanText(from, AT('23T14:22'))).toBe(span);
});

it.each([
  [59_999, 'down', 'less than a minute'],
  [60_000, 'down', '1 minute'],
  [61 * MINUTES, 'down', '1 hour 1 minute'],
  [61 * MINUTES + 1, 'up', '1 hour 2 minutes'],
  [1_440 * MINUTES - 1, 'up', '1 day'],
  [1_501 * MINUTES, 'down', '1 day 1 hour'],
  [1_501 * MINUTES, 'up', '1 day 2 hours'],
] as const)('tells %d ms rounded %s as %s', (ms, round, text) => {
  expect(lengthText(ms, round)).toBe(text);
});

it.each([
  [12 * MINUTES, 41 * MINUTES, 'between 12 and 41 minutes'],
  [1 * MINUTES, 41 * MINUTES, 'between 1 and 41 minutes'],
  [30 * MINUTES, 61 * MINUTES, 'between 30 minutes and 1 hour 1 minute'],
  [60 * MINUTES, 120 * MINUTES, 'between 1 and 2 hours'],
  [20 * MINUTES, 60 * MINUTES, 'between 20 minutes and 1 hour'],
  [5_000, 15 * MINUTES, 'at most 15 minutes'],
  [15 * MINUTES, 15 * MINUTES, 'about 15 minutes'],
  [15 * MINUTES, null, 'at least 15 minutes'],
  [0, null, 'an unknown time'],
])('tells a length of %s to %s ms as %s', (least, most, text) => {
  expect(lengthBetween(least, most)).toBe(text);
});
