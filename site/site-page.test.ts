import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunFile } from '../checker/domain/run-file.ts';
import { buildSite } from './build.ts';
import { writeFixture } from './test/fixture.ts';
import { type BuiltPage, readPages } from './test/read-html.ts';

const work = mkdtempSync(join(tmpdir(), 'puptime-site-page-'));
let pages: BuiltPage[] = [];

beforeAll(async () => {
  const outDir = join(work, 'out');
  const repositoryUrl = 'https://github.com/example/puptime';
  const root = join(import.meta.dirname, '..');
  await buildSite({ root, ...writeFixture(join(work, 'fixture')), outDir, repositoryUrl });
  pages = readPages(outDir);
}, 60_000);

afterAll(() => rmSync(work, { recursive: true, force: true }));

function page(path: string): BuiltPage {
  const found = pages.find((built) => built.path === `${path}index.html`);
  if (!found) throw new Error(`no page ${path}`);
  return found;
}
const textOf = (path: string) =>
  page(path)
    .html.replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the page of a site', () => {
  it('leads from every bar to a line of the table of days', () => {
    const { elements, html } = page('pages/co-register/');
    const ids = new Set(elements.map(({ attributes }) => attributes.id));
    const links = [...html.matchAll(/<a href="#(day-[\d-]+)"/g)].map(([, id]) => id);
    expect(links).toHaveLength(90);
    for (const id of links) expect(ids).toContain(id);
  });

  it('shows corrected figures with the observed ones, the reason and the file', () => {
    const text = textOf('pages/co-register/');
    expect(text).toMatch(/30 days 99\.55% 98\.86% as observed/);
    expect(text).toContain('closed as announced 5 hours (corrected; observed: down 5 hours');
    expect(text).toContain('The office had announced the work on its own page.');
    expect(page('pages/co-register/').html).toContain(
      'https://github.com/example/puptime/blob/HEAD/data/annotations/planned-work.json',
    );
    expect(textOf('pages/al-register/')).not.toMatch(/% as observed/);
  });

  it('names the issue of an open incident', () => {
    expect(page('pages/co-register/').html).toContain('https://github.com/example/puptime/issues/12"');
  });

  it('says what is looked for', () => {
    const text = textOf('pages/co-register/');
    expect(text).toContain('We look for a visible button named “Search” that can be pressed.');
    expect(text).toContain('The address may end at *.example.gov; anywhere else counts as down.');
  });

  it('draws load times of days and of single visits, and tells them in tables', () => {
    const { html } = page('pages/al-register/');
    expect(html).toMatch(/<path class="line" d="M[\d.]+ [\d.]+L/);
    expect(html.match(/M\d+ \d+h0/g)?.length).toBeGreaterThan(80);
    const text = textOf('pages/al-register/');
    expect(text).toContain('On 50 days nothing was measured.');
    expect(text).toMatch(/\d+ visits: half of the good ones were ready within/);
    expect(html).toContain('https://github.com/example/puptime/blob/data/runs/2026/11/23/');
  });

  it('stays within 20 kB and 5,000 elements', () => {
    const { elements, html } = page('pages/co-register/');
    expect(elements.length).toBeLessThan(5_000);
    expect(Buffer.byteLength(html)).toBeLessThan(60_000);
  });

  it('leads on from an earlier id', () => {
    const { html } = page('pages/oh-voter-registration/');
    expect(html).toContain('<meta http-equiv="refresh" content="0; url=/pages/oh-register/">');
    expect(html).toContain('noindex');
    expect(html).toContain('<a href="/pages/oh-register/">');
  });
});

describe('the page of the monitor', () => {
  it('tells cadence, gaps, coverage, ways out and cost', () => {
    const text = textOf('runs/');
    expect(text).toContain('a check every 15 minutes');
    expect(text).toContain('105 runs in 90 days');
    expect(text).toContain('Longest pause 1 hour 15 minutes');
    expect(text).toMatch(/On \d+ of 40 days at least 95% of the time was observed/);
    expect(text).toContain('1 of 1 up 192.0.2.17, us-east-2a 50 s 6 min $0.0068');
    expect(text).toContain('The newest 100 runs that are known cost at most $0.68');
    expect(page('runs/').html.match(/<tr/g)?.length).toBeLessThan(150);
  });
});

describe('a monitor whose newest run left from its own address alone', () => {
  it('says so, and what follows from it, where it tells of its ways out and of its method; others do not', async () => {
    const fixture = writeFixture(join(work, 'direct'), { sites: 2 });
    const path = join(fixture.dataDir, 'runs/2026/11/23/140100-18234-1.json');
    const run = RunFile.parse(JSON.parse(readFileSync(path, 'utf8')));
    writeFileSync(path, JSON.stringify({ ...run, routes: run.routes.slice(0, 1) }));
    const outDir = join(work, 'out-direct');
    await buildSite({ root: join(import.meta.dirname, '..'), ...fixture, outDir });
    for (const name of ['runs/', 'methodology/']) {
      const html = readFileSync(join(outDir, name, 'index.html'), 'utf8');
      expect(html).toContain('from one kind of exit alone');
      expect(html).toContain('A second look at least 5 minutes later must agree');
      expect(textOf(name)).not.toContain('from one kind of exit alone');
    }
  }, 30_000);
});

describe('the method', () => {
  it('has the table of verdicts, the way to verify, to reach us and to opt out', () => {
    const text = textOf('methodology/');
    for (const words of ['down down Down', 'npx puptime verify --data ../record', 'Open an issue'])
      expect(text).toContain(words);
    expect(page('methodology/').elements.map(({ attributes }) => attributes.id)).toContain('opt-out');
  });
});
