// What Lighthouse says of the public site, with its mobile setting, on a server that compresses as static hosts do.
// Called as: lighthouse.bench.ts [--sites N]; by default 148 sites with a history and an outage.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright';
import { findBrowser } from '../../checker/browser/find-browser.ts';
import { buildSite } from '../../site/build.ts';
import { drawPictures } from '../../site/test/draw-pictures.ts';
import { writeFixture } from '../../site/test/fixture.ts';
import { serve } from '../../site/test/serve.ts';
import { printTable } from './timed.ts';

const { values } = parseArgs({ options: { sites: { type: 'string', default: '148' } } });
const PORT = 9_333;
const browser = await chromium.launch({
  executablePath: findBrowser(process.env),
  args: ['--no-sandbox', `--remote-debugging-port=${PORT}`],
});
const folder = mkdtempSync(join(tmpdir(), 'puptime-lighthouse-'));
const fixture = writeFixture(folder, {
  sites: Number(values.sites),
  // Old data makes the page say that the monitor is silent, and moves the rest.
  now: new Date().toISOString(),
  pictures: await drawPictures(browser),
});
const outDir = join(folder, 'site');
await buildSite({ root: process.cwd(), ...fixture, outDir, siteUrl: 'https://status.example.org/' });
const first = (dir: string) => readdirSync(join(outDir, dir)).find((name) => !name.endsWith('.html')) ?? '';
const incident = readdirSync(join(outDir, 'incidents')).find((name) => /T\d{6}Z$/.test(name)) ?? '';
const evidenceOf = first('evidence');
const pages = [
  '',
  'pages/',
  `pages/${evidenceOf}/`,
  `incidents/${incident}/`,
  `evidence/${evidenceOf}/${first(`evidence/${evidenceOf}`)}/`,
];

await using server = await serve(outDir);
const rows = [['page', 'performance', 'accessibility', 'best practices', 'SEO', 'LCP', 'CLS', 'bytes']];
for (const page of pages) {
  const result = await lighthouse(`${server.url}${page}`, { port: PORT, output: 'json', logLevel: 'error' });
  if (!result) throw new Error(`Lighthouse gave no result for ${page}`);
  const { categories, audits } = result.lhr;
  const score = (name: string) => String(Math.round((categories[name]?.score ?? 0) * 100));
  const shown = (name: string) => audits[name]?.displayValue ?? '?';
  rows.push([
    `/${page}`,
    ...['performance', 'accessibility', 'best-practices', 'seo'].map(score),
    shown('largest-contentful-paint'),
    shown('cumulative-layout-shift'),
    shown('total-byte-weight'),
  ]);
  for (const audit of Object.values(audits)) {
    const scored = audit.scoreDisplayMode === 'binary' || audit.scoreDisplayMode === 'metricSavings';
    if (scored && audit.score !== null && audit.score < 0.9)
      console.log(`  /${page}: ${audit.id}: ${audit.title} ${audit.explanation ?? ''}`);
  }
}
await browser.close();
printTable(`Lighthouse, mobile, ${values.sites} sites:`, rows);
rmSync(folder, { recursive: true });
