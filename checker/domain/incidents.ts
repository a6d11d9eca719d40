import { instantOf, msOf } from './instant.ts';
import type { Incident, VisitRef } from './ledger-files.ts';
import type { Transition } from './transition.ts';

/** Permanent name of an incident: `<site>-<first bad, as 20261123T140712Z>`. */
export function incidentId(site: string, firstBad: string): string {
  return `${site}-${firstBad.replace(/\.\d+/, '').replace(/[-:]/g, '')}`;
}

/** A new incident as a transition opens it. `isTaken`: ids that are others', since down may turn blocked within a second. */
export function openIncident(
  site: string,
  { of, firstBad, confirmedBy, lastBad }: Extract<Transition, { kind: 'opens' }>,
  { reasons, lastGood }: Pick<Incident, 'reasons' | 'lastGood'>,
  isTaken: (id: string) => boolean,
): Incident {
  let named = firstBad.at;
  while (isTaken(incidentId(site, named))) named = instantOf(msOf(named) + 1_000);
  return {
    id: incidentId(site, named),
    site,
    kind: of,
    reasons,
    lastGood,
    firstBad,
    confirmedBy,
    lastBad,
    firstGood: null,
    endedAt: null,
  };
}

/** The incident, ended. `firstGood` null: it ended because another took its place. */
export function closeIncident(incident: Incident, endedAt: string, firstGood: VisitRef | null): Incident {
  return { ...incident, firstGood, endedAt };
}
