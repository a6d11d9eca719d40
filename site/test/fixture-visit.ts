import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { VisitRef } from '../../checker/domain/ledger-files.ts';
import type { Observation, SnapshotRef } from '../../checker/domain/observation.ts';
import type { Reason } from '../../checker/domain/reason.ts';
import { snapshotPath } from '../../checker/domain/snapshot-path.ts';
import type { Outcome } from '../../checker/domain/status.ts';
import type { FixtureSite } from './fixture-site.ts';

/** A picture for the fixture: WebP bytes and their size. */
export interface FixturePicture {
  bytes: Buffer;
  width: number;
  height: number;
}

/** The smallest WebP: one pixel. */
export const ONE_PIXEL: FixturePicture = {
  bytes: Buffer.from('UklGRh4AAABXRUJQVlA4TBEAAAAvAAAAAAfQ//73v/+BiOh/AAA=', 'base64'),
  width: 1,
  height: 1,
};

export const REASONS: Record<Outcome, Reason[]> = {
  up: [],
  degraded: [{ kind: 'slow', ms: 14_200, limitMs: 10_000 }],
  down: [
    { kind: 'http-status', status: 503 },
    { kind: 'missing', expectation: 'form', expected: 'Search', found: 'not found' },
  ],
  blocked: [{ kind: 'block', vendor: 'cloudflare', rule: 'cloudflare-challenge' }],
  unknown: [{ kind: 'route', route: 'direct', detail: 'its canaries did not answer' }],
};

const NO_NAME: Reason[] = [{ kind: 'dns', host: 'vote.example.gov', code: 'ENOTFOUND' }];

/** Writes visits with their evidence into a snapshot folder. */
export class FixtureVisits {
  readonly #folder: string;
  readonly #pictures: Partial<Record<Outcome, FixturePicture>>;

  constructor(folder: string, pictures: Partial<Record<Outcome, FixturePicture>>) {
    this.#folder = folder;
    this.#pictures = pictures;
  }

  /** A visit and its reasons; `overrides` change what it saw. A site without a name in DNS brings no document. */
  visit(
    site: FixtureSite,
    at: string,
    outcome: Outcome,
    { route = 'direct', run = 'r-1', overrides = {} }: VisitOptions = {},
  ): { ref: VisitRef; reasons: Reason[] } {
    const nameless = outcome === 'down' && site.id === 'al-track-ballot';
    const observation = {
      ...this.#observation(site, at, outcome, route),
      ...(nameless ? NO_DOCUMENT : {}),
      ...overrides,
    };
    const evidence = this.put(Buffer.from(JSON.stringify(observation)), 'application/json').sha256;
    return { ref: { run, at, outcome, route, evidence }, reasons: nameless ? NO_NAME : REASONS[outcome] };
  }

  /** Stores bytes under their SHA-256. */
  put(bytes: Buffer, mediaType: string): SnapshotRef {
    const ref = { sha256: createHash('sha256').update(bytes).digest('hex'), mediaType, size: bytes.length };
    const path = join(this.#folder, snapshotPath(ref));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    return ref;
  }

  #observation(site: FixtureSite, at: string, outcome: Outcome, route: string): Observation {
    const host = `${site.kind}.${site.group.toLowerCase()}.example.gov`;
    const url = `https://${host}/start`;
    const good = outcome === 'up' || outcome === 'degraded';
    const total = outcome === 'degraded' ? 14_200 : good ? 900 + site.id.length * 20 : 2_400;
    const title = good
      ? `${site.name} | ${site.group}`
      : outcome === 'blocked'
        ? 'One moment'
        : 'Service Unavailable';
    const text = this.put(Buffer.from(`${title}\n${site.id} ${outcome}`), 'text/plain');
    const source = this.put(Buffer.from(sourceOf(title, site.name)), 'text/html');
    const picture = this.#pictures[outcome] ?? ONE_PIXEL;
    return {
      version: 1,
      site: site.id,
      url,
      route,
      startedAt: at,
      endedAt: new Date(Date.parse(at) + total).toISOString(),
      failure: null,
      status: good ? 200 : outcome === 'blocked' ? 403 : 503,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        server: 'nginx',
        'set-cookie': 'session=struck; Path=/',
        'strict-transport-security': 'max-age=31536000',
      },
      redirects: [{ url: `https://${host}/`, status: 302 }],
      finalUrl: `${url}?session=0123456789abcdef0123456789abcdef`,
      contentType: 'text/html; charset=utf-8',
      title,
      textLength: 1_840,
      textSha256: text.sha256,
      probes: [{ kind: 'button', name: 'Search', found: good, visible: good, enabled: good }],
      document: null,
      tls: {
        protocol: 'TLS 1.3',
        subject: host,
        issuer: "Let's Encrypt R11",
        validFrom: '2026-10-01T00:00:00.000Z',
        validTo: '2026-12-30T00:00:00.000Z',
      },
      address: '192.0.2.44',
      timings: {
        dns: 12,
        connect: 31,
        tls: 38,
        firstByte: 210,
        dom: 640,
        load: 880,
        ready: good ? total : null,
        total,
      },
      challengeMs: outcome === 'blocked' ? 15_000 : 0,
      bytes: { sent: 8_120, received: 734_220 },
      requests: { total: 38, failed: 1, refused: 0 },
      consoleErrors: good ? 0 : 2,
      pageErrors: 0,
      dialogs: 0,
      popups: 0,
      screenshot: {
        ...this.put(picture.bytes, 'image/webp'),
        width: picture.width,
        height: picture.height,
        cut: false,
      },
      dom: source,
      body: source,
      text,
      browser: { name: 'chromium', version: '156.0.1', headed: true },
      rulesVersion: '1',
    };
  }
}

interface VisitOptions {
  route?: string;
  run?: string;
  overrides?: Partial<Observation>;
}

const NO_DOCUMENT = {
  failure: { kind: 'dns', host: 'vote.example.gov', code: 'ENOTFOUND' },
  status: null,
  headers: {},
  redirects: [],
  finalUrl: null,
  contentType: null,
  title: null,
  textLength: null,
  textSha256: null,
  probes: [],
  tls: null,
  address: null,
  screenshot: null,
  dom: null,
  body: null,
  text: null,
} satisfies Partial<Observation>;

function sourceOf(title: string, name: string): string {
  const lines = Array.from(
    { length: 60 },
    (_, index) => `    <p class="line-${index}">${name}, line ${index}</p>`,
  );
  return `<!doctype html>\n<html lang="en">\n  <head><title>${title}</title></head>\n  <body>\n${lines.join('\n')}\n  </body>\n</html>\n`;
}
