import { report } from 'virtual:puptime/report';
import type { Incident } from '../../../checker/domain/ledger-files.ts';
import type { ReportSite } from './report.ts';

const sites = new Map(report.sites.map((site) => [site.id, site]));
const byGroup = Map.groupBy(report.sites, (site) => site.group);
const incidentsBySite = Map.groupBy(report.incidents, ({ site }) => site);
const incidentsByGroup = Map.groupBy(report.incidents, ({ site }) => sites.get(site)?.group);

/** The site of an id; undefined of one that neither `sites.json` nor the ledger knows. */
export function siteOf(id: string): ReportSite | undefined {
  return sites.get(id);
}

/** The sites of a group, by name. */
export function sitesIn(group: string): readonly ReportSite[] {
  return byGroup.get(group) ?? [];
}

/** The incidents of a group's sites, newest first. */
export function incidentsIn(group: string): readonly Incident[] {
  return incidentsByGroup.get(group) ?? [];
}

/** The incidents of a site, newest first. */
export function incidentsOf(site: string): readonly Incident[] {
  return incidentsBySite.get(site) ?? [];
}
