import { describe, expect, it } from 'vitest';
import { anIncident, aVisitRef } from '../../test/incident-builder.ts';
import { incidentSteps } from './incident-steps.ts';

const told = (overrides: Parameters<typeof anIncident>[0] = {}) =>
  incidentSteps(anIncident(overrides)).map(({ name, visit, missing, after }) =>
    [name, visit?.at.slice(14, 16) ?? missing, after?.text].filter(Boolean).join(' | '),
  );

describe('the steps of an incident', () => {
  it('tell what lies between them, and where nobody looked', () => {
    expect(told()).toEqual([
      'Last good visit | 00 | It began between these two visits, 5 minutes apart.',
      'First bad visit | 05 | 1 minute later',
      'Confirmed by a second visit | 06 | 19 minutes later',
      'Last bad visit | 25 | It ended between these two visits, 5 minutes apart.',
      'First good visit after it | 30',
    ]);
  });

  it('are fewer when one visit is two of them', () => {
    expect(told({ lastBad: aVisitRef(6, { route: 'lightsail:us-east-2' }) })[2]).toBe(
      'Confirmed by a second visit, also last bad visit | 06 | It ended between these two visits, 24 minutes apart.',
    );
  });

  it('say of an open one that it is not over, and of one never seen good that it was not', () => {
    const steps = told({ lastGood: null, firstGood: null, endedAt: null });
    expect(steps[0]).toBe('Last good visit | None: it was never seen good before.');
    expect(steps.slice(-2)).toEqual(['Newest bad visit | 25', 'First good visit after it | Not yet.']);
  });
});
