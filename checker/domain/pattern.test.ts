import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesPattern, parsePattern } from './pattern.ts';

describe('plain words', () => {
  it.each([
    ['track your ballot', 'Please TRACK\n\tyour\u00a0 Ballot here', true],
    ['  Track your   ballot ', 'track your ballot', true],
    ['track your ballot', 'trackyour ballot', false],
    ['cost: $1.50 (each)', 'Cost: $1.50  (EACH)', true],
    ['1.5', '1x5', false],
    ['and/or', 'this AND/OR that', true],
    ['a-b [c] {d} ^e| \\f*+?', 'A-B [C] {D} ^E| \\F*+?', true],
    ['elección', 'ELECCIÓN', true],
    ['🗳 vote', 'the 🗳 VOTE', true],
  ])('%j in %j: %s', (pattern, text, found) => {
    expect(matchesPattern(pattern, text)).toBe(found);
  });

  it('are found in any text that holds them, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.string(), (words, before, after) => {
        fc.pre(words.trim() !== '' && !words.startsWith('/'));
        expect(matchesPattern(words, `${before} ${words} ${after}`)).toBe(true);
      }),
    );
  });
});

describe('regular expressions', () => {
  it.each([
    ['/^vote$/', 'vote', true],
    ['/^vote$/', 'VOTE', false],
    ['/^vote$/i', 'VOTE', true],
    ['/^vote$/m', 'go\nvote', true],
    ['/a.b/', 'a\nb', false],
    ['/a.b/s', 'a\nb', true],
    ['/^.$/u', '🗳', true],
    ['/a/b/', 'xa/bx', true],
  ])('%s in %j: %s', (pattern, text, found) => {
    expect(matchesPattern(pattern, text)).toBe(found);
    expect(matchesPattern(pattern, text), 'keeps no position between calls').toBe(found);
  });
});

describe('what is not a pattern', () => {
  it.each([
    ['/vote', { expected: 'a regular expression closed by a slash, as /…/ or /…/i' }],
    ['/', { expected: 'a regular expression closed by a slash, as /…/ or /…/i' }],
    ['//', { expected: 'a regular expression between the slashes' }],
    ['/vote/g', { expected: 'only the flags i, u, s and m after the closing slash, each at most once' }],
    ['/vote/ii', { expected: 'only the flags i, u, s and m after the closing slash, each at most once' }],
    ['/(vote/', { expected: 'a valid regular expression', because: 'Unterminated group' }],
    [' \n ', { expected: 'words to look for' }],
  ])('%j', (text, problem) => {
    expect(parsePattern(text)).toEqual({ kind: 'invalid', ...problem });
    expect(() => matchesPattern(text, 'vote')).toThrow('not a pattern');
  });
});

it('compiles the same text once', () => {
  expect(parsePattern('my vote')).toBe(parsePattern('my vote'));
});
