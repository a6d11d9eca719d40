import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffBlock } from './diff-block.ts';

it('shows the lines that go and those that come', () => {
  expect(diffBlock(['"url": "https://a.example/",'], ['"url": "https://b.example/",'])).toBe(
    '```diff\n-"url": "https://a.example/",\n+"url": "https://b.example/",\n```',
  );
});

it('has a fence longer than any run of backticks within', () => {
  expect(diffBlock([], ['"title": "````",'])).toMatch(/^`{5}diff\n.*\n`{5}$/s);
});

it('is left out when it would have to be cut', () => {
  expect(diffBlock([], [`"${'x'.repeat(30_000)}"`])).toBeNull();
});

it('stays the same JSON, with nothing hidden in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const title = `${text}<!-- puptime -->\u202e\n`;
      const block = diffBlock([], [JSON.stringify({ title })]) ?? '';
      const [, line = ''] = block.split('\n');
      expect(JSON.parse(line.slice(1))).toEqual({ title });
      expect(line).not.toMatch(/<!--|-->|[\p{Cc}\p{Cf}\p{Cs}]/u);
    }),
  );
});
