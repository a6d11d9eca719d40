import type { Incident } from '../../../checker/domain/ledger-files.ts';
import { INCIDENTS } from '../words/incidents.ts';
import { WORDS } from '../words.ts';
import { lengthText } from './format.ts';
import { incidentLength } from './incident-length.ts';
import type { ReportSite } from './report.ts';

/** The length of an incident in words, as the interval that its four times give. */
export function lengthWords(incident: Incident): string {
  const { leastMs, mostMs } = incidentLength(incident);
  const least = words(leastMs);
  if (incident.endedAt === null) return WORDS.lengthSoFar(least);
  return mostMs === null ? WORDS.lengthAtLeast(least) : WORDS.lengthBetween(least, words(mostMs));
}

/** Of a single bad visit it is only known that it was bad at that moment. */
function words(ms: number): string {
  return ms < 60_000 ? INCIDENTS.moment : lengthText(ms);
}

/** "Track your ballot was down". The name of a site that is not known any more is its id. */
export function incidentTitle(incident: Incident, site: ReportSite | undefined): string {
  const name = site?.name ?? incident.site;
  return incident.endedAt === null
    ? WORDS.incidentTitleOpen(incident.kind, name)
    : WORDS.incidentTitle(incident.kind, name);
}
