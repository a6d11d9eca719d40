import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite } from './build.ts';
import { writeFirstRun, writeFixture } from './test/fixture.ts';
import { launch } from './test/launch.ts';
import { axeFaults, overflowOf } from './test/page-faults.ts';
import { type BuiltPage, readPages } from './test/read-html.ts';
import { serve } from './test/serve.ts';

const NOW = '2026-11-23T14:07:00.000Z';
const PATHS = ['', 'down/', 'pages/', 'states/co/', 'kinds/register/', '404.html'];
const root = join(import.meta.dirname, '..');
const work = mkdtempSync(join(tmpdir(), 'puptime-lists-'));
const outDir = join(work, 'out');
const many = join(work, 'out-many');
const first = join(work, 'out-first');
let pages: BuiltPage[];
let browser: Browser;
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  const siteUrl = 'https://status.example.org/';
  await buildSite({ root, ...writeFixture(join(work, 'few'), { now: NOW }), outDir, siteUrl });
  await buildSite({ root, ...writeFixture(join(work, 'many'), { now: NOW, sites: 500 }), outDir: many });
  await buildSite({ root, ...writeFirstRun(join(work, 'first')), outDir: first });
  pages = readPages(outDir);
  server = await serve(outDir);
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
  rmSync(work, { recursive: true, force: true });
});

const page = (path: string) => pages.find((one) => one.path === path)?.html ?? '';

describe('the overview', () => {
  it('has a tile of each state with pages, under the sign of the worst', () => {
    const [, ohio = ''] =
      page('index.html').match(/<a class="tile is-unknown" href="\/states\/oh\/"(.*?)<\/a>/) ?? [];
    expect(text(ohio)).toContain('OH 2 of 3 pages not checked, Ohio');
    expect(page('index.html').match(/class="tile /g)).toHaveLength(8);
  });

  it('tells the same of the states in a table', () => {
    const [table = ''] = page('index.html').match(/<table[\s\S]*?<\/table>/) ?? [];
    expect(text(table)).toContain('Colorado Down 1 3');
  });

  it('sets apart what is blocked, unconfirmed, impaired and closed', () => {
    for (const status of ['suspect', 'degraded', 'blocked', 'closed']) {
      expect(page('index.html')).toContain(`<h2 id="${status}"`);
    }
    expect(page('index.html')).toContain('Planned maintenance of the voter register');
  });
});

describe('lists', () => {
  it('has a page of each state and of each kind, and one of what is down', () => {
    const below = (folder: string) => pages.filter(({ path }) => path.startsWith(folder)).length;
    expect(below('states/')).toBe(8);
    expect(below('kinds/')).toBe(3);
    expect(page('down/index.html').match(/<li class="outage/g)).toHaveLength(2);
  });

  it('shows the incidents and the feed of a state', () => {
    const html = page('states/co/index.html');
    expect(html).toContain('<link rel="alternate" type="application/atom+xml" href="/feeds/states/co.xml"');
    expect(html.match(/href="\/incidents\/co-[^"]+"/g)?.length).toBeGreaterThan(1);
    expect(html).not.toContain('/incidents/al-');
  });

  it('is calm where nothing is down', () => {
    const html = readFileSync(join(first, 'down/index.html'), 'utf8');
    expect(html).toContain('Nothing has been checked yet');
    expect(html).not.toContain('class="outage');
  });

  it('gives its address to those who link to it, when that is known', () => {
    const html = page('states/oh/index.html');
    expect(html).toContain('<link rel="canonical" href="https://status.example.org/states/oh/"');
    expect(html).toContain('<meta property="og:title" content="Ohio: ');
    expect(readFileSync(join(first, 'index.html'), 'utf8')).not.toContain('canonical');
  });

  it.each([
    ['index.html', 25_000],
    ['pages/index.html', 40_000],
  ])('keeps %s of 500 pages light', (path, most) => {
    const built = readPages(many).find((one) => one.path === path);
    const files = [...(built?.html ?? '').matchAll(/(?:href|src)="(\/_astro\/[^"]+)"/g)].map(
      ([, file = '']) => file,
    );
    expect(files.length).toBeGreaterThan(1);
    const sizes = [built?.html ?? '', ...files.map((file) => readFileSync(join(many, file)))].map(
      (bytes) => gzipSync(bytes).length,
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(most);
    expect(built?.elements.length).toBeLessThan(5_000);
  });
});

describe('in a browser', () => {
  it('filters the list in place, and keeps the filter in the address', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.url}pages/`);
    await page.getByLabel('Status').selectOption({ label: 'Down' });
    expect(await shown(page)).toEqual(['Track your ballot', 'Register to vote']);
    expect(page.url()).toBe(`${server.url}pages/?status=down`);
    await page.getByLabel('Name contains').fill('colorado VOTE');
    expect(await shown(page)).toEqual(['Register to vote']);
    expect(await page.locator('output').innerText()).toBe('1 of 23 pages shown');
    await page.reload();
    expect(await shown(page)).toEqual(['Register to vote']);
    expect(await page.getByLabel('Name contains').inputValue()).toBe('colorado VOTE');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.waitForFunction(() => location.search === '');
    expect(await shown(page)).toHaveLength(23);
    await page.close();
  });

  it('takes nothing from an address that is no filter', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.url}pages/?length=1&item=2&state=nowhere&__proto__=x`);
    expect(await shown(page)).toHaveLength(23);
    await page.close();
  });

  it('shows no form where no script runs, but the whole list', async () => {
    await using context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${server.url}pages/?status=down`);
    expect(await page.locator('form').isVisible()).toBe(false);
    expect(await shown(page)).toHaveLength(23);
  });

  it('turns the headline when the data is too old', async () => {
    const page = await browser.newPage();
    await page.clock.setFixedTime(Date.parse(NOW) + 31 * 60_000);
    await page.goto(server.url);
    const heading = await page.getByRole('heading', { level: 1 }).innerText();
    expect(heading).toMatch(/^The monitor has not reported since Nov 23, 2026/);
    expect(await page.locator('.age').innerText()).toContain('Its last report: 2 of 21 pages are down.');
    await page.close();
  });

  // The overview is one of the pages in accessibility.test.ts.
  it.each(PATHS.slice(1))('axe finds nothing wrong with /%s', async (path) => {
    await using context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(server.url + path);
    expect(await axeFaults(page)).toEqual([]);
  });

  it('never scrolls sideways at 320 pixels', async () => {
    const page = await browser.newPage({ viewport: { width: 320, height: 800 } });
    for (const path of PATHS) {
      await page.goto(server.url + path);
      expect(await overflowOf(page), path).toBeLessThanOrEqual(0);
    }
    await page.close();
  });
});

/** Names of the rows that are to be seen. */
function shown(page: Page): Promise<string[]> {
  return page.locator('.row:visible .row-name').allInnerTexts();
}

function text(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/^[^>]*>/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
