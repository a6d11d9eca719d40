import { z } from 'zod';
import { Instant } from '../../checker/domain/observation.ts';
import { ShownStatus } from '../../checker/domain/status.ts';
import {
  Address,
  API,
  API_VERSION,
  ApiCorrection,
  ApiDay,
  ApiExit,
  ApiIncident,
  ApiReason,
  ApiRun,
  ApiSite,
  ApiVisit,
  Count,
  RUN_SHAPE,
  SITE_SHAPE,
} from './api-schemas.ts';

const Counts = z
  .strictObject(
    Object.fromEntries(ShownStatus.options.map((status) => [status, Count])) as Record<
      ShownStatus,
      typeof Count
    >,
  )
  .meta({ description: 'How many monitored pages have each status.' })
  .register(API, { id: 'Counts' });

const Named = z
  .strictObject({ key: z.string(), name: z.string(), file: Address })
  .register(API, { id: 'Named' });

function file<Shape extends z.ZodRawShape>(id: string, shape: Shape) {
  const head = {
    version: z.literal(API_VERSION),
    generatedAt: Instant.nullable().meta({
      description: 'End of the newest run, up to which everything here is known; null before the first.',
    }),
  };
  return z.strictObject({ ...head, ...shape }).register(API, { id });
}

const sites = z.array(ApiSite);
const incidents = z.array(ApiIncident);
const closedStretch = z.strictObject({ from: Instant, to: Instant, reason: z.string(), source: z.string() });

/** The schema of every kind of JSON file. */
export const API_FILES = {
  StatusFile: file('StatusFile', {
    headline: z.string(),
    intervalSeconds: Count.meta({ description: 'Between two checks of a page that is up.' }),
    staleAt: Instant.nullable().meta({ description: 'After this, do not take the data for the present.' }),
    counts: Counts,
    openIncidents: Count,
    run: z.strictObject({ ...RUN_SHAPE, notes: z.array(z.string()) }).nullable(),
  }),
  SitesFile: file('SitesFile', { states: z.array(Named), kinds: z.array(Named), sites }),
  SiteListFile: file('SiteListFile', { sites }),
  StateFile: file('StateFile', {
    key: z.string(),
    name: z.string(),
    status: ShownStatus,
    counts: Counts,
    sites,
  }),
  KindFile: file('KindFile', { key: z.string(), name: z.string(), counts: Counts, sites }),
  SiteFile: file('SiteFile', {
    ...SITE_SHAPE,
    firstCheck: Instant.nullable(),
    lastVisit: ApiVisit.nullable(),
    lastGood: ApiVisit.nullable(),
    suspect: z
      .strictObject({ outcome: z.enum(['down', 'blocked']), first: ApiVisit, reasons: z.array(ApiReason) })
      .nullable()
      .meta({ description: 'A bad visit that waits for a second one.' }),
    closed: z.array(closedStretch).meta({ description: 'Announced closures that are not over.' }),
    formerly: z.array(z.string()).meta({ description: 'Earlier ids.' }),
  }),
  DaysFile: file('DaysFile', { site: z.string(), days: z.array(ApiDay) }),
  IncidentsFile: file('IncidentsFile', { incidents }),
  ExitsFile: file('ExitsFile', { run: z.string().nullable(), exits: z.array(ApiExit) }),
  RunsFile: file('RunsFile', { runs: z.array(ApiRun) }),
  CorrectionsFile: file('CorrectionsFile', { corrections: z.array(ApiCorrection) }),
};
export type ApiFileName = keyof typeof API_FILES;

/** Every schema of the API by its name: of the files, and of what is in them. */
export function apiSchemas(): typeof API {
  return API;
}
