import { describe, expect, it } from 'vitest';
import type { Annotation } from '../../../checker/domain/annotation.ts';
import { NO_ISSUES } from '../../../checker/domain/issues/issues-file.ts';
import { anIncident } from '../../test/incident-builder.ts';
import { correctionsOfIncident, threadOf } from './incident-notes.ts';

const correction = (overrides: Partial<Annotation> = {}): Annotation => ({
  id: 'planned-work',
  version: 1,
  site: 'oh-track-ballot',
  from: '2026-11-23T14:00:00.000Z',
  to: '2026-11-23T15:00:00.000Z',
  status: 'closed',
  why: 'announced',
  source: null,
  ...overrides,
});

describe('corrections of an incident', () => {
  it.each([
    ['its stretch', {}, 1],
    ['an earlier id of its site', { site: 'oh-tracker' }, 1],
    ['another site', { site: 'oh-register' }, 0],
    ['a stretch that ends as it begins', { to: '2026-11-23T14:05:00.000Z' }, 0],
    ['a stretch that begins as it ends', { from: '2026-11-23T14:30:00.000Z' }, 0],
  ] as const)('of %s are %o: %i', (_, overrides, count) => {
    expect(correctionsOfIncident([correction(overrides)], anIncident(), ['oh-tracker'])).toHaveLength(count);
  });

  it('touch an open one up to its newest bad visit', () => {
    const open = anIncident({ firstGood: null, endedAt: null });
    expect(correctionsOfIncident([correction({ from: open.lastBad.at })], open, [])).toHaveLength(1);
  });
});

describe('the issue of an incident', () => {
  const incident = anIncident();

  it('is null when there is none, and has no updates before someone wrote', () => {
    expect(threadOf({ issues: NO_ISSUES }, incident)).toBeNull();
    expect(threadOf({ issues: { incidents: { [incident.id]: 12 }, updates: {} } }, incident)).toEqual({
      issue: 12,
      updates: [],
    });
  });
});
