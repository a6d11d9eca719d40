import { describe, expect, it } from 'vitest';
import { anIncident, aVisitRef } from '../../test/incident-builder.ts';
import { incidentLength } from './incident-length.ts';
import { lengthWords } from './incident-words.ts';

describe('the length of an incident', () => {
  it.each([
    [{}, 20, 30, 'between 20 minutes and 30 minutes'],
    [{ lastGood: null }, 20, null, 'at least 20 minutes'],
    [{ lastBad: aVisitRef(5), firstGood: null, endedAt: null }, 0, null, 'at least a moment so far'],
    [{ firstGood: null, endedAt: null }, 20, null, 'at least 20 minutes so far'],
    [{ firstGood: null }, 20, null, 'at least 20 minutes'],
    [{ lastGood: aVisitRef(5), firstGood: aVisitRef(25) }, 20, 20, 'about 20 minutes'],
  ] as const)('with %o lies between %d and %d minutes', (overrides, least, most, words) => {
    const incident = anIncident(overrides);
    expect(incidentLength(incident)).toEqual({
      leastMs: least * 60_000,
      mostMs: most === null ? null : most * 60_000,
    });
    expect(lengthWords(incident)).toBe(words);
  });
});
