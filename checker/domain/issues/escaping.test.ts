import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attribute, code, cutText, markdown, titleText } from './escaping.ts';

describe('markdown', () => {
  it.each([
    ['vote-by-mail: a guide (2026) & more', 'vote-by-mail: a guide (2026) & more'],
    ['ask @everyone now', 'ask `@everyone` now'],
    ['mail help@example.gov.', 'mail `help@example.gov`.'],
    ['see #1, octo/cat#12 or GH-7', 'see `#1`, `octo/cat#12` or `GH-7`'],
    [
      'at https://evil.example/x (or www.evil.example)',
      'at `https://evil.example/x` (or `www.evil.example`)',
    ],
    ['commit a5c3785ed8d6a35868bc169f07e40e889087fd2e', 'commit `a5c3785ed8d6a35868bc169f07e40e889087fd2e`'],
    ['costs $5 or $x$ :smile:', 'costs `$5` or `$x$` `:smile:`'],
    ['<!-- puptime {} -->', '&#60;&#33;&#45;&#45; puptime &#123;&#125; &#45;&#45;&#62;'],
    ['[x](https://evil.example) | `a`', '&#91;x&#93;(`https://evil.example`) &#124; &#96;a&#96;'],
    ['1. not a list', '1&#46; not a list'],
    ['::error::boom', '&#58; `:error:` &#58;boom'],
    ['left\u202Eright zero\u200Bwidth', 'left right zero width'],
    ['', ''],
  ])('shows %j as it is, and nothing more', (outside, inside) => {
    expect(markdown(outside)).toBe(inside);
  });

  it('cuts between code points', () => {
    expect(markdown('ab😀cd', 4)).toBe('ab…');
    expect(cutText('ab😀cd', 5)).toBe('ab😀…');
  });
});

it('keeps a code span whole whatever stands in it', () => {
  expect(code('a`b|c<!--d-->')).toBe('`aˋb¦c‹!--d--›`');
  expect(code('')).toBe('–');
});

it('cannot leave an attribute', () => {
  expect(attribute('" onload="x')).toBe('&#34; onload=&#34;x');
});

it.each([
  ['@everyone #1 <b> `x`', '＠everyone ＃1 ‹b› ˋxˋ'],
  ['##[error]boom ::warning::x', '# ＃[error]boom : :warning: :x'],
  ['a\u202Eb\nc', 'a b c'],
])('makes %j harmless in a title', (outside, inside) => {
  expect(titleText(outside, 100)).toBe(inside);
});

const ATOMS = [
  '@',
  '#1',
  '<',
  '>',
  '!--',
  '-->',
  '`',
  '|',
  '[',
  ']',
  '(',
  ')',
  ':',
  '//',
  'www.',
  '\\',
  '$',
  '\n',
  '\u202e',
  'ab',
  ' ',
  '&',
  '"',
  '*',
  '_',
  '😀',
  '\ud83d',
];
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...ATOMS)).map((parts) => parts.join('')),
);

it('holds no mark-up, mention, reference, address or hidden character outside of code', () => {
  fc.assert(
    fc.property(hostile, fc.integer({ min: 1, max: 60 }), (outside, max) => {
      const outer = markdown(outside, max).replace(/`[^`]*`/g, 'x');
      expect(outer).not.toMatch(/[<>[\]`|*\\@$]|(^|\W)_|_(\W|$)|:\/\/|www\.\w|--|::/);
      expect(outer).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(outer.replace(/&#\d+;/g, '')).not.toContain('#');
      expect(markdown(outside, max)).not.toContain('<!--');
      expect(code(outside, max)).toMatch(/^(`[^`\n|<>]+`|–)$/);
      expect(titleText(outside, max)).not.toMatch(/[@<>`\p{Cc}\p{Cf}\p{Cs}]|#\d|::/u);
      expect(titleText(outside, max).length).toBeLessThanOrEqual(max);
    }),
  );
});
