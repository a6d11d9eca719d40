import { createHash } from 'node:crypto';
import { LOOK_COLUMNS, LOOK_DIGITS } from '../checker/domain/capture-look.ts';
import { DAY_SECONDS, instantOf, msOf } from '../checker/domain/instant.ts';
import type { Reason } from '../checker/domain/reason.ts';
import type { Kept, RouteReport, RunRecord, SiteResult, Visit } from '../checker/domain/run-record.ts';
import type { Outcome } from '../checker/domain/status.ts';
import { randomOf } from './seeded-random.ts';

/** How large a made history is, and which of all possible ones it is. */
export interface YearOptions {
  sites: number;
  runs: number;
  seed: number;
  /** Whether visits that equal evidence kept before repeat its hashes. */
  repeatHashes?: boolean;
}

/** Length of a day's and of a check's turn, in milliseconds. */
const DAY = DAY_SECONDS * 1_000;
const INTERVAL = 900_000;
const HOUR = 3_600_000;
const FIRST = Date.parse('2026-01-01T00:00:00.000Z');

const GOOD: Reason[] = [];
const DOWN: Reason[] = [{ kind: 'http-status', status: 503 }];
const BLOCKED: Reason[] = [{ kind: 'block', vendor: 'cloudflare', rule: 'cloudflare-challenge' }];

/** A page of the made history. What lies ahead of it is drawn when its turn comes. */
interface Page {
  id: string;
  /** Usual load time in milliseconds. */
  usual: number;
  /** Says other words at every visit. */
  restless: boolean;
  blocks: boolean;
  /** Milliseconds since 1970. */
  nextVisit: number;
  outageFrom: number;
  outageTo: number;
  words: string;
  lastOutcome: Outcome | null;
  baseline: { day: string; text: string | null; evidence: string } | null;
  /** Cells of the screenshot in coarse. */
  look: number[];
  /** Outcome with which it last looked quite different than before. */
  looked: Outcome | null;
}

/**
 * For benches and tests: runs of one every 15 minutes as they come from GitHub, some minutes late, with jitter in every visit and load
 * time. Nearly all pages are up; one in a hundred blocks the monitor and is asked ever more rarely; now and then one is down for an
 * hour, or slow, or down for a single visit. Evidence is mostly that of the day. The same options give the same runs.
 */
export function* runsOfYear({ sites, runs, seed, repeatHashes = false }: YearOptions): Iterable<RunRecord> {
  const random = randomOf(seed);
  const pages = Array.from({ length: sites }, (_, i) => pageOf(i, random));
  let job = 18_234_567_890;
  for (let i = 0; i < runs; i++) {
    job += Math.floor(random() * 40_000_000);
    yield runOf(
      pages,
      FIRST + i * INTERVAL + Math.floor(random() * 200_000),
      `${job}-1`,
      repeatHashes,
      random,
    );
  }
}

const STATES = [
  'al',
  'ak',
  'az',
  'ar',
  'ca',
  'co',
  'ct',
  'de',
  'fl',
  'ga',
  'hi',
  'id',
  'il',
  'in',
  'ia',
  'ks',
  'ky',
];
const KINDS = [
  'register',
  'check-registration',
  'polling-place',
  'track-ballot',
  'request-ballot',
  'sample-ballot',
];

function pageOf(i: number, random: () => number): Page {
  const state = STATES[i % STATES.length] ?? '';
  const kind = KINDS[Math.floor(i / STATES.length) % KINDS.length] ?? '';
  const office = Math.floor(i / STATES.length / KINDS.length);
  return {
    id: `${state}-${kind}${office === 0 ? '' : `-${office}`}`,
    usual: Math.round(600 + 2_500 * random() ** 2),
    restless: i % 250 === 7,
    blocks: i % 100 === 3,
    nextVisit: 0,
    outageFrom: 0,
    outageTo: 0,
    words: '',
    lastOutcome: null,
    baseline: null,
    look: lookOf(random),
    looked: null,
  };
}

function runOf(
  pages: readonly Page[],
  start: number,
  id: string,
  repeatHashes: boolean,
  random: () => number,
): RunRecord {
  const visitOf = (page: Page, route: number, at: number) => visit(page, route, at, repeatHashes, random);
  const startedAt = instantOf(start);
  const due = pages.filter(({ nextVisit }) => nextVisit <= start);
  const spread = due.length * 700;
  const results: Record<string, SiteResult> = {};
  let end = start;
  let asked = false;
  for (const page of due) {
    const first = visitOf(page, 0, start + 20_000 + Math.floor(random() * spread));
    const visits = [first];
    if (first.outcome === 'down' || first.outcome === 'blocked') {
      asked = true;
      visits.push(visitOf(page, 1, start + 20_000 + spread + Math.floor(random() * 60_000)));
    }
    const last = visits.at(-1) ?? first;
    const transient = last !== first && last.outcome === 'up' ? { transient: 'down' as const } : {};
    results[page.id] = {
      verdict: last.outcome,
      confirmed: true,
      reasons: last.reasons,
      visits,
      ...transient,
    };
    page.nextVisit = page.blocks ? start + 4 * HOUR + random() * 2 * HOUR : start;
    end = Math.max(end, msOf(last.at) + last.ms);
  }
  return {
    version: 1,
    id,
    startedAt,
    endedAt: instantOf(end + 5_000),
    complete: true,
    url: `https://github.com/example/puptime/actions/runs/${id.slice(0, -2)}`,
    sites256: hashOf(`sites ${startedAt.slice(0, 7)}`),
    commit: hashOf(`commit ${startedAt.slice(0, 7)}`).slice(0, 40),
    puptime: '0.1.0',
    rulesVersion: '1',
    browser: { name: 'chromium', version: '156.0.7990.1', headed: true },
    settings: { intervalMs: INTERVAL, confirmAfterMs: 300_000, maxGapMs: 3 * INTERVAL },
    routes: [
      routeOf('us-east-2', start, random),
      ...(asked ? [routeOf('us-west-2', start + spread, random)] : []),
    ],
    notes: [],
    results,
  };
}

function visit(page: Page, route: number, at: number, repeatHashes: boolean, random: () => number): Visit {
  const day = instantOf(at).slice(0, 10);
  if (at > page.outageTo) {
    page.outageFrom = Math.max(at, page.outageTo) + random() * 240 * DAY;
    page.outageTo = page.outageFrom + (0.2 + 2 * random()) * HOUR;
  }
  const down = at >= page.outageFrom || (route === 0 && random() < 0.000_2);
  const slow = !down && random() < 0.000_5;
  const outcome: Outcome = page.blocks ? 'blocked' : down ? 'down' : slow ? 'degraded' : 'up';
  const ms = Math.round(
    (slow ? 11_000 : page.usual) * (0.85 + 0.15 * random() - 0.1 * Math.log(1 - random())),
  );
  if (page.words === '' || random() < 0.001) page.words = hashOf(`words ${page.id} ${at}`);
  const text = page.restless || outcome === 'down' ? hashOf(`words now ${page.id} ${at}`) : page.words;
  const reasons: Reason[] = slow
    ? [{ kind: 'slow', ms, limitMs: 10_000 }]
    : { up: GOOD, degraded: GOOD, unknown: GOOD, down: DOWN, blocked: BLOCKED }[outcome];
  const seen = { route, at: instantOf(at), ms, outcome, reasons };
  const because = keptBecause(page, outcome, text, day);
  page.lastOutcome = outcome;
  if (because === null) {
    return {
      ...seen,
      ...(repeatHashes && page.baseline ? { evidence: page.baseline.evidence, text } : EQUAL),
    };
  }
  const evidence = hashOf(`evidence ${page.id} ${day} ${at}`);
  page.baseline = { day, text, evidence };
  const alike = page.looked === outcome;
  page.looked = outcome;
  if (alike) return { ...seen, evidence, text, kept: { because, text: 0, picture: 0.01 } };
  // What stands in a page's place looks quite different, and the page afterwards as it did but for a cell in a hundred.
  const changed = outcome === 'up' || outcome === 'degraded' ? 0.01 : 0.8;
  const cells = page.look.map((grey) => (random() < changed ? Math.floor(random() * 64) : grey));
  const look = cells.map((grey) => LOOK_DIGITS.charAt(grey)).join('');
  const picture = because === 'first' ? null : 0.8;
  return { ...seen, evidence, text, look, kept: { because, text: because === 'first' ? null : 0, picture } };
}

const EQUAL = { evidence: null, text: null };

function keptBecause(
  { baseline, lastOutcome }: Page,
  outcome: Outcome,
  text: string,
  day: string,
): Kept['because'] | null {
  if (outcome !== 'up') return 'not-up';
  if (!baseline) return 'first';
  if (lastOutcome !== 'up') return 'recovered';
  if (baseline.text !== text) return 'changed';
  return baseline.day === day ? null : 'daily';
}

/** A page of 10 to 40 rows of 16 cells: half of it of one shade, the rest of some darker ones. */
function lookOf(random: () => number): number[] {
  const rows = 10 + Math.floor(30 * random());
  const ground = 55 + Math.floor(9 * random());
  return Array.from({ length: rows * LOOK_COLUMNS }, () =>
    random() < 0.5 ? ground : ground - Math.floor(24 * random() ** 2),
  );
}

function routeOf(region: string, at: number, random: () => number): RouteReport {
  const passing = (ms: number) => instantOf(at - Math.floor(ms * (1 + random())));
  const canaries = ['https://example.com/', 'https://example.org/'].map((url) => {
    return { url, at: passing(2_000), outcome: 'up' as const, ms: Math.floor(300 + 500 * random()) };
  });
  const address = [3, 4, 5, 6].map(() => Math.floor(random() * 256)).join('.');
  return {
    name: `lightsail:${region}`,
    state: 'ok',
    canaries,
    exit: {
      address,
      region,
      zone: `${region}a`,
      instance: `puptime-${Math.floor(random() * 1e9)}`,
      created: passing(60_000),
      running: passing(40_000),
      sshReady: passing(20_000),
      proven: passing(8_000),
      removed: null,
      costAtMost: 0.0068,
    },
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
