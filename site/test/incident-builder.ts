import type { Incident, VisitRef } from '../../checker/domain/ledger-files.ts';

/** For tests: a visit so many minutes after 14:00, without evidence. */
export function aVisitRef(minute: number, overrides: Partial<VisitRef> = {}): VisitRef {
  return {
    run: 'r-1',
    at: new Date(Date.UTC(2026, 10, 23, 14, minute)).toISOString(),
    outcome: 'down',
    route: 'direct',
    evidence: null,
    ...overrides,
  };
}

/** For tests: a page that was down from 14:05 until some time between 14:25 and 14:30. */
export function anIncident(overrides: Partial<Incident> = {}): Incident {
  const firstGood = aVisitRef(30, { outcome: 'up' });
  return {
    id: 'oh-track-ballot-20261123T140500Z',
    site: 'oh-track-ballot',
    kind: 'down',
    reasons: [{ kind: 'http-status', status: 503 }],
    lastGood: aVisitRef(0, { outcome: 'up' }),
    firstBad: aVisitRef(5),
    confirmedBy: aVisitRef(6, { route: 'lightsail:us-east-2' }),
    lastBad: aVisitRef(25),
    firstGood,
    endedAt: firstGood.at,
    ...overrides,
  };
}
