import type { Cause, ShownIncident } from './shown.ts';

/** What one outage issue is about: one incident, several of a common cause, or what is left of a storm. */
export interface Outage {
  /** Id of the incident with which it began: permanent. */
  key: string;
  /** At least one, by their first bad visit; the ended ones as well. Of one site there may be several: it fell again. */
  incidents: readonly [ShownIncident, ...ShownIncident[]];
  /** null: one site alone, or the summary of a storm. */
  cause: Cause | null;
  /** How often it fell: 1, and one more each time it was reopened. */
  falls: number;
}

/** Incidents that still stand: down, or blocked since. */
export function standing({ incidents }: Pick<Outage, 'incidents'>): ShownIncident[] {
  return incidents.filter(({ standing: { is } }) => is === 'down' || is === 'blocked');
}
