import { expect, it } from 'vitest';
import { trippedBy } from './breaker.ts';

const limits = { share: 0.3, atLeast: 5 };
const sites = (count: number) => Array.from({ length: count }, (_, index) => `site-${index}`);

it.each([
  ['more than the share', 7, 20, 7],
  ['exactly the share', 6, 20, 0],
  ['too few to matter', 4, 4, 0],
  ['five of five', 5, 5, 5],
  ['none at all', 0, 0, 0],
])('%s: %i of %i', (_name, down, visited, doubted) => {
  expect(trippedBy(sites(down), visited, limits)).toHaveLength(doubted);
});
