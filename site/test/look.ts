/**
 * Builds the site of the fixture and takes screenshots of it, to be looked at:
 * `node site/test/look.ts FOLDER [SITES]`.
 */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSite } from '../build.ts';
import { drawPictures } from './draw-pictures.ts';
import { writeFixture } from './fixture.ts';
import { launch } from './launch.ts';
import { serve } from './serve.ts';

const [folder = join(tmpdir(), 'puptime-look'), sites = '20'] = process.argv.slice(2);
const root = join(import.meta.dirname, '../..');
mkdirSync(folder, { recursive: true });
const browser = await launch();
const now = new Date(Date.now() - 6 * 60_000).toISOString();
const fixture = writeFixture(folder, { sites: Number(sites), now, pictures: await drawPictures(browser) });
const outDir = join(folder, 'site');
console.log(await buildSite({ root, ...fixture, outDir }));

await using server = await serve(outDir);
const PATHS = {
  overview: '',
  down: 'pages/co-register/',
  up: 'pages/al-register/',
  incidents: 'incidents/',
  methodology: 'methodology/',
};
for (const width of [360, 768, 1440]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    await page.goto(`${server.url}incidents/`);
    const incident = await page.locator('.attention a').first().getAttribute('href');
    for (const [name, path] of Object.entries({ ...PATHS, incident: (incident ?? '').slice(1) })) {
      await page.goto(server.url + path);
      for (const image of await page.locator('img').all()) await image.scrollIntoViewIfNeeded();
      await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
    await page.close();
  }
}
await browser.close();
