import { expect, it } from 'vitest';
import { markdownText, plainText } from './plain-text.ts';

it.each([
  ['a\nb\r\n\tc', 'a b c'],
  ['\u001b[31mred\u001b[0m', '[31mred [0m'],
  ['::error file=x::boom', ': :error file=x: :boom'],
  ['seen: ##[stop-commands]x', 'seen: # #[stop-commands]x'],
  ['left\u202Eright', 'left right'],
  ['zero\u200Bwidth', 'zero width'],
  ['line\u2028sep', 'line sep'],
])('makes %j harmless', (outside, inside) => {
  expect(plainText(outside)).toBe(inside);
});

it('ends a long text with an ellipsis', () => {
  expect(plainText('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`);
});

it('leaves no markup, mention or table cell in Markdown', () => {
  const text = markdownText('**[x](http://evil)** @everyone #1 <img src=x> | `a` :smile:');
  expect(text).not.toMatch(/[*[\]()<>|`@:]/);
  expect(text.replace(/&#\d+;/g, '')).not.toContain('#');
});
