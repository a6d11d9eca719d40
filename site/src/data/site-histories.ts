import { getDomain } from 'tldts';
import type { KnownSite } from '../../../checker/domain/known-site.ts';
import { resolveSite } from '../../../checker/domain/resolve-site.ts';
import type { SitesFile } from '../../../checker/domain/sites-file.ts';
import type { LastDays } from './last-day.ts';
import type { Ledger } from './ledger.ts';
import type { ObservedWindows } from './observed-windows.ts';
import type { RecentRuns } from './recent-runs.ts';
import type { ReportSite } from './report.ts';
import type { SiteExpectations, SiteHistory } from './site-history.ts';
import type { HistoryDay, Year } from './year.ts';

/** How many visits a site's page lists. */
const MOST_VISITS = 12;

/** What is joined to histories. */
export interface HistoryParts {
  annotations: Ledger['annotations'];
  file: SitesFile;
  year: Year;
  recent: RecentRuns;
  /** null before the first run. */
  lastDays: LastDays | null;
  observed: ObservedWindows;
}

/** What the page of each site tells beside the report. */
export function siteHistories(
  sites: readonly Pick<ReportSite, 'id' | 'state' | 'days'>[],
  parts: HistoryParts,
): Record<string, SiteHistory> {
  const listed = new Map(parts.file.sites.map((site) => [site.id, site]));
  return Object.fromEntries(
    sites.map(({ id, state, days }) => {
      const visits = parts.recent.visits.get(id) ?? [];
      const figures = parts.year.get(id);
      const site = listed.get(id);
      const history: SiteHistory = {
        days: days.map(({ day }) => beyondBar(figures?.get(day))),
        lastDay: parts.lastDays?.of(id, visits) ?? { from: 0, to: 0, spans: [], visits: [] },
        visits: visits.slice(-MOST_VISITS).reverse(),
        observed: parts.observed.of(id),
        annotations: annotationsOf(parts.annotations, id, state),
        expects: site ? expectationsOf(site, parts.file) : null,
      };
      return [id, history];
    }),
  );
}

function beyondBar(figures: HistoryDay | undefined): SiteHistory['days'][number] {
  if (!figures) return null;
  const { day: _, seconds: __, ...rest } = figures;
  return rest;
}

function annotationsOf(
  annotations: Ledger['annotations'],
  id: string,
  state: Pick<KnownSite, 'formerly'> | null,
): Ledger['annotations'] {
  const ids = new Set([id, ...(state?.formerly ?? [])]);
  return annotations
    .filter(({ site }) => ids.has(site))
    .sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0));
}

function expectationsOf(site: SitesFile['sites'][number], file: SitesFile): SiteExpectations {
  const { expect, timeZone, hours, closures } = resolveSite(site, file, (host) => getDomain(host));
  return { expect, timeZone, hours, closures };
}
