import { ShownStatus, STATUS } from '../../../checker/domain/status.ts';
import type { Counts } from '../words.ts';
import type { ReportSite } from './report.ts';

/** Every status, what needs attention most first. */
export const STATUSES_BY_ORDER: readonly ShownStatus[] = ShownStatus.options.toSorted(
  (a, b) => STATUS[a].order - STATUS[b].order,
);

/** How many of the monitored sites have each status; paused and ended ones are not counted. */
export function countStatuses(sites: readonly ReportSite[]): Counts {
  const counts: Counts = { up: 0, degraded: 0, down: 0, blocked: 0, closed: 0, unknown: 0, suspect: 0 };
  for (const site of sites) {
    if (site.monitoring === 'active') counts[site.status] += 1;
  }
  return counts;
}
