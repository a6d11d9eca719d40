import { expect, it } from 'vitest';
import { type Captured, type Difference, keepEvidence, pictureDifference } from './capture.ts';
import { DEFAULT_CAPTURE } from './capture-settings.ts';
import { aHash, aVisit } from './run-builders.ts';

const TODAY = '2026-11-23T00:10:00.000Z';
const WHITE = '/'.repeat(160);
const baseline = { at: '2026-11-23T00:00:00.000Z', text: aHash('a'), evidence: aHash('e'), look: WHITE };
const known: Captured = { lastOutcome: 'up', baseline };
const visit = (overrides: Partial<Parameters<typeof aVisit>[0]> = {}) =>
  aVisit({ at: TODAY, text: aHash('a'), ...overrides });
const SAME: Difference = { text: 0, picture: 0 };
const keep = (
  candidate: ReturnType<typeof visit>,
  before = known,
  difference = SAME,
  settings: Partial<typeof DEFAULT_CAPTURE> = {},
) => keepEvidence(candidate, before, difference, { ...DEFAULT_CAPTURE, ...settings });

it.each([
  ['the first visit', visit(), { lastOutcome: null, baseline: null }, 'first'],
  ['the first visit whose evidence was left', visit(), { lastOutcome: 'up', baseline: null }, 'first'],
  ['a visit that is down', visit({ outcome: 'down' }), known, 'not-up'],
  ['a visit that is blocked', visit({ outcome: 'blocked' }), known, 'not-up'],
  ['a visit that is impaired', visit({ outcome: 'degraded' }), known, 'not-up'],
  ['a visit that could not look', visit({ outcome: 'unknown' }), known, 'not-up'],
  ['the first up after it', visit(), { ...known, lastOutcome: 'down' }, 'recovered'],
  ['a page whose words changed', visit({ text: aHash('b') }), known, 'changed'],
  ['a page whose words went', visit({ text: null }), known, 'changed'],
  ['one a day', visit({ at: '2026-11-24T00:00:00.000Z' }), known, 'daily'],
] as const)('keeps %s', (_, candidate, before, because) => {
  expect(keep(candidate, before)).toEqual({ keep: true, because });
});

it.each([
  ['any other text', 0, 0.001, true],
  ['the same words in another order', 0, 0, true],
  ['a text whose change cannot be told', 0.2, null, true],
  ['a small change of text', 0.2, 0.2, false],
  ['a larger one', 0.2, 0.21, true],
])('of %s, with a setting of %d and a difference of %s, says %s', (_, text, difference, kept) => {
  const other = visit({ text: aHash('b') });
  expect(keep(other, known, { text: difference, picture: 0 }, { text }).keep).toBe(kept);
});

it.each([
  [0.05, 0.05, false],
  [0.05, 0.06, true],
  [0.05, null, false],
  [0, 0, false],
  [0, 0.01, true],
  [1, 1, false],
])('with a setting of %d for pictures, keeps one that differs by %s: %s', (picture, difference, kept) => {
  const said = keep(visit(), known, { text: 0, picture: difference }, { picture });
  expect(said).toEqual(kept ? { keep: true, because: 'changed' } : { keep: false, evidence: aHash('e') });
});

it('looks at the picture where too little of the text has changed', () => {
  const other = visit({ text: aHash('b') });
  expect(keep(other, known, { text: 0.01, picture: 0.9 }, { text: 0.2 })).toMatchObject({ keep: true });
});

it('refers to the evidence kept last when a reader would see the same', () => {
  expect(keep(visit())).toEqual({ keep: false, evidence: aHash('e') });
});

it('takes two documents without text for the same until the next day', () => {
  const before = { ...known, baseline: { ...baseline, text: null } };
  const difference = { text: null, picture: null };
  expect(keep(visit({ text: null }), before, difference)).toMatchObject({ keep: false });
});

it('measures pictures only where there are two', () => {
  const look = `${'A'.repeat(16)}${WHITE.slice(16)}`;
  expect(pictureDifference(visit({ look }), known)).toBe(0.1);
  expect(pictureDifference(visit(), known)).toBeNull();
  expect(pictureDifference(visit({ look }), { ...known, baseline: { ...baseline, look: null } })).toBeNull();
  expect(pictureDifference(visit({ look }), { lastOutcome: null, baseline: null })).toBeNull();
});
