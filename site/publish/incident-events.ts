import type { Incident } from '../../checker/domain/ledger-files.ts';

/** The opening or the closing of an incident: what feeds tell. */
export interface IncidentEvent {
  incident: Incident;
  event: 'opened' | 'closed';
  /** When it was known. */
  at: string;
}

/** The newest `limit` openings and closings, the newest first. */
export function newestEvents(incidents: readonly Incident[], limit: number): IncidentEvent[] {
  const events = incidents.flatMap((incident): IncidentEvent[] => [
    { incident, event: 'opened', at: incident.confirmedBy.at },
    ...(incident.endedAt === null ? [] : [{ incident, event: 'closed' as const, at: incident.endedAt }]),
  ]);
  return events.sort(byTime).slice(0, limit);
}

function byTime(a: IncidentEvent, b: IncidentEvent): number {
  return keyOf(a) < keyOf(b) ? 1 : -1;
}

/** An incident that closes in the instant it was confirmed closes after it opened. */
function keyOf({ at, event, incident }: IncidentEvent): string {
  return `${at} ${event === 'closed' ? 1 : 0} ${incident.id}`;
}
