import fc from 'fast-check';
import { expect, it } from 'vitest';
import { commentText } from './comment-text.ts';

it.each([
  ['The **county** is *on* it, `really`.', 'The county is on it, really.'],
  [
    '# News\r\n\r\n> quoted\r\n> twice\r\n\r\nsnake_case_stays, _this_ goes',
    'News\n\nquoted\ntwice\n\nsnake_case_stays, this goes',
  ],
  ['See [the notice](https://vote.example.gov/n "title").', 'See the notice (https://vote.example.gov/n).'],
  ['[https://a.example](https://a.example) <https://b.example>', 'https://a.example https://b.example'],
  ['[not one](javascript:alert(1))', '[not one](javascript:alert(1))'],
  ['[click](javascript:void)', 'click'],
  ['![a chart](https://x.example/p.png) shows it', 'a chart shows it'],
  ['<details><summary>Log</summary>\nline<br>other</details>', 'Log\nline\nother'],
  ['a <!-- puptime-said x --> b <!-- open', 'a b'],
  ['```sh\n$ curl\n```\ndone', '$ curl\ndone'],
  ['&lt;b&gt; \\*not\\* &amp;amp;', '<b> *not* &amp;'],
  ['one\n\n\n\n\ntwo  \n  three', 'one\n\ntwo\nthree'],
  ['tab\there\u0000\u001b[31m \u202Ereversed\u202C zero\u200Bwidth', 'tab here [31m reversed zerowidth'],
  ['half \ud800 pair', 'half \ufffd pair'],
  ['<!-- only a note -->', ''],
])('%j reads %j', (markdown, text) => {
  expect(commentText(markdown)).toBe(text);
});

it('ends at 2,000 characters, and not in the middle of one', () => {
  expect(commentText('x'.repeat(2_000))).toBe('x'.repeat(2_000));
  const long = commentText('😀'.repeat(1_100));
  expect(long.length).toBeLessThanOrEqual(2_000);
  expect(long).toMatch(/^(😀)+…$/u);
  expect(commentText(`${'<!-- '.repeat(5_000)}`)).toBe('…');
});

it('is short, printable and quick, whatever was written', () => {
  const piece = fc.constantFrom(
    '<!--',
    '-->',
    '[',
    '](',
    ')',
    '<',
    '>',
    '*',
    '_',
    '`',
    '\\',
    '&amp;',
    '\r',
    '\n',
    '\u202e',
    '\u0000',
    ' ',
    'word',
    '#',
    '~~~',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }))), (pieces) => {
      const text = commentText(pieces.join(''));
      expect(text).not.toMatch(/[\p{Cf}\p{Co}\p{Cs}]|[^\P{Cc}\n]/u);
      expect(text.length).toBeLessThanOrEqual(2_000);
      expect(text).toBe(text.trim());
    }),
  );
});
