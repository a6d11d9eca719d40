import { report } from 'virtual:puptime/report';
import { lastEvidence } from './evidence.ts';
import type { ReportSite } from './report.ts';
import { type ShownVisit, showVisit } from './shown-visit.ts';

/** A page that is down, and what its last visit saw. */
export interface Outage {
  site: ReportSite;
  shown: ShownVisit | null;
}

/** With what the last visit saw. */
export function outageOf(site: ReportSite): Outage {
  const { state } = site;
  return { site, shown: state && showVisit(report, state.lastVisit, lastEvidence(state)) };
}
