import type { Incident, VisitRef } from '../../../checker/domain/ledger-files.ts';
import { INCIDENTS } from '../words/incidents.ts';
import { isSame } from './evidence-pages.ts';
import { lengthText } from './format.ts';

/** A step of an incident. `missing`: why there is no such visit. `after`: what lies between this step and the next. */
export interface IncidentStep {
  name: string;
  visit: VisitRef | null;
  missing: string;
  /** null: after the last. `unsure`: the beginning or the end lies in it. */
  after: { text: string; unsure: boolean } | null;
}

/** Last good, first bad, confirming, last bad and first good visit in the order of time; one that is several of them is one step. */
export function incidentSteps(incident: Incident): IncidentStep[] {
  const { lastGood, firstBad, confirmedBy, lastBad, firstGood, endedAt } = incident;
  const { names } = INCIDENTS;
  const bad: { name: string[]; visit: VisitRef }[] = [];
  const lastName = endedAt === null ? names.lastBadOpen : names.lastBad;
  for (const [name, visit] of [
    [names.firstBad, firstBad],
    [names.confirmedBy, confirmedBy],
    [lastName, lastBad],
  ] as const) {
    const same = bad.find((one) => isSame(one.visit, visit));
    if (same) same.name.push(name);
    else bad.push({ name: [name], visit });
  }
  const steps = [
    { name: names.lastGood, visit: lastGood, missing: INCIDENTS.noLastGood },
    ...bad.map(({ name, visit }) => ({ name: INCIDENTS.joined(name), visit, missing: '' })),
    {
      name: names.firstGood,
      visit: firstGood,
      missing: endedAt === null ? INCIDENTS.noFirstGood : INCIDENTS.noFirstGoodEnded,
    },
  ];
  return steps.map((step, index) => ({
    ...step,
    after: between(step.visit, steps[index + 1]?.visit ?? null, index === 0),
  }));
}

function between(from: VisitRef | null, to: VisitRef | null, first: boolean): IncidentStep['after'] {
  if (!from || !to) return null;
  const length = lengthText(Math.max(0, Date.parse(to.at) - Date.parse(from.at)));
  if (first) return { text: INCIDENTS.began(length), unsure: true };
  const ends = to.outcome === 'up' || to.outcome === 'degraded';
  return ends
    ? { text: INCIDENTS.ended(length), unsure: true }
    : { text: INCIDENTS.later(length), unsure: false };
}
