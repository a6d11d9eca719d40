import { expect, it } from 'vitest';
import { type Captured, keepEvidence } from './capture.ts';
import { aHash, aVisit } from './run-builders.ts';

const TODAY = '2026-11-23T00:10:00.000Z';
const baseline = { at: '2026-11-23T00:00:00.000Z', text: aHash('a'), evidence: aHash('e') };
const known: Captured = { lastOutcome: 'up', baseline };
const visit = (overrides: Partial<Parameters<typeof aVisit>[0]> = {}) =>
  aVisit({ at: TODAY, text: aHash('a'), ...overrides });

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
  expect(keepEvidence(candidate, before)).toEqual({ keep: true, because });
});

it('refers to the evidence kept last when a reader would see the same', () => {
  expect(keepEvidence(visit(), known)).toEqual({ keep: false, evidence: aHash('e') });
});

it('takes two documents without text for the same until the next day', () => {
  const before = { ...known, baseline: { ...baseline, text: null } };
  expect(keepEvidence(visit({ text: null }), before)).toMatchObject({ keep: false });
});
