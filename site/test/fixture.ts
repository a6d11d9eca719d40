import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { emptyLedger } from '../../checker/domain/ledger.ts';
import type {
  DayFile,
  Incident,
  IncidentsFile,
  SiteState,
  StateFile,
} from '../../checker/domain/ledger-files.ts';
import type { Observation } from '../../checker/domain/observation.ts';
import { runFileOf } from '../../checker/domain/run-file.ts';
import { runPath } from '../../checker/domain/run-path.ts';
import type { RunRecord } from '../../checker/domain/run-record.ts';
import type { SitesFile } from '../../checker/domain/sites-file.ts';
import type { Outcome } from '../../checker/domain/status.ts';
import { daysUpTo } from '../src/data/days.ts';
import { correctedDay, correctedStretches } from './fixture-corrections.ts';
import { fixtureNotes } from './fixture-notes.ts';
import { earlierRuns, madeRoute, resultsOf } from './fixture-runs.ts';
import { type FixtureSite, fixtureSites, GROUPS, KINDS } from './fixture-site.ts';
import { availabilityOf, dayOf, stretchesOf } from './fixture-time.ts';
import { type FixturePicture, FixtureVisits } from './fixture-visit.ts';

const HOUR = 3_600_000;
const DAYS = 40;
const OTHER_ROUTE = 'lightsail:us-east-2';

export interface FixtureOptions {
  sites?: number;
  /** End of the newest run. */
  now?: string;
  pictures?: Partial<Record<Outcome, FixturePicture>>;
  /** Changes what the newest visit of one site saw, and the site's name. */
  hostile?: { site: string; name: string; observation: Partial<Observation> };
}

/** Where a fixture stands, as `buildSite` takes it. */
export interface Fixture {
  dataDir: string;
  snapshotsDir: string;
  sitesPath: string;
}

/** Writes a believable ledger of 40 days, its snapshots and its `sites.json` into a folder. */
export function writeFixture(folder: string, options: FixtureOptions = {}): Fixture {
  const now = options.now ?? '2026-11-23T14:07:00.000Z';
  const fixture = fixturePaths(folder);
  const visits = new FixtureVisits(fixture.snapshotsDir, options.pictures ?? {});
  const sites = fixtureSites(options.sites ?? 20);
  const incidents = sites.flatMap((site) => incidentsOf(site, now, visits));
  const notes = fixtureNotes(incidents);
  const annotations = Object.entries(notes.annotations.annotations).map(([id, entry]) => ({ ...entry, id }));
  const states = sites.map((site) => {
    const state = stateOf(site, now, incidents, visits, options);
    const stretches = stretchesOf(site, firstCheckOf(now), Date.parse(now));
    const counted = correctedStretches(stretches, site.id, annotations);
    return [site.id, { ...state, availability: availabilityOf(counted, Date.parse(now)) }] as const;
  });
  // One site that is no longer listed, one that is new, one that is paused.
  const gone = { ...(sites[0] as FixtureSite), id: 'oh-old-tracker' };
  const run = {
    ...runOf(now),
    results: resultsOf(runOf(now), sites, { firstCheck: firstCheckOf(now), now: Date.parse(now) }),
  };
  const state: StateFile = {
    ...emptyLedger().state,
    newestRun: { id: run.id, path: runPath(run), startedAt: run.startedAt, endedAt: run.endedAt },
    runs: 3_800,
    corrections: annotations.map(({ id, site, from, to, status }) => ({ id, site, from, to, status })),
    sites: Object.fromEntries([...states, [gone.id, stateOf(gone, now, [], visits, {})]]),
  };
  write(join(fixture.dataDir, 'state.json'), state);
  for (const one of [run, ...earlierRuns(run, sites, firstCheckOf(now))])
    write(join(fixture.dataDir, runPath(one)), runFileOf(one));
  for (const day of daysUpTo(now, DAYS))
    write(join(fixture.dataDir, 'days', `${day}.json`), correctedDay(dayFile(day, sites, now), annotations));
  const file: IncidentsFile = {
    version: 1,
    year: 2026,
    incidents: Object.fromEntries(incidents.map((incident) => [incident.id, incident])),
  };
  write(join(fixture.dataDir, 'incidents/2026.json'), file);
  write(join(fixture.dataDir, 'annotations.json'), notes.annotations);
  write(join(fixture.dataDir, 'issues.json'), notes.issues);
  write(fixture.sitesPath, sitesFile(sites, options));
  return fixture;
}

/** A folder with `sites.json` and nothing else: before the first run. */
export function writeFirstRun(folder: string): Fixture {
  const fixture = fixturePaths(folder);
  write(fixture.sitesPath, sitesFile(fixtureSites(3), {}));
  return fixture;
}

function fixturePaths(folder: string): Fixture {
  return {
    dataDir: join(folder, 'live'),
    snapshotsDir: join(folder, 'snapshots'),
    sitesPath: join(folder, 'sites.json'),
  };
}

function write(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(value));
}

function hoursBefore(now: string, hours: number): string {
  return new Date(Date.parse(now) - hours * HOUR).toISOString();
}

function firstCheckOf(now: string): number {
  return Date.parse(now) - (DAYS - 0.6) * 24 * HOUR;
}

function dayFile(day: string, sites: readonly FixtureSite[], now: string): DayFile {
  const entries = sites.flatMap((site) => {
    const record = dayOf(stretchesOf(site, firstCheckOf(now), Date.parse(now)), day);
    return record ? [[site.id, record] as const] : [];
  });
  const counted = Math.min(86_400, Math.round((Date.parse(now) - Date.parse(`${day}T00:00:00Z`)) / 1_000));
  return { version: 1, day, counted, columns: [], loads: {}, sites: Object.fromEntries(entries) };
}

function incidentsOf(site: FixtureSite, now: string, visits: FixtureVisits): Incident[] {
  const stretches = [
    ...site.past,
    ...(site.status === 'down' || site.status === 'blocked'
      ? [{ status: site.status, from: site.sinceHours, to: 0 }]
      : []),
  ];
  return stretches.flatMap(({ status, from, to }) => {
    if (status !== 'down' && status !== 'blocked') return [];
    const at = hoursBefore(now, from);
    const first = visits.visit(site, at, status);
    const good = to > 0 ? visits.visit(site, hoursBefore(now, to), 'up').ref : null;
    return [
      {
        id: `${site.id}-${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`,
        site: site.id,
        kind: status,
        reasons: first.reasons,
        lastGood: visits.visit(site, hoursBefore(now, from + 0.25), 'up').ref,
        firstBad: first.ref,
        confirmedBy: visits.visit(site, hoursBefore(now, from - 0.05), status, { route: OTHER_ROUTE }).ref,
        lastBad: visits.visit(site, hoursBefore(now, to === 0 ? 0.02 : to + 0.25), status).ref,
        firstGood: good,
        endedAt: good?.at ?? null,
      },
    ];
  });
}

function stateOf(
  site: FixtureSite,
  now: string,
  incidents: readonly Incident[],
  visits: FixtureVisits,
  { hostile }: FixtureOptions,
): SiteState {
  const suspect = site.status === 'suspect';
  const outcome: Outcome = suspect ? 'down' : site.status === 'closed' ? 'down' : (site.status as Outcome);
  const overrides = hostile?.site === site.id ? hostile.observation : {};
  const last = visits.visit(site, hoursBefore(now, 0.02), outcome, { overrides });
  const stretches = stretchesOf(site, firstCheckOf(now), Date.parse(now));
  const good = outcome === 'up' || outcome === 'degraded';
  return {
    status: site.status,
    since: site.sinceHours >= DAYS * 24 ? sinceUp(stretches) : hoursBefore(now, site.sinceHours),
    verdict: suspect ? 'up' : outcome,
    reasons: suspect ? [] : last.reasons,
    firstCheck: new Date(firstCheckOf(now)).toISOString(),
    holdsMs: 0.77 * HOUR,
    suspect: suspect ? { outcome: 'down', first: last.ref, reasons: last.reasons } : null,
    lastGood: good ? last.ref : visits.visit(site, hoursBefore(now, site.sinceHours + 0.25), 'up').ref,
    lastVisit: last.ref,
    baseline: null,
    incident:
      incidents.find((incident) => incident.site === site.id && incident.endedAt === null)?.id ?? null,
    streak: 12,
    availability: availabilityOf(stretches, Date.parse(now)),
    closed:
      site.status === 'closed'
        ? [
            {
              from: hoursBefore(now, 8),
              to: hoursBefore(now, -4),
              reason: 'Planned maintenance of the voter register',
              source: 'https://example.gov/news',
            },
          ]
        : [],
    formerly: [],
  };
}

function sinceUp(stretches: ReturnType<typeof stretchesOf>): string {
  return new Date(stretches.at(-1)?.from ?? 0).toISOString();
}

function runOf(now: string): RunRecord {
  const browser = { name: 'chromium', version: '156.0.1', headed: true };
  return {
    version: 1,
    id: '18234-1',
    startedAt: hoursBefore(now, 0.1),
    endedAt: now,
    complete: true,
    url: 'https://github.com/example/puptime/actions/runs/18234',
    sites256: '0'.repeat(64),
    commit: null,
    puptime: '0.1.0',
    rulesVersion: '1',
    browser,
    settings: { intervalMs: HOUR / 4, confirmAfterMs: HOUR / 12, maxGapMs: (HOUR * 3) / 4 },
    routes: [{ name: 'direct', state: 'ok', canaries: [] }, madeRoute(OTHER_ROUTE, now)],
    notes: [],
    results: {},
  };
}

function sitesFile(sites: readonly FixtureSite[], { hostile }: FixtureOptions): SitesFile {
  const listed = sites.map((site) => ({
    id: site.id,
    name: hostile?.site === site.id ? hostile.name : site.name,
    url: `https://${site.kind}.${site.group.toLowerCase()}.example.gov/start`,
    group: site.group,
    kinds: [site.kind],
    ...(site.id === 'oh-register' ? { formerly: ['oh-voter-registration'] } : {}),
    ...(site.id === 'co-register' ? { expect: { form: { button: 'Search' }, host: '*.example.gov' } } : {}),
  }));
  return {
    version: 1,
    interval: '15m',
    confirmAfter: '5m',
    breaker: { share: 0.3, atLeast: 5 },
    backoff: { down: '5m', blockedMost: '6h' },
    capture: { text: 0, picture: 0.05 },
    canaries: [{ url: 'https://example.com/', text: 'Example' }],
    defaults: {},
    kinds: KINDS,
    groups: GROUPS,
    sites: [
      ...listed,
      {
        id: 'oh-new-page',
        name: 'Request a ballot',
        url: 'https://new.example.gov/',
        group: 'OH',
        kinds: ['register'],
      },
      {
        id: 'oh-paused',
        name: 'Candidate list',
        url: 'https://paused.example.gov/',
        group: 'OH',
        kinds: ['register'],
        active: false,
      },
    ],
  };
}
