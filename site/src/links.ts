import { base, siteUrl } from 'virtual:puptime/report';
import { groupSlug } from './data/slug.ts';

/** An address on this site, from the path below its base: `/pages/oh-track-ballot/`. The base is `/` or `/<repository>/`. */
export function link(path: `/${string}`): string {
  return base + path.slice(1);
}

/** An address that `link` made with its host; null when it is not known where the site stands. */
export function absolute(address: string): string | null {
  return siteUrl && new URL(address, siteUrl).href;
}

export const overviewLink = () => link('/');
export const downLink = () => link('/down/');
export const pagesLink = () => link('/pages/');
/** The list of all pages with only those of a status; without script it is the whole list. */
export const filteredLink = (filter: Record<string, string>) =>
  `${pagesLink()}?${new URLSearchParams(filter)}`;
export const stateLink = (group: string) => link(`/states/${groupSlug(group)}/`);
export const kindLink = (kind: string) => link(`/kinds/${kind}/`);
export const runsLink = () => link('/runs/');
export const dataLink = () => link('/data/');
export const subscribeLink = () => link('/subscribe/');
export const allFeedLink = () => link('/feeds/all.xml');
export const stateFeedLink = (group: string) => link(`/feeds/states/${groupSlug(group)}.xml`);
export const badgeLink = (site: string, form: 'svg' | 'json') => link(`/badge/${site}.${form}`);
export const stateBadgeLink = (group: string) => link(`/badge/states/${groupSlug(group)}.svg`);
export const pageFeedLink = (site: string) => link(`/feeds/pages/${site}.xml`);
export const pageLink = (site: string) => link(`/pages/${site}/`);
export const incidentsLink = () => link('/incidents/');
export const incidentLink = (incident: string) => link(`/incidents/${incident}/`);
export const incidentYearLink = (year: string) => link(`/incidents/${year}/`);
export const incidentMonthLink = (month: string) => link(`/incidents/${month.replace('-', '/')}/`);
/** The page of a visit's evidence, from the SHA-256 of the evidence. Not every visit has one: see `hasEvidencePage`. */
export const evidenceLink = (site: string, sha256: string) =>
  link(`/evidence/${site}/${sha256.slice(0, 16)}/`);
export const methodologyLink = () => link('/methodology/');
/** The small version of a picture. */
export const smallLink = (file: string) => link(`/snapshots/small/${file}`);
export const snapshotLink = (file: string) => link(`/snapshots/${file}`);

/** Id of a group's heading on the overview. */
export const groupAnchor = (group: string) => `group-${groupSlug(group)}`;
