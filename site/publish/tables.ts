import { Status } from '../../checker/domain/status.ts';
import type { ReportSite } from '../src/data/report.ts';
import type { HistoryDay } from '../src/data/year.ts';
import type { ApiIncident } from './api-schemas.ts';
import { type Cell, csv } from './csv.ts';
import { lineText } from './markup.ts';

const DAY_HEAD = [
  'day',
  ...Status.options.map((status) => `${status}_seconds`),
  'checks',
  'p50_ms',
  'p95_ms',
];

/** Days of one page, the oldest first. */
export function daysTable(days: readonly HistoryDay[]): string {
  return csv([DAY_HEAD, ...days.map(dayCells)]);
}

/** Days of all pages as pieces of one file: by page, then by day. */
export function* allDaysTable(
  sites: readonly ReportSite[],
  daysOf: (site: string) => readonly HistoryDay[],
): Generator<string> {
  yield csv([['site', 'name', 'state', ...DAY_HEAD]]);
  for (const { id, name, group } of sites) {
    const before = [id, lineText(name), lineText(group)];
    yield csv(daysOf(id).map((day) => [...before, ...dayCells(day)]));
  }
}

/** Incidents, in the order given. */
export function incidentsTable(
  incidents: readonly ApiIncident[],
  sites: ReadonlyMap<string, ReportSite>,
): string {
  const head = [
    ...['incident', 'site', 'name', 'state', 'kind', 'last_good', 'first_bad', 'confirmed', 'last_bad'],
    ...[
      'first_good',
      'ended',
      'at_least_seconds',
      'at_most_seconds',
      'reasons',
      'corrections',
      'issue',
      'page',
    ],
  ];
  const rows = incidents.map((incident): Cell[] => {
    const site = sites.get(incident.site);
    return [
      incident.id,
      incident.site,
      lineText(site?.name ?? incident.site),
      lineText(site?.group ?? ''),
      incident.kind,
      incident.lastGood?.at ?? null,
      incident.firstBad.at,
      incident.confirmedBy.at,
      incident.lastBad.at,
      incident.firstGood?.at ?? null,
      incident.endedAt,
      incident.atLeastSeconds,
      incident.atMostSeconds,
      lineText(incident.reasons.map(({ text }) => text).join('; ')),
      incident.corrections.join(' '),
      incident.issue,
      incident.page,
    ];
  });
  return csv([head, ...rows]);
}

function dayCells({ day, seconds, checks, p50, p95 }: HistoryDay): Cell[] {
  return [day, ...Status.options.map((status) => seconds[status] ?? 0), checks, p50, p95];
}
