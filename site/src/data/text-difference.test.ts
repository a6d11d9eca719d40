import { describe, expect, it } from 'vitest';
import { textDifference } from './text-difference.ts';

const lines = (count: number, name = 'line') =>
  Array.from({ length: count }, (_, index) => `${name} ${index}`).join('\n');

describe('textDifference', () => {
  it.each([
    ['the same text', 'a\nb', 'a\nb'],
    ['other indents, blank lines and line ends', 'a\r\n\r\n  b  c', 'a\nb c\n'],
  ])('finds nothing in %s', (_, before, after) => {
    expect(textDifference(before, after)).toBeNull();
  });

  it('tells lines that are gone, new and the same', () => {
    expect(textDifference('Title\nSearch\nFoot', 'Title\nClosed\nFoot')).toEqual({
      added: 1,
      removed: 1,
      lines: [
        { sign: ' ', text: 'Title' },
        { sign: '−', text: 'Search' },
        { sign: '+', text: 'Closed' },
        { sign: ' ', text: 'Foot' },
      ],
      cut: false,
    });
  });

  it('leaves out what is far from a change', () => {
    const difference = textDifference(lines(20), `${lines(20)}\nnew`);
    expect(difference?.lines).toEqual([
      { same: 18 },
      { sign: ' ', text: 'line 18' },
      { sign: ' ', text: 'line 19' },
      { sign: '+', text: 'new' },
    ]);
  });

  it('says that it compared and showed only a part of long texts', () => {
    const difference = textDifference(lines(2_000), lines(2_000, 'other'));
    expect(difference?.cut).toBe(true);
    expect(difference?.lines.length).toBe(240);
    expect(textDifference(lines(2_000), `${lines(2_000)}\nnew`)?.cut).toBe(true);
  });
});
