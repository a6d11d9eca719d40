import { expect, it } from 'vitest';
import { legsOf, wordsOf } from './matrix.ts';

it.each<[name: string, matrix: unknown, legs: object[]]>([
  ['no matrix', null, [{}]],
  ['one vector', { shard: ['1/2', '2/2'] }, [{ shard: '1/2' }, { shard: '2/2' }]],
  [
    'two vectors',
    { os: ['a', 'b'], node: [1, 2] },
    [
      { os: 'a', node: 1 },
      { os: 'a', node: 2 },
      { os: 'b', node: 1 },
      { os: 'b', node: 2 },
    ],
  ],
  ['include alone', { include: [{ shard: '1/1', exit: 1 }] }, [{ shard: '1/1', exit: 1 }]],
  [
    'include that adds to legs, and one that is a leg of its own',
    { os: ['a', 'b'], include: [{ os: 'a', fast: true }, { os: 'c' }] },
    [{ os: 'a', fast: true }, { os: 'b' }, { os: 'c' }],
  ],
  ['exclude', { os: ['a', 'b'], exclude: [{ os: 'a' }] }, [{ os: 'b' }]],
])('%s makes its legs', (_, matrix, legs) => {
  expect(legsOf(matrix)).toEqual(legs);
});

it('names a leg by its values, objects by theirs', () => {
  expect(wordsOf({ shard: '1/2', exit: { ordinal: 3 } })).toBe('1/2, 3');
});

it.each([
  ['a vector without values', { shard: [] }, 'does not contain any values'],
  ['no leg at all', { include: [] }, 'no legs'],
  ['text', 'shards', 'must be an object'],
  ['too many legs', { n: Array.from({ length: 257 }, (_, i) => i) }, '256'],
])('refuses %s', (_, matrix, said) => {
  expect(() => legsOf(matrix)).toThrow(said);
});
