import type { Incident } from '../../../checker/domain/ledger-files.ts';
import type { Report, ReportSite } from './report.ts';

/** Most incidents that get a picture of their own: each takes some 20 ms and 70 kB. */
const MOST_PICTURES = 60;

/** Where the picture for links to any page stands, below the base. */
export const GENERAL_PICTURE = '/og/puptime.png';

/** Where the picture for links to the overview stands. */
export const OVERVIEW_PICTURE = '/og/overview.png';

/** The open incidents that have a picture of their own: outages first, then the newest. */
export function picturedIncidents({ incidents }: Pick<Report, 'incidents'>): Incident[] {
  const open = incidents.filter(({ endedAt }) => endedAt === null);
  const outages = open.filter(({ kind }) => kind === 'down');
  return [...outages, ...open.filter(({ kind }) => kind === 'blocked')].slice(0, MOST_PICTURES);
}

/** Where the picture for links to an incident stands: its own while it is open, else the general one. */
export function incidentPicture(report: Pick<Report, 'incidents'>, incident: string): `/${string}` {
  return ownPictures(report).has(incident) ? `/og/incidents/${incident}.png` : GENERAL_PICTURE;
}

/** Where the picture for links to a page stands: that of its open incident, else the general one. */
export function sitePicture(report: Pick<Report, 'incidents'>, { state }: ReportSite): `/${string}` {
  return state?.incident ? incidentPicture(report, state.incident) : GENERAL_PICTURE;
}

const known = new WeakMap<object, ReadonlySet<string>>();

function ownPictures(report: Pick<Report, 'incidents'>): ReadonlySet<string> {
  const found = known.get(report) ?? new Set(picturedIncidents(report).map(({ id }) => id));
  known.set(report, found);
  return found;
}
