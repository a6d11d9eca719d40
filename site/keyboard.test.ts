import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite } from './build.ts';
import { writeFixture } from './test/fixture.ts';
import { launch } from './test/launch.ts';
import { serve } from './test/serve.ts';

const folder = mkdtempSync(join(tmpdir(), 'puptime-keyboard-'));
let browser: Browser;
let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  const outDir = join(folder, 'site');
  await buildSite({ root: process.cwd(), ...writeFixture(folder), outDir });
  server = await serve(outDir);
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

async function open(path: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1_024, height: 768 } });
  await page.goto(`${server.url}${path}`);
  return page;
}

/** What has the focus: its place in the document, whether it can be seen, and whether a mark shows that it has it. */
function focused(page: Page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const { width, height, top, bottom } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return {
      place: [...document.querySelectorAll('*')].indexOf(element),
      name: (
        element.textContent ||
        element.getAttribute('aria-label') ||
        element.getAttribute('name') ||
        ''
      ).trim(),
      seen: width > 0 && height > 0 && bottom > 0 && top < innerHeight,
      marked: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
    };
  });
}

describe('with the keyboard alone', () => {
  it.each(['', 'pages/', 'pages/co-register/', 'incidents/', 'runs/', 'data/'])(
    'every link and button of /%s is reached once, in the order of the page, seen and marked',
    async (path) => {
      const page = await open(path);
      const reachable = await page
        .locator(
          'a[href]:visible, button:visible, input:visible, select:visible, summary:visible, [tabindex="0"]:visible',
        )
        .evaluateAll((all) => all.filter((element) => element.getAttribute('tabindex') !== '-1').length);
      const places: number[] = [];
      for (let step = 0; step < reachable + 5; step += 1) {
        await page.keyboard.press('Tab');
        const now = await focused(page);
        if (!now || now.place === places[0]) break;
        expect(now, now.name).toMatchObject({ seen: true, marked: true });
        places.push(now.place);
      }
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      // The link that skips the navigation is seen only while it has the focus.
      expect(Math.abs(places.length - reachable)).toBeLessThanOrEqual(1);
      await page.close();
    },
  );

  it('the first link skips the navigation', async () => {
    const page = await open('');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
    await page.close();
  });

  it('tables behind charts open', async () => {
    const page = await open('pages/co-register/');
    const summary = page.locator('details > summary').first();
    await summary.focus();
    await page.keyboard.press('Enter');
    expect(await summary.evaluate((element) => (element.parentElement as HTMLDetailsElement).open)).toBe(
      true,
    );
    await page.close();
  });
});

it('is read out in the order of its weight: headline and age, what is down, what is set apart, states, pages', async () => {
  const page = await open('');
  const parts = await page.locator('body').ariaSnapshot();
  const order = [
    'banner',
    'navigation',
    'main',
    'heading "',
    'Down now',
    'Blocked',
    'By state',
    'All pages',
    'contentinfo',
  ];
  const at = order.map((part) => parts.indexOf(part));
  expect(at.every((place) => place >= 0)).toBe(true);
  expect(at).toEqual(at.toSorted((a, b) => a - b));
  await page.close();
});
