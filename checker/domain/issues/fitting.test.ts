import { expect, it } from 'vitest';
import { firstRows, fitted } from './fitting.ts';

it('joins all parts that say something', () => {
  expect(
    fitted([
      { markdown: 'a', rank: 0 },
      { markdown: '', rank: 0 },
      { markdown: 'b', rank: 3 },
    ]),
  ).toBe('a\n\nb');
});

it('leaves out whole parts, the least important first, and says so', () => {
  const parts = [
    { markdown: 'a'.repeat(100), rank: 2 },
    { markdown: 'lead', rank: 0 },
    { markdown: 'b'.repeat(50), rank: 1 },
  ] as const;
  expect(fitted(parts, 150)).toBe(
    `lead\n\n${'b'.repeat(50)}\n\n_Some parts were left out here, because the whole would be too long._`,
  );
});

it('takes rows while they fit', () => {
  expect(firstRows(['aa', 'bb', 'cc'], 2, 100)).toEqual(['aa', 'bb']);
  expect(firstRows(['aa', 'bb', 'cc'], 9, 6)).toEqual(['aa', 'bb']);
  expect(firstRows(['aa'], 9, 6)).toEqual(['aa']);
});
