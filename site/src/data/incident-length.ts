import type { Incident } from '../../../checker/domain/ledger-files.ts';

/**
 * The interval that the four times of an incident give for its length, in milliseconds: at least from the first to the
 * last bad visit, at most from the last good to the first good one. `most` is null when either of those is missing.
 */
export function incidentLength(incident: Incident): { leastMs: number; mostMs: number | null } {
  const at = (visit: { at: string }) => Date.parse(visit.at);
  const leastMs = Math.max(0, at(incident.lastBad) - at(incident.firstBad));
  if (!incident.lastGood || !incident.firstGood) return { leastMs, mostMs: null };
  return { leastMs, mostMs: Math.max(leastMs, at(incident.firstGood) - at(incident.lastGood)) };
}
