import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite } from './build.ts';
import { writeFixture } from './test/fixture.ts';
import { launch } from './test/launch.ts';
import { axeFaults, overflowOf } from './test/page-faults.ts';
import { serve } from './test/serve.ts';

const NOW = '2026-11-23T14:07:00.000Z';
const INCIDENT = 'incidents/co-register-20261123T105500Z/';
const work = mkdtempSync(join(tmpdir(), 'puptime-axe-'));
let browser: Browser;
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  const outDir = join(work, 'out');
  await buildSite({ root: join(import.meta.dirname, '..'), ...writeFixture(work, { now: NOW }), outDir });
  server = await serve(outDir);
  browser = await launch();
}, 60_000);

/** The page of the evidence of the incident's first bad visit. */
async function evidencePath(page: Page): Promise<string> {
  await page.goto(server.url + INCIDENT);
  const address = await page.locator('.timeline a').nth(1).getAttribute('href');
  return address?.slice(1) ?? '';
}

afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
  rmSync(work, { recursive: true, force: true });
});

it.each(['', 'pages/co-register/', 'incidents/', INCIDENT, 'evidence', 'runs/', 'methodology/'])(
  'axe finds nothing wrong with /%s',
  async (path) => {
    await using context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(server.url + (path === 'evidence' ? await evidencePath(page) : path));
    expect(await axeFaults(page)).toEqual([]);
  },
);

describe('in a browser', () => {
  it.each([
    [6, 'Checked 6 minutes ago'],
    [31, 'The monitor has not reported since'],
  ])('tells the age of data that is %i minutes old', async (minutes, text) => {
    await using context = await browser.newContext({ timezoneId: 'America/New_York' });
    const page = await context.newPage();
    await page.clock.setFixedTime(Date.parse(NOW) + minutes * 60_000);
    await page.goto(server.url);
    const age = (await page.locator('.verdict').innerText()).replace(/\s+/g, ' ');
    expect(age).toContain(text);
    expect(age).toContain('Nov 23, 2026, 9:07 AM EST');
  });

  it.each([320, 1440])('never scrolls sideways at %i pixels', async (width) => {
    await using context = await browser.newContext({ viewport: { width, height: 800 } });
    const page = await context.newPage();
    const paths = ['', 'pages/co-register/', 'incidents/', INCIDENT, 'runs/', 'methodology/', '404.html'];
    for (const path of [...paths, await evidencePath(page)]) {
      await page.goto(server.url + path);
      expect(await overflowOf(page), path).toBeLessThanOrEqual(0);
    }
  });

  it('opens the table of days at the day whose bar is pressed', async () => {
    await using context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${server.url}pages/co-register/`);
    await page.locator('.bars-links a').last().click();
    expect(new URL(page.url()).hash).toBe('#day-2026-11-23');
    expect(await page.locator('#day-2026-11-23').isVisible()).toBe(true);
  });

  it('meets no error and asks no other host', async () => {
    await using context = await browser.newContext();
    const page = await context.newPage();
    const troubles: string[] = [];
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('request', (request) => request.url().startsWith(server.url) || troubles.push(request.url()));
    for (const path of ['', 'pages/co-register/'])
      await page.goto(server.url + path, { waitUntil: 'networkidle' });
    expect(troubles).toEqual([]);
  });
});
