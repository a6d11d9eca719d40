import { expect, it } from 'vitest';
import { AnnotationFile, AnnotationId, overlap } from './annotation.ts';

const sound = {
  version: 1,
  site: 'oh-track-ballot',
  from: '2026-11-23T14:07Z',
  to: '2026-11-23T15:00Z',
  status: 'up',
  why: 'Our exit was blocked; the office confirms that the page worked.',
  source: null,
};

it.each([
  ['2026-11-23T14:07Z', '2026-11-23T14:07:00.000Z'],
  ['2026-11-23T14:07:12Z', '2026-11-23T14:07:12.000Z'],
  ['2026-11-23T14:07:12.345Z', '2026-11-23T14:07:12.345Z'],
  ['2024-02-29T00:00Z', '2024-02-29T00:00:00.000Z'],
])('reads %s as %s, the form of all data', (from, instant) => {
  expect(AnnotationFile.parse({ ...sound, from }).from).toBe(instant);
});

it.each([
  ['a local time', { from: '2026-11-23T14:07' }, 'from', 'an instant in UTC, such as 2026-11-23T14:07Z'],
  ['another zone', { to: '2026-11-23T14:07+01:00' }, 'to', 'an instant in UTC, such as 2026-11-23T14:07Z'],
  ['a date that no month has', { from: '2026-02-30T14:07Z' }, 'from', 'a date and time that exist'],
  ['the 24th hour', { to: '2026-11-23T24:00Z' }, 'to', 'a date and time that exist'],
  ['an end before the start', { to: '2026-11-23T14:06Z' }, 'to', 'an instant after "from"'],
  ['no time at all', { to: '2026-11-23T14:07:00Z' }, 'to', 'an instant after "from"'],
] as const)('refuses %s', (_, change, field, message) => {
  const { error } = AnnotationFile.safeParse({ ...sound, ...change });
  expect(error?.issues).toMatchObject([{ path: [field], message }]);
});

it.each([
  { status: 'suspect' },
  { why: '' },
  { why: 'x'.repeat(2_001) },
  { source: 'http://vote.example.gov/' },
  { source: 'javascript:alert(1)' },
  { source: undefined },
  { site: 'OH' },
  { by: '' },
  { version: 2 },
  { note: 'x' },
])('refuses %j', (change) => {
  expect(AnnotationFile.safeParse({ ...sound, ...change }).success).toBe(false);
});

it('takes every status that time is counted as, a source, and who it is from', () => {
  for (const status of ['up', 'degraded', 'down', 'blocked', 'closed', 'unknown'])
    expect(AnnotationFile.safeParse({ ...sound, status }).success).toBe(true);
  const more = { $schema: '../schemas/annotation.schema.json', source: 'https://vote.example.gov/', by: 'a' };
  expect(AnnotationFile.safeParse({ ...sound, ...more }).success).toBe(true);
});

it.each([
  ['2026-11-23-oh-register', true],
  ['', false],
  ['../x', false],
  ['a.json', false],
  ['A', false],
  ['a'.repeat(101), false],
])('takes %j for a name: %s', (id, right) => {
  expect(AnnotationId.safeParse(id).success).toBe(right);
});

it.each([
  ['apart', ['01', '02'], ['03', '04'], false],
  ['one after the other', ['01', '02'], ['02', '03'], false],
  ['in part', ['01', '03'], ['02', '04'], true],
  ['one in the other', ['01', '04'], ['02', '03'], true],
  ['alike', ['01', '02'], ['01', '02'], true],
] as const)('tells stretches that lie %s', (_, [from, to], [start, end], common) => {
  expect(overlap({ from, to }, { from: start, to: end })).toBe(common);
  expect(overlap({ from: start, to: end }, { from, to })).toBe(common);
});
