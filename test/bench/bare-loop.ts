// The least that a browser loop can do, to measure the checker against: load, take the source, take the same picture.
// Called as: bare-loop.ts BROWSER CONCURRENCY URL…; with --sentinel URL first, as puptime did, a page known to be up is loaded
// before each page, in the same window.
import { type Browser, chromium } from 'playwright';
import { takePicture } from '../../checker/browser/picture.ts';

const [executablePath = '', concurrency = '1', ...rest] = process.argv.slice(2);
const sentinel = rest[0] === '--sentinel' ? rest[1] : undefined;
const urls = sentinel === undefined ? rest : rest.slice(2);

await using browser = await chromium.launch({ executablePath });
await Promise.all(Array.from({ length: Number(concurrency) }, () => work(browser)));

async function work(running: Browser): Promise<void> {
  for (let url = urls.shift(); url !== undefined; url = urls.shift()) {
    const context = await running.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    if (sentinel !== undefined) await page.goto(sentinel);
    await page.goto(url);
    await page.content();
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await takePicture(page, { width: 1280, height });
    await context.close();
  }
}
