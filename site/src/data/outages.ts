import { report } from 'virtual:puptime/report';
import { lastEvidence } from './evidence.ts';
import type { ReportSite } from './report.ts';
import { type ShownVisit, showVisit } from './shown-visit.ts';

/** A page that is down, and what its last visit saw. */
export interface Outage {
  site: ReportSite;
  shown: ShownVisit | null;
}

/** Those of the monitored pages that are down, those that went down last first. */
export function pagesDown(sites: readonly ReportSite[]): ReportSite[] {
  return sites
    .filter((site) => site.monitoring === 'active' && site.status === 'down')
    .toSorted((a, b) => (b.state?.since ?? '').localeCompare(a.state?.since ?? ''));
}

/** With what the last visit saw. */
export function outageOf(site: ReportSite): Outage {
  const { state } = site;
  return { site, shown: state && showVisit(report, state.lastVisit, lastEvidence(state)) };
}
