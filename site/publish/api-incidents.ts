import type { Incident } from '../../checker/domain/ledger-files.ts';
import { incidentLength } from '../src/data/incident-length.ts';
import { correctionsOfIncident, threadOf } from '../src/data/incident-notes.ts';
import type { Report } from '../src/data/report.ts';
import { issueAddress } from '../src/data/repository-links.ts';
import { addressOf, PATHS } from './addresses.ts';
import type { ApiIncident } from './api-schemas.ts';
import { apiReasons } from './api-values.ts';
import type { Naming } from './tag-ids.ts';

/** The incidents of a report as files have them, the newest first; each stands in several files. */
export function apiIncidents(report: Report, naming: Naming): ApiIncident[] {
  const formerly = new Map(report.sites.map(({ id, state }) => [id, state?.formerly ?? []]));
  return report.incidents.map((incident) => ({
    ...ofRecord(incident),
    ...lengthOf(incident),
    reasons: apiReasons(incident.reasons),
    corrections: correctionsOfIncident(report.annotations, incident, formerly.get(incident.site) ?? []).map(
      ({ id }) => id,
    ),
    issue: issueOf(report, incident, naming.repositoryUrl),
    page: addressOf(naming, PATHS.incident(incident.id)),
  }));
}

function ofRecord({
  id,
  site,
  kind,
  lastGood,
  firstBad,
  confirmedBy,
  lastBad,
  firstGood,
  endedAt,
}: Incident) {
  const open = endedAt === null;
  return { id, site, kind, open, lastGood, firstBad, confirmedBy, lastBad, firstGood, endedAt };
}

/** Rounded so that the interval never becomes smaller than what is known. */
function lengthOf(incident: Incident): Pick<ApiIncident, 'atLeastSeconds' | 'atMostSeconds'> {
  const { leastMs, mostMs } = incidentLength(incident);
  return {
    atLeastSeconds: Math.floor(leastMs / 1_000),
    atMostSeconds: mostMs === null ? null : Math.ceil(mostMs / 1_000),
  };
}

function issueOf(report: Report, incident: Incident, repositoryUrl: string | null): string | null {
  const thread = threadOf(report, incident);
  return thread && issueAddress(repositoryUrl, thread.issue);
}
