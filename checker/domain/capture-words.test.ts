import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wordDifference } from './capture-words.ts';

it.each([
  ['', '', 0],
  [' \n', '\t', 0],
  ['Track your ballot', 'Track  your\nballot', 0],
  ['Track your ballot', 'ballot your Track', 0],
  ['Track your ballot', 'Track your vote', 1 / 3],
  ['vote vote vote', 'vote', 2 / 3],
  ['Track your ballot', 'Track your ballot by mail now', 1 / 2],
  ['Track your ballot', '', 1],
  ['', 'Service unavailable', 1],
  ['constructor __proto__', 'toString hasOwnProperty', 1],
])('of %j and %j is the share that changed', (before, after, share) => {
  expect(wordDifference(before, after)).toBeCloseTo(share, 10);
});

it('is a share, none of it for a text beside itself, and the same both ways', () => {
  fc.assert(
    fc.property(fc.lorem({ maxCount: 30 }), fc.lorem({ maxCount: 30 }), (a, b) => {
      expect(wordDifference(a, a)).toBe(0);
      const share = wordDifference(a, b);
      expect(share).toBe(wordDifference(b, a));
      expect(share >= 0 && share <= 1).toBe(true);
    }),
  );
});
