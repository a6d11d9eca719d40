import { expect, it } from 'vitest';
import { waterfall } from './waterfall.ts';

it('lays the phases one after the other and counts the rest from the start', () => {
  const { bars, end } = waterfall({
    dns: 12,
    connect: 30,
    tls: null,
    firstByte: 200,
    dom: 640,
    load: null,
    ready: null,
    total: 900,
  });
  expect(bars.map(({ name, from, to }) => `${name} ${from}–${to}`)).toEqual([
    'dns 0–12',
    'connect 12–42',
    'firstByte 42–242',
    'dom 0–640',
    'total 0–900',
  ]);
  expect(end).toBe(900);
});
