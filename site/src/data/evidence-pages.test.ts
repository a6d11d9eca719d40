import { describe, expect, it } from 'vitest';
import { anIncident, aVisitRef } from '../../test/incident-builder.ts';
import { EVIDENCE_INCIDENTS, evidencePages } from './evidence-pages.ts';

const sha = (digit: string) => digit.repeat(64);
const incident = anIncident({
  lastGood: aVisitRef(0, { outcome: 'up', evidence: sha('a') }),
  firstBad: aVisitRef(5, { evidence: sha('b') }),
  confirmedBy: aVisitRef(6, { evidence: sha('c') }),
  lastBad: aVisitRef(25, { evidence: sha('d') }),
  firstGood: aVisitRef(30, { outcome: 'up', evidence: sha('e') }),
});

describe('pages of evidence', () => {
  it('are those of an incident’s visits, each bad one with the last good one to compare with', () => {
    const pages = [...evidencePages({ sites: [], incidents: [incident] }).values()];
    expect(
      pages.map(({ sha256, uses, good }) => [sha256[0], uses[0]?.role, good?.evidence?.[0] ?? null]),
    ).toEqual([
      ['a', 'goodBefore', null],
      ['b', 'firstBad', 'a'],
      ['c', 'confirmedBy', 'a'],
      ['d', 'lastBad', 'a'],
      ['e', 'firstGood', 'a'],
    ]);
    expect(pages[1]?.reasons).toEqual(incident.reasons);
  });

  it('are one where two visits refer to the same evidence, and none where a visit left none', () => {
    const twice = { ...incident, firstGood: null, lastBad: incident.firstBad, confirmedBy: aVisitRef(6) };
    const pages = evidencePages({ sites: [], incidents: [twice] });
    expect([...pages.keys()].map((key) => key[0])).toEqual(['a', 'b']);
    expect(pages.get(sha('b'))?.uses.map(({ role }) => role)).toEqual(['firstBad', 'lastBad']);
  });

  it('are for all open incidents and the newest others', () => {
    const many = Array.from({ length: EVIDENCE_INCIDENTS + 20 }, (_, index) =>
      anIncident({
        id: `x-${index}`,
        firstBad: aVisitRef(5, { evidence: index.toString(16).padStart(64, '0') }),
        ...(index > EVIDENCE_INCIDENTS ? { endedAt: null } : {}),
      }),
    );
    const pages = evidencePages({ sites: [], incidents: many });
    const has = (index: number) => pages.has(index.toString(16).padStart(64, '0'));
    expect(pages.size).toBe(EVIDENCE_INCIDENTS);
    expect([has(0), has(EVIDENCE_INCIDENTS), has(EVIDENCE_INCIDENTS + 19)]).toEqual([true, false, true]);
  });
});
