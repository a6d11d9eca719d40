import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IncidentsFile } from '../checker/domain/ledger-files.ts';
import { Observation } from '../checker/domain/observation.ts';
import { snapshotPath } from '../checker/domain/snapshot-path.ts';
import { buildSite } from './build.ts';
import { storedPath } from './src/data/snapshots.ts';
import { writeFixture } from './test/fixture.ts';
import { manyOpenIncidents } from './test/fixture-many.ts';
import { HOSTILE, HOSTILE_SITE } from './test/hostile.ts';
import { type BuiltPage, readPages, references } from './test/read-html.ts';

const root = join(import.meta.dirname, '..');
const work = mkdtempSync(join(tmpdir(), 'puptime-evidence-'));
const fixture = writeFixture(join(work, 'fixture'), { hostile: HOSTILE });
const incidents = Object.values(
  IncidentsFile.parse(JSON.parse(readFileSync(join(fixture.dataDir, 'incidents/2026.json'), 'utf8')))
    .incidents,
);
const open = incidents.find(({ site, endedAt }) => site === HOSTILE_SITE && endedAt === null);
const over = incidents.find(({ site, endedAt }) => site === HOSTILE_SITE && endedAt !== null);
const pruned = incidents.find(({ site }) => site === 'co-track-ballot');
let pages: BuiltPage[] = [];

const stored = (sha256: string | null | undefined, mediaType = 'application/json') =>
  join(fixture.snapshotsDir, snapshotPath({ sha256: sha256 ?? '', mediaType }));
const observationOf = (sha256: string | null | undefined) =>
  Observation.parse(JSON.parse(readFileSync(stored(sha256), 'utf8')));
const page = (path: string) => pages.find((built) => built.path === `${path}/index.html`)?.html ?? '';
const evidence = (site: string, sha256: string | null | undefined) =>
  page(`evidence/${site}/${sha256?.slice(0, 16)}`);

beforeAll(async () => {
  // The answer and the picture of one visit are no longer kept, nor is the evidence of another.
  const part = observationOf(pruned?.firstBad.evidence);
  const unlike = { ...part, text: null, body: { sha256: 'b'.repeat(64), mediaType: 'text/html', size: 9 } };
  writeFileSync(
    stored(pruned?.firstBad.evidence),
    JSON.stringify({ ...unlike, screenshot: { ...part.screenshot, sha256: 'a'.repeat(64) } }),
  );
  rmSync(stored(pruned?.lastBad.evidence));
  const outDir = join(work, 'out');
  const repositoryUrl = 'https://github.com/example/puptime';
  await buildSite({ root, ...fixture, outDir, siteUrl: 'https://status.example.org/', repositoryUrl });
  pages = readPages(outDir);
}, 60_000);

afterAll(() => rmSync(work, { recursive: true, force: true }));

const mine = () => pages.filter(({ path }) => /^(incidents|evidence)\//.test(path));

describe('pages of incidents and evidence', () => {
  it('are valid HTML', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: {
        'long-title': 'off',
        'no-trailing-whitespace': 'off',
        'void-style': 'off',
        'doctype-style': 'off',
      },
    });
    const faults = new Set<string>();
    for (const { path, html } of mine()) {
      const { results } = await validator.validateString(html);
      for (const { ruleId, message, selector } of results.flatMap(({ messages }) => messages)) {
        faults.add(`${path.split('/')[0]} ${ruleId}: ${message} (${selector})`);
      }
    }
    expect([...faults].slice(0, 20)).toEqual([]);
  });

  it('link from each incident to a page of evidence for each of its visits', () => {
    const html = page(`incidents/${over?.id}`);
    for (const visit of [over?.lastGood, over?.firstBad, over?.confirmedBy, over?.lastBad, over?.firstGood]) {
      expect(html).toContain(`/evidence/${HOSTILE_SITE}/${visit?.evidence?.slice(0, 16)}/`);
      expect(evidence(HOSTILE_SITE, visit?.evidence)).not.toBe('');
    }
  });

  it('run no script where archived copies stand, and ask search engines to pass by', () => {
    const copies = pages.filter(({ path }) => path.startsWith('evidence/'));
    expect(copies.length).toBeGreaterThan(30);
    for (const { path, html, elements } of copies) {
      expect(
        elements.filter(({ name }) => name === 'script'),
        path,
      ).toEqual([]);
      expect(html, path).toContain("script-src 'none'");
      expect(html, path).toContain('<meta name="robots" content="noindex">');
      expect(html, path).toContain('Archived copy, not the live site');
    }
    expect(page(`incidents/${over?.id}`)).not.toContain('noindex');
  });

  it('give every picture its size and a text of facts', () => {
    const pictures = mine().flatMap(({ elements }) => elements.filter(({ name }) => name === 'img'));
    expect(pictures.length).toBeGreaterThan(30);
    for (const { attributes } of pictures) {
      expect(attributes.width).toMatch(/^\d+$/);
      expect(attributes.height).toMatch(/^\d+$/);
      expect(attributes.alt).toMatch(/, as our browser showed it on Nov|, as our browser showed it on Oct/);
    }
  });

  it('say in words what is no longer kept', () => {
    const html = evidence('co-track-ballot', pruned?.firstBad.evidence);
    expect(html).toContain('Picture no longer kept');
    expect(html).toContain('The answer as it came is no longer kept');
    expect(html).toContain('The visit brought no text to read.');
    expect(html).not.toContain(`${'a'.repeat(64)}.webp`);
    const gone = evidence('co-track-ballot', pruned?.lastBad.evidence);
    expect(gone).toContain('The evidence of this visit is no longer kept.');
    expect(gone).toContain(pruned?.lastBad.evidence);
  });

  it('show what changed since the last good visit, with signs', () => {
    const html = evidence(HOSTILE_SITE, open?.firstBad.evidence);
    expect(html).toMatch(/<del>− <bdi>co-register up<\/bdi><\/del>/);
    expect(html).toMatch(/<ins>\+ <bdi>co-register down<\/bdi><\/ins>/);
  });

  it('show the hashes of all parts and how to check them', () => {
    const sha256 = open?.firstBad.evidence;
    const html = evidence(HOSTILE_SITE, sha256);
    const { screenshot, dom, body, text } = observationOf(sha256);
    for (const hash of [sha256, screenshot?.sha256, dom?.sha256, body?.sha256, text?.sha256]) {
      expect(html).toContain(`>${hash}</td>`);
    }
    expect(html).toContain('npx puptime verify --data record --snapshots snapshots');
  });

  it('tell of corrections beside what was observed, and of updates with a link to the issue', () => {
    const corrected = page(
      `incidents/${incidents.find(({ endedAt, kind }) => kind === 'down' && endedAt)?.id}`,
    );
    expect(corrected).toContain('Corrected afterwards: closed as announced');
    expect(corrected).toContain('href="https://example.gov/news/planned-work"');
    const updated = page(
      `incidents/${incidents.find(({ endedAt, kind }) => kind === 'down' && !endedAt)?.id}`,
    );
    expect(updated).toContain('We called the office: the vendor is working on it.\nNext update at noon.');
    expect(updated).toContain('href="https://github.com/example/puptime/issues/12"');
    expect(updated).toContain('&lt;/script&gt;');
  });

  it('give a line to cite with the permanent address', () => {
    expect(page(`incidents/${over?.id}`)).toContain(`https://status.example.org/incidents/${over?.id}/</p>`);
  });

  it('mark blocked ones as no outage', () => {
    const blocked = incidents.find(({ kind }) => kind === 'blocked');
    expect(page(`incidents/${blocked?.id}`)).toContain('No outage');
    expect(page('incidents/2026')).toContain('No outage');
  });

  it('show no cookie, token or live markup of a page', () => {
    for (const { path, html, elements } of mine()) {
      expect(html, path).not.toContain('0123456789abcdef0123456789abcdef');
      expect(html, path).not.toContain('session=struck');
      expect(html, path).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      expect(
        elements.some(({ attributes }) => Object.keys(attributes).some((name) => /^on/.test(name))),
      ).toBe(false);
    }
  });

  it('link sources as text files only', () => {
    const files = mine().flatMap((one) => references(one).map(({ value }) => value));
    for (const file of files.filter((value) => value.includes('/snapshots/'))) {
      expect(file).toMatch(/^\/snapshots\/[0-9a-f]{64}\.(webp|txt)$/);
      expect(() =>
        readFileSync(storedPath(fixture.snapshotsDir, file.slice('/snapshots/'.length))),
      ).not.toThrow();
    }
  });
});

describe('very many incidents', () => {
  it('stay readable: 300 open ones on a page of at most 5,000 elements, a long year by month', async () => {
    const many = writeFixture(join(work, 'many'));
    manyOpenIncidents(many.dataDir, { open: 300, over: 200 });
    const outDir = join(work, 'out-many');
    await buildSite({ root, ...many, outDir });
    const built = readPages(outDir);
    const of = (path: string) => built.find((one) => one.path === `${path}/index.html`);
    const list = of('incidents');
    expect(list?.html).toContain('Open now (303)');
    expect(list?.html.match(/class="incident-row open"/g)).toHaveLength(303);
    expect(of('incidents/2026')?.html).toContain('href="/incidents/2026/11/"');
    for (const { path, elements } of built.filter(({ path }) => /^incidents\/(2026\/.*)?index/.test(path))) {
      expect(elements.length, path).toBeLessThanOrEqual(5_000);
    }
  }, 60_000);
});
