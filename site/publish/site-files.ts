import type { Place } from '../place.ts';
import { daysUpTo } from '../src/data/days.ts';
import { BAR_DAYS, type FullReport } from '../src/data/report.ts';
import type { HistoryDay } from '../src/data/year.ts';
import { PATHS } from './addresses.ts';
import type { ApiIncident } from './api-schemas.ts';
import { apiDay, apiSiteDetail } from './api-values.ts';
import { formerIds } from './former-ids.ts';
import type { Output } from './output.ts';
import { allDaysTable, daysTable } from './tables.ts';
import type { WriteFile } from './write-api.ts';

/** Writes the files of each page, and the table of the newest days of all pages. */
export function writeSiteFiles({
  output,
  write,
  report,
  incidents,
  place,
}: {
  output: Output;
  write: WriteFile;
  report: FullReport;
  incidents: ApiIncident[];
  place: Place;
}): void {
  const { sites, year, run } = report;
  const daysOf = (site: string): HistoryDay[] => [...(year.get(site)?.values() ?? [])];
  const incidentsOf = Map.groupBy(incidents, ({ site }) => site);
  const formerly = formerIds(report);
  for (const site of sites) {
    const days = daysOf(site.id);
    for (const id of [site.id, ...formerly(site.id)]) {
      write(`/sites/${id}.json`, 'SiteFile', apiSiteDetail(place, site));
    }
    write(`/sites/${site.id}/days.json`, 'DaysFile', { site: site.id, days: days.map(apiDay) });
    write(`/sites/${site.id}/incidents.json`, 'IncidentsFile', {
      incidents: incidentsOf.get(site.id) ?? [],
    });
    output.write(PATHS.api(`/sites/${site.id}/days.csv`), daysTable(days));
  }
  const first = run ? (daysUpTo(run.endedAt, BAR_DAYS)[0] ?? '') : '';
  const newest = (site: string) => daysOf(site).filter(({ day }) => day >= first);
  output.write(PATHS.api('/days.csv'), [...allDaysTable(sites, newest)].join(''));
}
