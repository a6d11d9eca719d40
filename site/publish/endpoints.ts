import { API_WORDS, type EndpointName } from '../src/words/api.ts';
import type { ApiFileName } from './api-files.ts';

/** A kind of file of the API. `{site}` and the like in the path stand for keys: see `PARAMETERS`. */
export interface Endpoint {
  /** Below `/api/v1`. */
  path: `/${string}`;
  name: EndpointName;
  /** Schema of a JSON file; `csv`: a table. */
  content: ApiFileName | 'csv';
}

/** Every kind of file of the API but the description of it. */
export const ENDPOINTS: readonly Endpoint[] = [
  { path: '/status.json', name: 'status', content: 'StatusFile' },
  { path: '/sites.json', name: 'sites', content: 'SitesFile' },
  { path: '/down.json', name: 'down', content: 'SiteListFile' },
  { path: '/blocked.json', name: 'blocked', content: 'SiteListFile' },
  { path: '/states/{state}.json', name: 'state', content: 'StateFile' },
  { path: '/kinds/{kind}.json', name: 'kind', content: 'KindFile' },
  { path: '/sites/{site}.json', name: 'site', content: 'SiteFile' },
  { path: '/sites/{site}/days.json', name: 'siteDays', content: 'DaysFile' },
  { path: '/sites/{site}/days.csv', name: 'siteDaysTable', content: 'csv' },
  { path: '/sites/{site}/incidents.json', name: 'siteIncidents', content: 'IncidentsFile' },
  { path: '/incidents.json', name: 'incidents', content: 'IncidentsFile' },
  { path: '/incidents/{year}.json', name: 'incidentsOfYear', content: 'IncidentsFile' },
  { path: '/incidents.csv', name: 'incidentsTable', content: 'csv' },
  { path: '/days.csv', name: 'daysTable', content: 'csv' },
  { path: '/corrections.json', name: 'corrections', content: 'CorrectionsFile' },
  { path: '/runs.json', name: 'runs', content: 'RunsFile' },
  { path: '/exits.json', name: 'exits', content: 'ExitsFile' },
];

/** What stands in braces in paths. */
export const PARAMETERS = {
  site: { pattern: '^[a-z0-9][a-z0-9-]*$', description: API_WORDS.parameters.site },
  state: { pattern: '^[a-z0-9-]+$', description: API_WORDS.parameters.state },
  kind: { pattern: '^[a-z][a-z-]*$', description: API_WORDS.parameters.kind },
  year: { pattern: '^\\d{4}$', description: API_WORDS.parameters.year },
} as const;
export type ParameterName = keyof typeof PARAMETERS;

/** Names in braces in a path. */
export function parametersOf(path: string): ParameterName[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as ParameterName);
}

/** A path with its keys; null when one is not known. */
export function filledPath(
  path: Endpoint['path'],
  keys: Partial<Record<ParameterName, string>>,
): `/${string}` | null {
  if (parametersOf(path).some((name) => keys[name] === undefined)) return null;
  return path.replace(/\{(\w+)\}/g, (_, name) => keys[name as ParameterName] ?? '') as `/${string}`;
}
