import type { ReportSite } from './report.ts';

/** Those of the monitored pages that are down, those that went down last first. */
export function pagesDown(sites: readonly ReportSite[]): ReportSite[] {
  return sites
    .filter((site) => site.monitoring === 'active' && site.status === 'down')
    .toSorted((a, b) => (b.state?.since ?? '').localeCompare(a.state?.since ?? ''));
}
