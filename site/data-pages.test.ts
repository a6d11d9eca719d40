import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite } from './build.ts';
import { writeFixture } from './test/fixture.ts';
import { HOSTILE } from './test/hostile.ts';
import { launch } from './test/launch.ts';
import { axeFaults, overflowOf } from './test/page-faults.ts';
import { PUBLISHED } from './test/published.ts';
import { type BuiltPage, readPages, references } from './test/read-html.ts';
import { readXml, type XmlElement } from './test/read-xml.ts';
import { serve } from './test/serve.ts';

const work = mkdtempSync(join(tmpdir(), 'puptime-data-pages-'));
const outDir = join(work, 'out');
const { siteUrl, repositoryUrl } = PUBLISHED;
let pages: BuiltPage[];
let browser: Browser;
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  const root = join(import.meta.dirname, '..');
  await buildSite({
    ...{ root, outDir, siteUrl, repositoryUrl },
    ...writeFixture(join(work, 'fixture'), { hostile: HOSTILE }),
  });
  pages = readPages(outDir);
  server = await serve(outDir, '/puptime/');
  browser = await launch();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
  rmSync(work, { recursive: true, force: true });
});

const pageAt = (path: string) => pages.find((page) => page.path === path);
const metaOf = (page: BuiltPage | undefined, property: string) =>
  page?.elements.find(({ attributes }) => attributes.property === property)?.attributes.content;
const fileOf = (address: string) => join(outDir, address.replace(siteUrl ?? '', ''));

describe.each(['data', 'subscribe'])('/%s/', (name) => {
  it('is valid HTML', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: { 'no-trailing-whitespace': 'off', 'void-style': 'off', 'doctype-style': 'off' },
    });
    const report = await validator.validateString(pageAt(`${name}/index.html`)?.html ?? '');
    expect(report.results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
  });

  it('has nothing that axe finds wrong', async () => {
    await using context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(new URL(`/puptime/${name}/`, server.url).href);
    expect(await axeFaults(page)).toEqual([]);
  });

  it('never scrolls sideways at 320 pixels', async () => {
    await using context = await browser.newContext({ viewport: { width: 320, height: 800 } });
    const page = await context.newPage();
    await page.goto(new URL(`/puptime/${name}/`, server.url).href);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  });

  it('links to files that are there', () => {
    const page = pageAt(`${name}/index.html`);
    const own = (page ? references(page) : [])
      .map(({ value }) => value)
      .filter((value) => value.startsWith('/puptime/'));
    expect(own.length).toBeGreaterThan(10);
    for (const address of own) {
      const path = join(outDir, address.slice('/puptime/'.length));
      expect(existsSync(address.endsWith('/') ? join(path, 'index.html') : path), address).toBe(true);
    }
  });
});

describe('/data/', () => {
  it('shows every path of the description', () => {
    const { paths } = JSON.parse(readFileSync(join(outDir, 'api/v1/openapi.json'), 'utf8'));
    for (const path of Object.keys(paths)) expect(pageAt('data/index.html')?.html).toContain(path);
  });
});

describe('a page’s head', () => {
  it('names a picture that is there, and the overview and open incidents one of their own', () => {
    for (const page of pages) {
      const address = metaOf(page, 'og:image');
      // A page that only leads to another has none.
      if (address === undefined && /http-equiv="refresh"/.test(page.html)) continue;
      expect(address, page.path).toMatch(/^https:\/\/example\.github\.io\/puptime\/og\//);
      expect(existsSync(fileOf(address ?? '')), page.path).toBe(true);
    }
    expect(metaOf(pageAt('index.html'), 'og:image')).toMatch(/overview\.png$/);
    const down = metaOf(pageAt('pages/co-register/index.html'), 'og:image');
    expect(down).toMatch(/og\/incidents\/co-register-/);
    expect(metaOf(pageAt('pages/al-register/index.html'), 'og:image')).toMatch(/puptime\.png$/);
  });
});

describe('the sitemap', () => {
  it('lists the pages, but neither copies of other pages nor the page of what is missing', () => {
    const locations = (path: string): string[] => textsOf(readXml(readFileSync(path, 'utf8')), 'loc');
    const listed = locations(join(outDir, 'sitemap-index.xml')).flatMap((address) =>
      locations(fileOf(address)),
    );
    expect(listed).toContain(siteUrl);
    expect(listed).toContain(`${siteUrl}pages/co-register/`);
    expect(listed.filter((address) => /\/(evidence|404)\//.test(address))).toEqual([]);
    for (const address of listed) expect(existsSync(join(fileOf(address), 'index.html')), address).toBe(true);
  });
});

function textsOf(element: XmlElement, name: string): string[] {
  return element.children.flatMap((child) => (child.name === name ? [child.text] : textsOf(child, name)));
}
