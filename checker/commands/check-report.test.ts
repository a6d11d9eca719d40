import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DirectoryStore } from '../archive/directory-store.ts';
import type { Observation } from '../domain/observation.ts';
import { keptObservation } from '../domain/observation-builder.ts';
import { aHash, aResult, aRun, aVisit } from '../domain/run-builders.ts';
import { snapshotPath } from '../domain/snapshot-path.ts';
import { readSites, type SitesConfig } from '../sites/read-sites.ts';
import { writeCheckReport } from './check-report.ts';

const AT = '2026-11-23T14:07:00.000Z';
const LATER = '2026-11-23T14:13:00.000Z';
const SITES = {
  version: 1,
  interval: '15m',
  canaries: [{ url: 'https://www.example.com/', text: 'Example Domain' }],
  kinds: { register: { name: 'Register' } },
  groups: { OH: { name: 'Ohio', timeZone: 'America/New_York' } },
  sites: ['oh-a', 'oh-b'].map((id) => ({
    id,
    name: 'Register',
    url: `https://${id}.ohio.gov/`,
    group: 'OH',
    kinds: ['register'],
  })),
};
let dir: string;
let store: DirectoryStore;
let config: SitesConfig;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'puptime-report-'));
  store = new DirectoryStore(join(dir, 'results/snapshots'));
  await writeFile(join(dir, 'sites.json'), JSON.stringify(SITES));
  config = await readSites(join(dir, 'sites.json'));
});
afterEach(() => rm(dir, { recursive: true }));

const picture = (background: string) =>
  sharp({ create: { width: 8, height: 8, channels: 3, background } })
    .webp()
    .toBuffer();

/** Keeps the evidence of a visit with these bytes as its picture; gives its SHA-256. */
async function keep(bytes: Uint8Array, overrides: Partial<Observation> = {}): Promise<string> {
  const { url: _, ...ref } = await store.put(bytes, 'image/webp');
  const screenshot = { ...ref, width: 8, height: 8, cut: false };
  return keepText(JSON.stringify(keptObservation(AT, { screenshot, ...overrides })));
}

async function keepText(text: string): Promise<string> {
  return (await store.put(Buffer.from(text), 'application/json')).sha256;
}

async function report(results: Record<string, (string | null)[]>) {
  const run = aRun({
    startedAt: AT,
    results: Object.fromEntries(
      Object.entries(results).map(([id, evidence]) => {
        const visits = evidence.map((sha256, i) => aVisit({ at: i === 0 ? AT : LATER, evidence: sha256 }));
        return [id, aResult(visits)];
      }),
    ),
  });
  const to = join(dir, 'report');
  const { markdown } = await writeCheckReport(config, run, join(dir, 'results'), {
    dir: to,
    artifact: 'seen',
  });
  expect(await readFile(join(to, 'README.md'), 'utf8')).toBe(markdown);
  return { markdown, pictures: (await readdir(join(to, 'pictures'))).toSorted() };
}

it('keeps the picture of the last visit, and that of the first where it is another', async () => {
  const [red, blue] = [await picture('red'), await picture('blue')];
  const { pictures, markdown } = await report({
    'oh-a': [await keep(red), await keep(blue)],
    'oh-b': [await keep(red), await keep(red, { status: 201 })],
  });
  expect(pictures).toEqual(['oh-a.1.webp', 'oh-a.webp', 'oh-b.webp']);
  expect(await readFile(join(dir, 'report/pictures/oh-a.webp'))).toEqual(blue);
  expect(markdown).toContain('`pictures/oh-a.1.webp` (14:07 UTC on 23 November 2026)');
});

it('calls nothing a picture that is none', async () => {
  const page = Buffer.from('<script>alert(1)</script>');
  expect((await report({ 'oh-a': [await keep(page)] })).pictures).toEqual([]);
});

it.each([
  ['is missing', async () => aHash('a')],
  ['was never left', async () => null],
  ['is no JSON', () => keepText('{')],
  ['is of another form', () => keepText('{"version":1}')],
  [
    'is damaged',
    async () => {
      const sha256 = await keepText('{"version":1}');
      await writeFile(join(store.dir, snapshotPath({ sha256, mediaType: 'application/json' })), 'x');
      return sha256;
    },
  ],
])('tells of a visit whose evidence %s without it', async (_how, evidence) => {
  const { markdown, pictures } = await report({ 'oh-a': [await evidence()] });
  expect(pictures).toEqual([]);
  expect(markdown).toContain('## ✓ Reachable: Register');
  expect(markdown).toContain('It showed no text to read.');
});
