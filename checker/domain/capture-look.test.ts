import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LOOK_DIGITS, Look, lookDifference } from './capture-look.ts';

const row = (digit: string) => digit.repeat(16);
const rows = (amount: number, digit = '/') => row(digit).repeat(amount);

it.each([
  ['the same', rows(10), rows(10), 0],
  ['a level darker all over', rows(10), rows(10, '+'), 0],
  ['two levels darker all over', rows(10), rows(10, '9'), 1],
  ['one row of ten dark', rows(10), row('A') + rows(9), 0.1],
  ['one cell of 160 dark', rows(10), `A${rows(10).slice(1)}`, 1 / 160],
  ['a row more', rows(10), rows(11), 0],
  ['two rows more', rows(10), rows(12), 1 / 12],
  ['twice as high', rows(10), rows(20), 9 / 20],
])('tells %s', (_, before, after, difference) => {
  expect(lookDifference(before, after)).toBeCloseTo(difference, 10);
  expect(lookDifference(after, before)).toBe(lookDifference(before, after));
});

it('is a share, none of it for a look beside itself, and the same both ways', () => {
  const cells = fc.string({ unit: fc.constantFrom(...LOOK_DIGITS), minLength: 16, maxLength: 768 });
  const look = cells.map((text) => text.slice(0, text.length - (text.length % 16)));
  fc.assert(
    fc.property(look, look, (a, b) => {
      expect(Look.parse(a)).toBe(a);
      expect(lookDifference(a, a)).toBe(0);
      const share = lookDifference(a, b);
      expect(share).toBe(lookDifference(b, a));
      expect(share >= 0 && share <= 1).toBe(true);
    }),
  );
});

it.each(['', 'A', rows(49), `${row('A')}=`, `${row('A').slice(1)}-`, `${row('A')}\n`])(
  'takes %j for no look',
  (text) => {
    expect(Look.safeParse(text).success).toBe(false);
  },
);
