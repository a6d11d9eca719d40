import { describe, expect, it } from 'vitest';
import type { Incident, VisitRef } from '../../../checker/domain/ledger-files.ts';
import { incidentLength } from './incident-length.ts';
import { lengthWords } from './incident-words.ts';

const visit = (minute: number): VisitRef => ({
  run: 'r',
  at: `2026-11-23T14:${String(minute).padStart(2, '0')}:00.000Z`,
  outcome: 'down',
  route: 'direct',
  evidence: null,
});

const anIncident = (overrides: Partial<Incident> = {}): Incident => ({
  id: 'oh-track-ballot-20261123T140500Z',
  site: 'oh-track-ballot',
  kind: 'down',
  reasons: [],
  lastGood: visit(0),
  firstBad: visit(5),
  confirmedBy: visit(6),
  lastBad: visit(25),
  firstGood: visit(30),
  endedAt: visit(30).at,
  ...overrides,
});

describe('the length of an incident', () => {
  it.each([
    [{}, 20, 30, 'between 20 minutes and 30 minutes'],
    [{ lastGood: null }, 20, null, 'at least 20 minutes'],
    [{ firstGood: null, endedAt: null }, 20, null, 'at least 20 minutes so far'],
    [{ firstGood: null }, 20, null, 'at least 20 minutes'],
    [{ lastGood: visit(5), firstGood: visit(25) }, 20, 20, 'about 20 minutes'],
  ] as const)('with %o lies between %d and %d minutes', (overrides, least, most, words) => {
    const incident = anIncident(overrides);
    expect(incidentLength(incident)).toEqual({
      leastMs: least * 60_000,
      mostMs: most === null ? null : most * 60_000,
    });
    expect(lengthWords(incident)).toBe(words);
  });
});
