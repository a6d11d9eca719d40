import type { Incident } from '../../../checker/domain/ledger-files.ts';

/** So many incidents stand on one page at most: a row takes about eight elements, and a page has 5,000 at most. */
export const ROWS = 450;

/** Incidents of a month (2026-11, by their first bad visit, UTC), newest first. */
export interface IncidentMonth {
  month: string;
  incidents: Incident[];
  /** All of that month, when only the newest are shown. */
  all?: Incident[];
}

/** Incidents of a year, by month, newest first. */
export interface IncidentYear {
  year: string;
  count: number;
  months: IncidentMonth[];
}

/** Incidents by kind: only those that were down are outages. */
export function countKinds(incidents: readonly Incident[]): Record<Incident['kind'], number> {
  const down = incidents.filter(({ kind }) => kind === 'down').length;
  return { down, blocked: incidents.length - down };
}

/** All years with incidents, newest first. `incidents` come newest first. */
export function incidentYears(incidents: readonly Incident[]): IncidentYear[] {
  const months = [...Map.groupBy(incidents, ({ firstBad }) => firstBad.at.slice(0, 7))].map(
    ([month, members]) => ({ month, incidents: members }),
  );
  return [...Map.groupBy(months, ({ month }) => month.slice(0, 4))].map(([year, members]) => ({
    year,
    count: members.reduce((sum, { incidents: list }) => sum + list.length, 0),
    months: members,
  }));
}

/** Whether a year's incidents are too many for one page, so that each month has its own. */
export function isSplit({ count }: IncidentYear): boolean {
  return count > ROWS;
}

/** The newest months that fit into so many rows, whole; the first of them may be cut. */
export function newestMonths(years: readonly IncidentYear[], rows: number): IncidentMonth[] {
  const shown: IncidentMonth[] = [];
  let left = rows;
  for (const month of years.flatMap(({ months }) => months)) {
    if (month.incidents.length > left && shown.length > 0) break;
    if (left <= 0) break;
    shown.push({ ...month, incidents: month.incidents.slice(0, left), all: month.incidents });
    left -= month.incidents.length;
  }
  return shown;
}
