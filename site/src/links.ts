import { base } from 'virtual:puptime/report';

/** An address on this site, from the path below its base: `/pages/oh-track-ballot/`. The base is `/` or `/<repository>/`. */
export function link(path: `/${string}`): string {
  return base + path.slice(1);
}

export const overviewLink = () => link('/');
export const pageLink = (site: string) => link(`/pages/${site}/`);
export const incidentsLink = () => link('/incidents/');
export const incidentLink = (incident: string) => link(`/incidents/${incident}/`);
export const methodologyLink = () => link('/methodology/');
export const snapshotLink = (file: string) => link(`/snapshots/${file}`);

/** Id of a group's heading on the overview. */
export const groupAnchor = (group: string) => `group-${group.toLowerCase().replaceAll(' ', '-')}`;
