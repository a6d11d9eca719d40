import fc from 'fast-check';
import { expect, it } from 'vitest';
import { costOf } from './expression-cost.ts';

it.each([
  ['vote', '', 4],
  ['', '', 0],
  ['a|bc|', '', 3],
  ['[a-z\\]]b', '', 2],
  ['[]]', '', 2],
  ['\\bvot(?:e|ing)\\b', '', 10],
  ['a?b', '', 3],
  ['a{3}', '', 3],
  ['a{2,4}b', '', 7],
  ['(?<word>a|b){2}', '', 6],
  ['a{0,200}b', '', 401],
  ['\\p{L}x', 'u', 2],
  ['\\u{1F5F3}', 'u', 1],
  ['{', '', 1],
  ['a{,3}', '', 5],
  ['(?i:a)b', '', 2],
  ['(?:a|a){40}', '', 2 ** 41 - 2],
])('counts the steps of /%s/%s', (source, flags, steps) => {
  expect(costOf(source, flags)).toEqual({ steps, needsProof: false, beyondProof: false });
});

it.each([
  ['a*', '', true, false],
  ['a+?b', '', true, false],
  ['a{2,}', '', true, false],
  ['[*+]\\*\\+', '', false, false],
  ['vote\\s+now', '', false, false],
  ['vote *now\\d+?x', 'iu', false, false],
  ['(?:a\\s+b|c){0,3}', '', false, false],
  ['votes?\\s+now', '', true, false],
  ['vote\\s+', '', true, false],
  ['\\s+vote', '', true, false],
  ['vote\\s+n?ow', '', true, false],
  ['vote\\s+n{0}\\s+x', '', true, false],
  ['vote\\s+(now)', '', true, false],
  ['vote\\w+now', '', true, false],
  ['(?:a\\s+b)+', '', true, false],
  ['(?=a)b', '', false, true],
  ['(?!a)b', '', false, true],
  ['(?<=a)b', '', false, true],
  ['(?<!a)b', '', false, true],
  ['(a)\\1', '', false, true],
  ['(?<x>a)\\k<x>', '', false, true],
])(
  'says of /%s/%s whether it needs proof (%s) and beyond proof (%s)',
  (source, flags, needsProof, beyondProof) => {
    expect(costOf(source, flags)).toMatchObject({ needsProof, beyondProof });
  },
);

it('takes no more than 10,000 repetitions into account: beyond is too many', () => {
  expect(costOf('a{100000}', '').steps).toBe(Number.POSITIVE_INFINITY);
});

it('reads every expression that the engine accepts to its end', () => {
  const piece = fc.constantFrom(
    'a',
    '(',
    ')',
    '(?:',
    '|',
    '[',
    ']',
    '[^',
    '\\]',
    '\\)',
    '*',
    '+?',
    '{2}',
    '{1,3}',
    '^',
    '\\b',
    '.',
    '-',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const source = pieces.join('');
      fc.pre(accepts(source));
      // What follows an expression adds its own steps: nothing of it was swallowed, nothing left over.
      const [alone, followed] = [costOf(`(?:${source})`, '').steps, costOf(`(?:${source})|zz`, '').steps];
      expect(followed).toBe(alone + 2);
    }),
    { numRuns: 2_000 },
  );
});

function accepts(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
