import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { BrowserKeeper } from '../checker/browser/browser-keeper.ts';
import { FEATURES_OFF } from '../checker/browser/features-off.ts';
import { launchBrowser } from '../checker/browser/launch.ts';
import type { Glimpse } from '../checker/browser/settle.ts';
import { type PageVisit, visitPage } from '../checker/browser/visit-page.ts';
import { NO_EXPECTATIONS, type ResolvedExpectations } from '../checker/domain/resolved-site.ts';
import { directDial } from '../checker/routes/dial-direct.ts';
import { Guard, type GuardReport } from '../checker/routes/guard.ts';
import { BROWSER } from './puptime.ts';
import { type SimulatedWeb, startSimulatedWeb } from './simulated-web/simulated-web.ts';

let web: SimulatedWeb;
let keeper: BrowserKeeper;
beforeAll(async () => {
  web = await startSimulatedWeb();
  keeper = new BrowserKeeper({ executablePath: BROWSER, headed: false, acceptSpki: web.acceptSpki });
});
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(async () => {
  await keeper[Symbol.asyncDispose]();
  await web.close();
});

async function serve(handler: RequestListener): Promise<string> {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://page.localhost:${(server.address() as AddressInfo).port}`;
}

const html =
  (text: string): RequestListener =>
  (_request, response) =>
    void response.setHeader('content-type', 'text/html').end(text);

interface Options {
  expect?: Partial<ResolvedExpectations>;
  judge?: (glimpse: Glimpse) => 'ready' | 'challenge' | 'waiting';
  limitBytes?: number;
}

async function visit(
  url: string,
  { expect: wanted = {}, judge = () => 'ready', limitBytes = 20_000_000 }: Options = {},
): Promise<PageVisit & { guard: GuardReport }> {
  const expectations: ResolvedExpectations = {
    ...NO_EXPECTATIONS,
    timeoutMs: 8_000,
    ...wanted,
  };
  return keeper.use(async (running) => {
    await using guard = await Guard.open({ dial: directDial({ allowLoopback: true }), limitBytes });
    const request = {
      url,
      expect: expectations,
      exit: guard,
      timeZone: 'America/Chicago',
      capture: true,
      judge,
      now: () => new Date(),
      signal: new AbortController().signal,
    };
    const seen = await visitPage(running, request);
    return { ...seen, guard: guard.report() };
  });
}

const simulated = (id: string) => web.sites.find((site) => site.id === id)?.url ?? '';

it('sees a page whole: status, title, text, source, body, picture, timings', async () => {
  const seen = await visit(simulated('oh-register'));
  expect(seen).toMatchObject({
    failure: null,
    status: 200,
    title: 'Register to vote | Ohio Voter Services',
    address: '127.0.0.1',
    dialogs: 0,
  });
  expect(seen.text).toContain('Start my registration');
  expect(seen.html).toMatch(/^<!doctype html>/);
  expect(seen.body?.toString()).toContain('<title>Register to vote');
  expect(seen.picture?.bytes.subarray(8, 12).toString()).toBe('WEBP');
  const { dns, connect, firstByte, dom, load, ready, total } = seen.timings;
  for (const ms of [dns, connect, firstByte, dom, load, ready]) expect(ms).toBeGreaterThanOrEqual(0);
  expect(total).toBeGreaterThanOrEqual(ready ?? Number.POSITIVE_INFINITY);
});

it('tells the certificate of a page, and of one that it refuses', async () => {
  expect((await visit(simulated('vt-track-ballot'))).tls).toMatchObject({
    subject: 'track-ballot.vt.localhost',
  });
  const expired = await visit(simulated('ar-track-ballot'));
  expect(expired.failure).toMatchObject({ kind: 'tls', code: 'ERR_CERT_AUTHORITY_INVALID' });
  expect(expired.failure?.detail).toMatch(
    /^certificate for track-ballot\.ar\.localhost, self-signed, expired on \d{4}-\d\d-\d\d$/,
  );
});

it.each([
  ['nm-register', { kind: 'dns', code: 'ENOTFOUND' }],
  ['ak-track-ballot', { kind: 'connect', code: 'ECONNREFUSED' }],
  ['wv-register', { kind: 'protocol' }],
  ['ne-check-registration', { kind: 'redirect-loop', code: 'ERR_TOO_MANY_REDIRECTS' }],
  ['nh-check-registration', { kind: 'http2' }],
])('ends %s as %j', async (id, failure) => {
  expect((await visit(simulated(id))).failure).toMatchObject(failure);
});

it('reports a password prompt by its status, and nothing of the browser’s own page', async () => {
  const seen = await visit(simulated('hi-check-registration'));
  expect(seen).toMatchObject({ failure: null, status: 401, html: null, picture: null });
  expect(seen.finalUrl).toBe(simulated('hi-check-registration'));
});

it('cuts a body without end off, and says so', async () => {
  const seen = await visit(simulated('ut-check-registration'), { limitBytes: 3_000_000 });
  expect(seen.failure).toMatchObject({ kind: 'too-large' });
  expect(seen.bytes.received).toBeGreaterThan(3_000_000);
});

it('judges a document by its bytes, and pictures it', async () => {
  const seen = await visit(simulated('mn-mail-ballot-form'));
  expect(seen).toMatchObject({ failure: null, contentType: 'application/pdf', document: { magic: 'pdf' } });
  expect(seen.body?.subarray(0, 5).toString()).toBe('%PDF-');
  expect(seen.picture).not.toBeNull();
});

it('takes a download for what it is', async () => {
  const seen = await visit(simulated('mo-register'));
  expect(seen).toMatchObject({
    failure: { kind: 'download' },
    contentType: 'application/zip',
    document: { magic: 'zip' },
    picture: null,
  });
});

it('dismisses dialogs and closes windows that a page opens', async () => {
  const seen = await visit(simulated('nj-register'));
  expect(seen.dialogs).toBeGreaterThan(0);
  expect(seen.popups).toBeGreaterThan(0);
});

it('waits for a challenge that solves itself, and judges what is there then', async () => {
  const judge = ({ facts }: Glimpse) => (/just a moment/i.test(facts.title) ? 'challenge' : 'ready');
  const seen = await visit(simulated('ca-register'), { judge });
  expect(seen).toMatchObject({ status: 200, title: 'Register to vote | California Voter Services' });
  expect(seen.challengeMs).toBeGreaterThan(500);
});

it('looks at the form as a visitor meets it', async () => {
  const url = await serve(
    html(`<label>First name <input></label> <label hidden>Hidden name <input></label><label>Last name <input disabled></label>
      <input placeholder="Zip code"><button style="display:none">Search</button><button>Search</button><button disabled>Send</button>`),
  );
  const form = [
    { field: 'first name' },
    { field: 'Hidden name' },
    { field: 'Last name' },
    { field: 'Zip' },
    { button: 'Search' },
    { button: 'Send' },
    { button: '/^se(a|n)/i' },
    { button: 'Nowhere' },
  ];
  const { probes } = await visit(url, {
    expect: { form, selector: ['button', 'form', 'p[['], waitFor: 'label' },
  });
  expect(
    probes.map(
      ({ kind, name, found, visible, enabled }) =>
        `${kind} ${name}: ${[found && 'found', visible && 'visible', enabled && 'enabled'].filter(Boolean).join(' ')}`,
    ),
  ).toEqual([
    'selector button: found visible enabled',
    'selector form: ',
    'selector p[[: ',
    'wait-for label: found visible enabled',
    'field first name: found visible enabled',
    'field Hidden name: found',
    'field Last name: found visible',
    'field Zip: found visible enabled',
    'button Search: found visible enabled',
    'button Send: found visible',
    'button /^se(a|n)/i: found visible enabled',
    'button Nowhere: ',
  ]);
});

it('lets nothing in a page go round the guard', async () => {
  const url = await serve(
    html(`<h1>Hostile</h1><iframe src="http://169.254.169.254/latest/"></iframe><img src="http://10.0.0.1/a.png"><link rel="preload" as="image" href="http://10.0.0.2/">
      <script>
        new WebSocket('ws://10.0.0.3/'); new EventSource('http://10.0.0.4/'); navigator.sendBeacon('http://10.0.0.5/', 'x');
        fetch('http://192.168.1.1/', { mode: 'no-cors' }).catch(() => 0); fetch('http://[fd00:ec2::254]/', { mode: 'no-cors' }).catch(() => 0);
        new Worker(URL.createObjectURL(new Blob(["fetch('http://172.16.0.1/', {mode:'no-cors'})"])));
        new RTCPeerConnection({ iceServers: [{ urls: 'turn:10.0.0.6:3478?transport=tcp', username: 'a', credential: 'b' }] }).createDataChannel('x');
      </script>`),
  );
  let looks = 0;
  const { guard, failure } = await visit(url, { judge: () => (++looks < 6 ? 'waiting' : 'ready') });
  expect(failure).toBeNull();
  const hosts = [...guard.hosts]
    .filter(([, { failure: refused }]) => refused?.kind === 'refused')
    .map(([host]) => host);
  expect(hosts).toEqual(
    expect.arrayContaining([
      '169.254.169.254:80',
      '10.0.0.1:80',
      '10.0.0.3:80',
      '10.0.0.4:80',
      '10.0.0.5:80',
      '192.168.1.1:80',
      'fd00:ec2::254:80',
      '172.16.0.1:80',
    ]),
  );
  expect(
    [...guard.hosts].filter(
      ([host, { failure: none }]) => none === null && !host.startsWith('page.localhost'),
    ),
  ).toEqual([]);
});

it('follows no redirect to a private address', async () => {
  const url = await serve(
    (_request, response) => void response.writeHead(302, { location: 'http://10.0.0.1/inside' }).end(),
  );
  expect((await visit(url)).failure).toMatchObject({ kind: 'refused', host: '10.0.0.1' });
});

it('shares nothing between two visits', async () => {
  const seen: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    if (request.url === '/') seen.push(request.headers.cookie);
    response
      .setHeader('set-cookie', 'session=secret')
      .setHeader('content-type', 'text/html')
      .end('<h1>Hello</h1>');
  });
  await visit(url);
  await visit(url);
  expect(seen).toEqual([undefined, undefined]);
});

it('ends a tab that crashes as the monitor’s own failure, and goes on', async () => {
  const url = await serve(html('<h1>Still here</h1>'));
  const judge = () => {
    killDescendants('--type=renderer');
    return 'waiting' as const;
  };
  const seen = await visit(url, { judge });
  expect(seen.failure).toMatchObject({ kind: 'browser', code: 'CRASH' });
  expect((await visit(url)).failure).toBeNull();
});

it('starts a browser that dies again, and repeats the visit once', async () => {
  const url = await serve(html('<h1>Still here</h1>'));
  let killed = false;
  const judge = () => {
    if (!killed) killDescendants('--headless');
    killed = true;
    return 'ready' as const;
  };
  const before = keeper.restarts;
  expect(await visit(url, { judge })).toMatchObject({ failure: null, status: 200 });
  expect(keeper.restarts).toBe(before + 1);
  const always = () => {
    killDescendants('--headless');
    return 'ready' as const;
  };
  await expect(visit(url, { judge: always })).rejects.toThrow('died twice');
  expect((await visit(url)).failure).toBeNull();
});

it('does not let a page that never answers hold up the run', async () => {
  const url = await serve(
    html('<h1>Busy</h1><script>addEventListener("load", () => setTimeout(() => { for (;;); }, 50))</script>'),
  );
  const seen = await visit(url, { judge: () => 'waiting' });
  expect(seen).toMatchObject({ status: 200, failure: { kind: 'browser', code: 'HANG' }, picture: null });
});

it('says neither Headless nor webdriver, and is in the United States', async () => {
  const url = await serve((request, response) => {
    response
      .setHeader('content-type', 'text/html')
      .end(`<p id=sent>${request.headers['user-agent']} | ${request.headers['sec-ch-ua']} | ${request.headers['accept-language']}</p>
      <p id=own></p><script>own.textContent = [navigator.userAgent, navigator.webdriver, navigator.language, Intl.DateTimeFormat().resolvedOptions().timeZone, JSON.stringify(navigator.userAgentData?.brands)].join(' | ')</script>`);
  });
  const { text } = await visit(url);
  expect(text).not.toContain('Headless');
  expect(text).toMatch(/Chrome\/\d+\.0\.0\.0 Safari\/537\.36 \| false \| en-US \| America\/Chicago/);
  expect(text).toContain('en-US');
});

it('gives an own user agent that is the engine’s', async () => {
  const running = await launchBrowser({ executablePath: BROWSER, headed: false });
  expect(running.userAgent).toContain(`Chrome/${running.version.split('.')[0]}.`);
  expect(running).toMatchObject({ name: expect.stringMatching(/^Chrom/), headed: false });
  await running.browser.close();
});

it('loads no page of the browser’s own beside the page that is visited', async () => {
  const running = await launchBrowser({ executablePath: BROWSER, headed: false });
  const page = await running.browser.newPage();
  await page.goto('data:text/html,<h1>Hello</h1>');
  // They would come a moment after the window.
  await setTimeout(1_000);
  const session = await running.browser.newBrowserCDPSession();
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] });
  expect(targetInfos.map(({ url }) => url).filter((url) => url.startsWith('chrome'))).toEqual([]);
  await running.browser.close();
});

it('turns off whatever Playwright does', async () => {
  const server = await chromium.launchServer({ executablePath: BROWSER, chromiumSandbox: false });
  const [off = ''] = server.process().spawnargs.filter((word) => word.startsWith('--disable-features='));
  await server.close();
  const theirs = off.slice('--disable-features='.length).split(',');
  expect(FEATURES_OFF).toEqual(expect.arrayContaining(theirs));
});

/** Kills the processes below this one whose command line has the word. */
function killDescendants(word: string): void {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((row) => row !== null)
    .map(([, pid, ppid, args = '']) => ({ pid: Number(pid), ppid: Number(ppid), args }));
  const below = new Set([process.pid]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { pid, ppid } of rows) {
      if (below.has(ppid) && !below.has(pid)) {
        below.add(pid);
        grown = true;
      }
    }
  }
  for (const { pid, args } of rows) {
    if (pid === process.pid || !below.has(pid) || !args.includes(word)) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      // It may have ended with its parent.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}
