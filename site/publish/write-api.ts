import type { z } from 'zod';
import type { Place } from '../place.ts';
import { countStatuses } from '../src/data/counts.ts';
import { outsideText } from '../src/data/outside-text.ts';
import type { FullReport, ReportSite } from '../src/data/report.ts';
import { groupSlug } from '../src/data/slug.ts';
import { headline, WORDS } from '../src/words.ts';
import { addressOf, PATHS } from './addresses.ts';
import { API_FILES, type ApiFileName } from './api-files.ts';
import { apiIncidents } from './api-incidents.ts';
import { API_VERSION, type ApiIncident } from './api-schemas.ts';
import { apiExit, apiRun, apiSite } from './api-values.ts';
import { openApi } from './openapi.ts';
import type { Output } from './output.ts';
import { writeSiteFiles } from './site-files.ts';
import { incidentsTable } from './tables.ts';
import type { Naming } from './tag-ids.ts';

/** How many of the newest incidents stand in one file. */
const NEWEST_INCIDENTS = 500;

type Content<Name extends ApiFileName> = Omit<z.infer<(typeof API_FILES)[Name]>, 'version' | 'generatedAt'>;

/** Writes one JSON file of the API through its schema. */
export type WriteFile = <Name extends ApiFileName>(
  path: `/${string}`,
  name: Name,
  content: Content<Name>,
) => void;

/** Writes all files of the API. Equal data gives equal bytes: no file knows the time at which it is made. */
export function writeApi(output: Output, report: FullReport, naming: Naming): void {
  const head = { version: API_VERSION, generatedAt: report.run?.endedAt ?? null };
  const write: WriteFile = (path, name, content) => {
    const value = API_FILES[name].parse({ ...head, ...content });
    output.write(PATHS.api(path), `${JSON.stringify(value)}\n`);
  };
  output.write(PATHS.api('/openapi.json'), `${JSON.stringify(openApi(naming), null, 2)}\n`);
  writeSummary(write, report);
  writeLists(write, report, naming);
  const incidents = apiIncidents(report, naming);
  writeIncidents(write, incidents);
  writeSiteFiles({ output, write, report, incidents, place: naming });
  const sites = new Map(report.sites.map((site) => [site.id, site]));
  output.write(PATHS.api('/incidents.csv'), incidentsTable(incidents, sites));
}

function writeSummary(
  write: WriteFile,
  { run, sites, incidents, intervalMs, runs, annotations }: FullReport,
): void {
  const counts = countStatuses(sites);
  write('/status.json', 'StatusFile', {
    headline: run ? headline(counts) : WORDS.firstRun.headline,
    intervalSeconds: Math.round(intervalMs / 1_000),
    staleAt: run && new Date(Date.parse(run.endedAt) + 2 * intervalMs).toISOString(),
    counts,
    openIncidents: incidents.filter(({ endedAt }) => endedAt === null).length,
    run: run && {
      id: run.id,
      startedAt: run.startedAt,
      endedAt: run.endedAt,
      complete: run.complete,
      url: run.url,
      notes: run.notes.map((note) => outsideText(note)),
    },
  });
  write('/runs.json', 'RunsFile', { runs: runs.records.map(apiRun) });
  write('/exits.json', 'ExitsFile', { run: run?.id ?? null, exits: (run?.routes ?? []).map(apiExit) });
  write('/corrections.json', 'CorrectionsFile', {
    corrections: annotations.map(({ id, site, from, to, status, why, source }) => ({
      ...{ id, site, from, to, status, source },
      why: outsideText(why, 2_000),
    })),
  });
}

function writeLists(write: WriteFile, { sites, groups, kinds }: FullReport, place: Place): void {
  const list = (members: readonly ReportSite[]) => members.map((site) => apiSite(place, site));
  const named = (key: string, name: string, file: `/${string}`) => ({
    key,
    name: outsideText(name),
    file: addressOf(place, PATHS.api(file)),
  });
  const stateFile = (key: string) => `/states/${groupSlug(key)}.json` as const;
  const kindFile = (key: string) => `/kinds/${key}.json` as const;
  write('/sites.json', 'SitesFile', {
    states: groups.map(({ key, name }) => named(key, name, stateFile(key))),
    kinds: kinds.map(({ key, name }) => named(key, name, kindFile(key))),
    sites: list(sites),
  });
  const active = Map.groupBy(
    sites.filter(({ monitoring }) => monitoring === 'active'),
    ({ status }) => status,
  );
  write('/down.json', 'SiteListFile', { sites: list(active.get('down') ?? []) });
  write('/blocked.json', 'SiteListFile', { sites: list(active.get('blocked') ?? []) });
  const byGroup = Map.groupBy(sites, (site) => site.group);
  for (const { key, name, worst } of groups) {
    const members = byGroup.get(key) ?? [];
    const counts = countStatuses(members);
    write(stateFile(key), 'StateFile', {
      key,
      name: outsideText(name),
      status: worst,
      counts,
      sites: list(members),
    });
  }
  for (const { key, name } of kinds) {
    const members = sites.filter((site) => site.kindKeys.includes(key));
    write(kindFile(key), 'KindFile', {
      ...{ key, name: outsideText(name), counts: countStatuses(members), sites: list(members) },
    });
  }
}

function writeIncidents(write: WriteFile, incidents: ApiIncident[]): void {
  write('/incidents.json', 'IncidentsFile', { incidents: incidents.slice(0, NEWEST_INCIDENTS) });
  for (const [year, some] of Map.groupBy(incidents, ({ firstBad }) => firstBad.at.slice(0, 4))) {
    write(`/incidents/${year}.json`, 'IncidentsFile', { incidents: some });
  }
}
