import { expect, it } from 'vitest';
import { textOf } from './ledger-file.ts';

it('reads what it wrote', () => {
  expect(textOf(Buffer.from('{"a":"ä 😀 \u{fffd}"}'))).toBe('{"a":"ä 😀 \u{fffd}"}');
});

it.each([[0xff], [0xfe], [0xef, 0xbf], [0xc0, 0x80]])(
  'never takes bytes that are no UTF-8 for the sign that stands for such (%j)',
  (...bytes) => {
    expect(textOf(Buffer.from(bytes))).not.toContain('\u{fffd}');
  },
);
