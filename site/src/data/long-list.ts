import { barPaths } from './bar-paths.ts';
import type { ReportSite } from './report.ts';

/** Elements that the rows of one page may have: 5,000 are allowed in all, and the rest is for what stands around them. */
const ROOM = 4_300;

/** How a list shows its pages: with bars in full, with bars of few elements, or by name and status alone. */
export type ListForm = 'full' | 'dense' | 'terse';

/** The fullest form in which so many pages fit on one page. */
export function listForm(sites: readonly ReportSite[]): ListForm {
  const fits = (dense: boolean) => sites.reduce((sum, site) => sum + elementsOf(site, dense), 0) <= ROOM;
  if (fits(false)) return 'full';
  return fits(true) ? 'dense' : 'terse';
}

/** How many elements `SiteRow` makes of a site. */
function elementsOf({ days, status }: ReportSite, dense: boolean): number {
  return (status === 'up' ? 7 : 9) + barPaths(days, dense).length;
}
