import { type Behaviour, type Exchange, pause, send, sendHtml } from './exchange.ts';
import { SIMULATED } from './pages.ts';
import { gradientPng } from './png.ts';
import type { SitePlan } from './site-plan.ts';

const IMAGES = 10;
/** Bounds of the time a page's server takes, in milliseconds. */
const SERVER_MS = { least: 100, most: 2_000 } as const;
/** Bounds of a page's height, in CSS pixels, at a window 1,280 wide. */
const HEIGHT = { least: 2_000, most: 4_000 } as const;

/**
 * `count` pages for measuring, the same on each call: server time and height spread evenly between their bounds, a style sheet,
 * a script and ten pictures each. For `startSimulatedWeb({ sites: benchPages(100) })`.
 */
export function benchPages(count: number): SitePlan[] {
  return Array.from({ length: count }, (_, index) => benchPlan(index, benchPage(index)));
}

/** `count` pages without a wait or parts: for measuring what many visits add up to. */
export function lightPages(count: number): SitePlan[] {
  return Array.from({ length: count }, (_, index) =>
    benchPlan(index, (exchange) =>
      sendHtml(exchange, `<title>Light</title><h1>${titleOf(index)}</h1><p>${WORDS}`),
    ),
  );
}

function benchPlan(index: number, behaviour: Behaviour): SitePlan {
  const number = String(index).padStart(4, '0');
  return {
    id: `bench-${number}`,
    name: titleOf(index),
    group: 'OH',
    kinds: ['check-registration'],
    host: `page-${number}.bench.localhost`,
    behaviour,
    // Long waits are part of what is measured, not a fault of the page.
    expect: { text: titleOf(index), slowAfter: '20s', timeout: '30s' },
    expected: { outcome: 'up', reasonKinds: [], says: 'is up' },
  };
}

function titleOf(index: number): string {
  return `Bench page ${String(index).padStart(4, '0')}`;
}

/** Milliseconds before the document of a page is sent. */
export function serverMs(index: number): number {
  return spread(index, SERVER_MS);
}

/** Evenly spread, without a pattern that the order of visits could meet: steps of the golden ratio. */
function spread(index: number, { least, most }: { least: number; most: number }): number {
  return Math.round(least + ((index * 0.618_033_988_75) % 1) * (most - least));
}

function benchPage(index: number): Behaviour {
  return async (exchange) => {
    const { pathname } = exchange.url;
    if (pathname === '/') {
      if (await pause(exchange, serverMs(index))) sendHtml(exchange, documentOf(index));
    } else sendPart(exchange, pathname, index);
  };
}

function sendPart(exchange: Exchange, pathname: string, index: number): void {
  const image = /^\/image-(\d+)\.(svg|png)$/.exec(pathname);
  const hue = (index * 37 + Number(image?.[1]) * 29) % 256;
  if (pathname === '/page.css') send(exchange, 200, 'text/css', STYLES);
  else if (pathname === '/page.js') send(exchange, 200, 'text/javascript', SCRIPT);
  else if (image?.[2] === 'png')
    send(exchange, 200, 'image/png', gradientPng(320, 200, [hue, 90, 255 - hue]));
  else if (image) send(exchange, 200, 'image/svg+xml', drawing(hue));
  else send(exchange, 404, 'text/plain', 'There is no such part of a bench page.\n');
}

const STYLES = `body{margin:0;font:16px/1.6 system-ui,sans-serif;color:#1c2430;background:#f4f6f8}
main{max-width:1000px;margin:0 auto;padding:24px;display:grid;grid-template-columns:1fr 1fr;gap:24px;align-content:start}
h1,footer{grid-column:1/-1}article{background:#fff;border-radius:10px;box-shadow:0 1px 5px #0002;padding:18px}
img{width:100%;height:160px;object-fit:cover;border-radius:6px}`;

const SCRIPT = `const table=document.createElement('table');
for(let row=0;row<40;row++){const cells=table.insertRow();for(let cell=0;cell<5;cell++)cells.insertCell().textContent=String((row+1)*(cell+1))}
document.querySelector('footer').before(table)`;

function drawing(hue: number): string {
  const bars = Array.from(
    { length: 12 },
    (_, bar) => `<rect x="${bar * 27}" y="${(bar * 53 + hue) % 120}" width="20" height="200"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" fill="hsl(${hue} 45% 45%)"><rect width="320" height="200" fill="#e3e8ee"/>${bars.join('')}</svg>`;
}

function documentOf(index: number): string {
  const title = titleOf(index);
  const articles = Array.from(
    { length: IMAGES },
    (_, image) =>
      `<article><img src="/image-${image}.${image % 2 ? 'png' : 'svg'}" alt=""><h2>Notice ${image + 1}</h2><p>${WORDS}</p></article>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css"><script src="/page.js" defer></script></head>
<body><main style="height:${spread(index * 3 + 1, HEIGHT)}px;overflow:hidden"><h1>${title}</h1>${articles.join('')}<footer>${SIMULATED}</footer></main></body></html>
`;
}

const WORDS =
  'County offices send out ballots from the first Friday of the month. Whoever asks for one later gets it within three working days, or can fetch it at the counter with a card that shows name and address.';
