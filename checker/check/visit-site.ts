import { createHash } from 'node:crypto';
import { lookOf } from '../archive/look.ts';
import type { SnapshotStore } from '../archive/snapshot-store.ts';
import type { BrowserKeeper } from '../browser/browser-keeper.ts';
import { BrowserLost } from '../browser/browser-keeper.ts';
import type { RunningBrowser } from '../browser/launch.ts';
import type { Glimpse, Readiness } from '../browser/settle.ts';
import { type PageVisit, visitPage } from '../browser/visit-page.ts';
import { isChallenge } from '../domain/challenge.ts';
import { type Classification, type ClassifiedVisit, classify, RULES_VERSION } from '../domain/classify.ts';
import type { Observation, SnapshotRef } from '../domain/observation.ts';
import type { Reason } from '../domain/reason.ts';
import type { ResolvedExpectations } from '../domain/resolved-site.ts';
import type { Visit } from '../domain/run-record.ts';
import { isGood } from '../domain/verdict.ts';
import { readPage } from '../html/read-page.ts';
import { Guard } from '../routes/guard.ts';
import type { Route } from '../routes/route.ts';

/** A page to load: a site or a canary. */
export interface Target {
  id: string;
  url: string;
  timeZone: string;
  expect: ResolvedExpectations;
}

/** What loading pages needs; shared by all visits of a run. */
export interface Visiting {
  browsers: BrowserKeeper;
  store: SnapshotStore;
  now(): Date;
  signal: AbortSignal;
}

/** More than any page a voter could wait for. */
const LIMIT_BYTES = 40_000_000;

/**
 * Loads a page once over a route and says what it is. With `keep` the evidence is stored: pictures, sources, and the observation
 * that names them. Whatever the page or the browser does becomes an outcome.
 */
export async function visitSite(
  visiting: Visiting,
  target: Target,
  route: { index: number; route: Route },
  keep: boolean,
): Promise<Visit> {
  const startedAt = visiting.now();
  const at = startedAt.toISOString();
  try {
    const { visit, version, broken } = await load(visiting, target, route.route, keep);
    if (broken)
      return unknown(route.index, at, visit.timings.total, {
        kind: 'route',
        route: route.route.name,
        detail: 'it broke under the visit, twice',
      });
    const page = visit.html === null ? null : readPage(visit.html, visit.text ?? undefined);
    const facts = observe(target, route.route.name, visit);
    const classification = classify({ observation: facts, page, expect: target.expect });
    const browser = { name: version.name, version: version.version, headed: version.headed };
    const evidence = keep
      ? await storeEvidence(
          visiting.store,
          { ...facts, startedAt: at, endedAt: visiting.now().toISOString(), browser },
          visit,
        )
      : null;
    // Here, and not where runs are recorded: pictures are hostile, and who records holds the keys.
    const look = evidence !== null && visit.picture ? await lookOf(visit.picture.bytes) : null;
    return {
      ...record(route.index, at, visit, classification, evidence),
      ...(look === null ? {} : { look }),
    };
  } catch (error) {
    if (!(error instanceof BrowserLost)) throw error;
    return unknown(route.index, at, visiting.now().getTime() - startedAt.getTime(), {
      kind: 'browser',
      detail: error.message,
    });
  }
}

/** One load. When the route broke under it, it is made once more; `broken`: it broke under that one too. */
async function load(
  visiting: Visiting,
  target: Target,
  route: Route,
  keep: boolean,
): Promise<{ visit: PageVisit; version: RunningBrowser; broken: boolean }> {
  const judge = (glimpse: Glimpse) => readiness(target, glimpse);
  const { url, expect, timeZone } = target;
  const { now, signal } = visiting;
  for (let attempt = 1; ; attempt++) {
    // What is being opened again is waited for: the page's own patience is not for that.
    await route.ready();
    const breaks = route.breaks();
    const loaded = await visiting.browsers.use(async (running) => {
      // A guard for each attempt: what a dying browser left behind must not be counted for the next.
      await using guard = await Guard.open({ dial: route.dial, limitBytes: LIMIT_BYTES });
      const request = { url, expect, timeZone, exit: guard, capture: keep, judge, now, signal };
      return { visit: await visitPage(running, request), version: running };
    });
    const broken = route.breaks() !== breaks;
    if (!broken || attempt === 2) return { ...loaded, broken };
  }
}

function unknown(route: number, at: string, ms: number, reason: Reason): Visit {
  return { route, at, ms: Math.round(ms), outcome: 'unknown', reasons: [reason], evidence: null, text: null };
}

/** Whether a page that is still loading already has, or may yet get, what it should have. */
function readiness(target: Target, glimpse: Glimpse): Readiness {
  const page = readPage(glimpse.facts.html, glimpse.facts.text);
  const { outcome } = classify({ observation: glimpseFacts(target, glimpse), page, expect: target.expect });
  if (isGood(outcome)) return 'ready';
  return isChallenge(page, glimpse.headers) ? 'challenge' : 'waiting';
}

type Facts = Omit<Observation, 'startedAt' | 'endedAt' | 'browser' | 'screenshot' | 'dom' | 'body' | 'text'>;

function glimpseFacts(target: Target, glimpse: Glimpse): ClassifiedVisit {
  const { status, headers, finalUrl, probes } = glimpse;
  return {
    failure: null,
    route: '',
    status,
    headers,
    url: target.url,
    finalUrl,
    contentType: headers['content-type'] ?? null,
    probes,
    document: null,
    timings: NO_TIMINGS,
    bytes: { sent: 0, received: 0 },
  };
}

/** A page that is still loading is not judged by its speed. */
const NO_TIMINGS: Observation['timings'] = {
  dns: null,
  connect: null,
  tls: null,
  firstByte: null,
  dom: null,
  load: null,
  ready: null,
  total: 0,
};

function observe(target: Target, route: string, visit: PageVisit): Facts {
  const { html: _html, text, body: _body, picture: _picture, ...seen } = visit;
  return {
    version: 1,
    site: target.id,
    url: target.url,
    route,
    ...seen,
    headers: withoutSecrets(visit.headers),
    textLength: text?.length ?? null,
    textSha256: text === null ? null : sha256Of(text),
    rulesVersion: RULES_VERSION,
  };
}

/** Cookies name sessions: their names are evidence, their values are nobody's business. */
function withoutSecrets(headers: Record<string, string>): Record<string, string> {
  const cookies = headers['set-cookie'];
  if (cookies === undefined) return headers;
  return { ...headers, 'set-cookie': cookies.replace(/^([^=;\n]+)=[^;\n]*/gm, '$1=…') };
}

async function storeEvidence(
  store: SnapshotStore,
  observation: Omit<Observation, 'screenshot' | 'dom' | 'body' | 'text'>,
  { html, text, body, picture, contentType }: PageVisit,
): Promise<string> {
  const put = async (bytes: Buffer | null, mediaType: string): Promise<SnapshotRef | null> => {
    if (bytes === null) return null;
    const { sha256, size } = await store.put(bytes, mediaType);
    return { sha256, mediaType, size };
  };
  const shot = await put(picture?.bytes ?? null, 'image/webp');
  const whole: Observation = {
    ...observation,
    screenshot:
      shot && picture ? { ...shot, width: picture.width, height: picture.height, cut: picture.cut } : null,
    dom: await put(html === null ? null : Buffer.from(html), 'text/html'),
    body: await put(body, contentType?.split(';')[0]?.trim().slice(0, 100) || 'application/octet-stream'),
    text: await put(text === null ? null : Buffer.from(text), 'text/plain'),
  };
  return (await store.put(Buffer.from(`${JSON.stringify(whole, null, 1)}\n`), 'application/json')).sha256;
}

function record(
  route: number,
  at: string,
  visit: PageVisit,
  { outcome, reasons }: Classification,
  evidence: string | null,
): Visit {
  const ms = visit.timings.ready ?? visit.timings.total;
  // Of a document the bytes are what a reader would find changed.
  const read = visit.text ?? (visit.document ? visit.body : null);
  return { route, at, ms, outcome, reasons, evidence, text: read === null ? null : sha256Of(read) };
}

function sha256Of(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
