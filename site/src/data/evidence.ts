import type { KnownSite } from '../../../checker/domain/known-site.ts';
import type { Incident } from '../../../checker/domain/ledger-files.ts';
import type { Observation } from '../../../checker/domain/observation.ts';
import type { Report, ReportSite } from './report.ts';
import { isKept, readObservation, snapshotFile } from './snapshots.ts';

/** SHA-256 of the observation that shows what the last visit saw: its own, else that of the visit it equals. */
export function lastEvidence({ lastVisit }: Pick<KnownSite, 'lastVisit'>): string | null {
  return lastVisit.evidence;
}

/** SHA-256 of the observation with the last good picture. */
export function lastGoodEvidence({ lastGood }: Pick<KnownSite, 'lastGood'>): string | null {
  return lastGood?.evidence ?? null;
}

/** Reads the evidence that pages refer to, and finds out which of its pictures and sources are still kept. */
export function addEvidence(report: Omit<Report, 'observations' | 'kept'>, snapshotsDir: string): Report {
  const wanted = new Set<string>();
  for (const sha256 of [...report.sites.flatMap(ofSite), ...report.incidents.flatMap(ofIncident)]) {
    if (sha256 !== null) wanted.add(sha256);
  }
  const observations: Record<string, Observation> = {};
  const kept = new Set<string>();
  for (const sha256 of [...wanted].sort()) {
    const observation = readObservation(snapshotsDir, sha256);
    if (observation === null) continue;
    observations[sha256] = observation;
    const { screenshot, dom, body, text } = observation;
    if (screenshot && isKept(snapshotsDir, screenshot, 'picture')) kept.add(snapshotFile(screenshot));
    for (const source of [dom, body, text]) {
      if (source && isKept(snapshotsDir, source, 'source')) kept.add(snapshotFile(source));
    }
  }
  return { ...report, observations, kept: [...kept] };
}

function ofSite({ state }: ReportSite): (string | null)[] {
  if (state === null) return [];
  return [lastEvidence(state), lastGoodEvidence(state), state.suspect?.first.evidence ?? null];
}

function ofIncident(incident: Incident): (string | null)[] {
  return [incident.firstBad.evidence, incident.confirmedBy.evidence];
}
