import type { Browser } from 'playwright';
import type { Outcome } from '../../checker/domain/status.ts';
import type { FixturePicture } from './fixture-visit.ts';

const GOOD = `<header style="background:#23406b;color:#fff;padding:24px 60px;font-size:26px">State election office</header>
<main style="padding:40px 60px"><h1>Track your ballot</h1><p>Enter your name and date of birth as they stand on your registration.</p>
<p><label>Last name<br><input style="font-size:20px;padding:8px;width:380px"></label></p>
<p><label>Date of birth<br><input style="font-size:20px;padding:8px;width:380px"></label></p>
<p><button style="font-size:20px;padding:10px 30px;background:#23406b;color:#fff;border:0">Search</button></p>
<h2>Questions</h2><p>Call your county election office.</p></main>`;

const PAGES: Record<Outcome, string> = {
  up: GOOD,
  degraded: GOOD,
  down: '<main style="padding:40px"><h1>Service Unavailable</h1><hr><p>HTTP Error 503. The service is unavailable.</p></main>',
  blocked:
    '<main style="padding:160px 120px"><h1>One moment</h1><p>We are checking your connection before you go on.</p></main>',
  unknown: '<main></main>',
};

/** Pictures of simple pages, one for each outcome, as the checker would take them. */
export async function drawPictures(browser: Browser): Promise<Record<Outcome, FixturePicture>> {
  const [width, height] = [1_280, 1_000];
  const page = await browser.newPage({ viewport: { width, height } });
  const session = await page.context().newCDPSession(page);
  const draw = async (outcome: Outcome): Promise<[Outcome, FixturePicture]> => {
    await page.setContent(`<body style="margin:0;background:#fff;font:20px sans-serif">${PAGES[outcome]}`);
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 60 });
    return [outcome, { bytes: Buffer.from(data, 'base64'), width, height }];
  };
  const pictures: [Outcome, FixturePicture][] = [];
  for (const outcome of Object.keys(PAGES) as Outcome[]) pictures.push(await draw(outcome));
  await page.close();
  return Object.fromEntries(pictures) as Record<Outcome, FixturePicture>;
}
