import type { BrowserContext, Page, Response } from 'playwright';
import type { Failure, Observation, Probe, Timings } from '../domain/observation.ts';
import type { ResolvedExpectations } from '../domain/resolved-site.ts';
import { describeCertificate } from './certificate.ts';
import { before, LATE } from './deadline.ts';
import { fetchDocument, isPage, magicOf } from './document.ts';
import type { Exit } from './exit.ts';
import type { RunningBrowser } from './launch.ts';
import { netFailure } from './net-failure.ts';
import { PageWatch } from './page-watch.ts';
import { type Picture, takePicture } from './picture.ts';
import { type Glimpse, type Readiness, type Settled, settle } from './settle.ts';

export interface PageRequest {
  url: string;
  expect: ResolvedExpectations;
  exit: Exit;
  timeZone: string;
  /** Whether to take a picture and keep the sources. */
  capture: boolean;
  judge: (glimpse: Glimpse) => Readiness;
  now(): Date;
  signal: AbortSignal;
}

/** What one load of a page gave, as the browser saw it: facts, no opinion. */
export interface PageVisit {
  failure: Failure | null;
  status: number | null;
  headers: Record<string, string>;
  redirects: { url: string; status: number }[];
  finalUrl: string | null;
  contentType: string | null;
  title: string | null;
  /** Rendered document and visible text; null when no page came. */
  html: string | null;
  text: string | null;
  body: Buffer | null;
  probes: Probe[];
  document: Observation['document'];
  tls: Observation['tls'];
  address: string | null;
  timings: Timings;
  challengeMs: number;
  bytes: Observation['bytes'];
  requests: Observation['requests'];
  consoleErrors: number;
  pageErrors: number;
  dialogs: number;
  popups: number;
  picture: Picture | null;
}

/** A source larger than this is kept cut. */
const BODY_CAP = 5_000_000;

/** Loads a page in a context of its own and tells what came of it. What a page does never makes it reject; a browser that dies does. */
export async function visitPage(running: RunningBrowser, request: PageRequest): Promise<PageVisit> {
  const context = await running.browser.newContext({
    proxy: { server: request.exit.url },
    userAgent: running.userAgent,
    timezoneId: request.timeZone,
    viewport: { width: 1280, height: 800 },
    acceptDownloads: true,
  });
  try {
    return await visitIn(context, request);
  } finally {
    // A hung page must not hold up the run; what is left of it goes with the browser.
    await before(5_000, context.close());
  }
}

async function visitIn(context: BrowserContext, request: PageRequest): Promise<PageVisit> {
  const page = await context.newPage();
  const watch = new PageWatch(page);
  const { failure: navigation, unshown } = await navigate(page, watch, request);
  const navigatedMs = watch.elapsed();
  const first = watch.answer();
  // Where nothing could be shown Chromium shows a page of its own: that one is not the site's.
  const own = unshown || page.url().startsWith('chrome-error:');
  const shown = first !== null && watch.download === null && !own;
  const asPage = shown && isPage(first.headers()['content-type'] ?? null);
  const settled = asPage
    ? await settle(page, watch, request.expect, request.judge, request.signal)
    : { glimpse: null, hung: false, readyMs: null, challengeMs: 0 };
  // A challenge that solved itself leads to another answer.
  const answer = watch.answer();
  const exit = request.exit.report();
  const failure = navigation ?? laterFailure(watch, settled, exit.overLimit, request);
  const bytes =
    first && !asPage && !exit.overLimit ? await quietly(fetchDocument(context, watch, first.url())) : null;
  const pictured = request.capture && shown && !watch.crashed && !settled.hung;
  if (pictured && !asPage) await paintViewer(page);
  const size = settled.glimpse?.facts ?? { width: 1280, height: 800 };
  const picture = pictured ? await quietly(takePicture(page, size, { viewer: !asPage })) : null;
  const body = pictured && asPage && answer ? await quietly(answer.body()) : bytes;
  const headers = await headersOf(answer);
  const host = hostReport(exit.hosts, answer?.url() ?? request.url);
  if (failure?.kind === 'tls') {
    failure.detail =
      (await describeCertificate(request.exit.url, failedUrl(watch, request), request.now())) ?? failure.code;
  }
  return {
    failure,
    status: answer?.status() ?? null,
    headers,
    redirects: watch.answers
      .filter((each) => each !== answer)
      .map((each) => ({ url: each.url(), status: each.status() })),
    finalUrl: answer ? (settled.glimpse?.finalUrl ?? answer.url()) : null,
    contentType: headers['content-type'] ?? null,
    title: settled.glimpse?.facts.title ?? null,
    html: settled.glimpse?.facts.html ?? null,
    text: settled.glimpse?.facts.text ?? null,
    body: body?.subarray(0, BODY_CAP) ?? null,
    probes: settled.glimpse?.probes ?? [],
    document: bytes ? { magic: magicOf(bytes), bytes: bytes.length } : null,
    tls: answer ? await quietly(tlsOf(answer)) : null,
    address: host?.address ?? null,
    timings: timingsOf(answer, watch, settled.readyMs ?? (bytes && !failure ? navigatedMs : null), host),
    challengeMs: Math.round(settled.challengeMs),
    bytes: { sent: exit.bytesSent, received: exit.bytesReceived },
    requests: { total: watch.requests, failed: watch.failed, refused: exit.refused },
    consoleErrors: watch.consoleErrors,
    pageErrors: watch.pageErrors,
    dialogs: watch.dialogs,
    popups: watch.popups,
    picture,
  };
}

/** Goes to the page until its document has come. `unshown`: an answer came that the browser does not show. */
async function navigate(
  page: Page,
  watch: PageWatch,
  request: PageRequest,
): Promise<{ failure: Failure | null; unshown: boolean }> {
  const { url, expect, exit } = request;
  const stop = () => void page.close().catch(() => undefined);
  request.signal.addEventListener('abort', stop, { once: true });
  try {
    const going = page.goto(url, { waitUntil: 'domcontentloaded', timeout: expect.timeoutMs });
    // A body without end is cut off by the exit, which a browser may take for a pause.
    await Promise.race([going, exit.overLimit]);
    return { failure: null, unshown: false };
  } catch (error) {
    const message = String(error);
    // The browser says so before it hands the download over.
    if (/Download is starting/.test(message)) await before(3_000, watch.downloading);
    if (watch.download) return { failure: null, unshown: true };
    // A password is asked for: the answer with its status is there, the page behind it is not.
    if (/ERR_INVALID_AUTH_CREDENTIALS/.test(message) && watch.answer())
      return { failure: null, unshown: true };
    return { failure: netFailure(error, failedUrl(watch, request), exit.report()), unshown: false };
  } finally {
    request.signal.removeEventListener('abort', stop);
  }
}

/** Where the navigation stood when it failed: the target of the last redirect, else the page's own address. */
function failedUrl(watch: PageWatch, request: PageRequest): string {
  const last = watch.answers.at(-1);
  const location = last && last.status() >= 300 && last.status() < 400 ? last.headers().location : undefined;
  return URL.parse(location ?? '', last?.url())?.href ?? last?.url() ?? request.url;
}

/** What went wrong after the document had come. */
function laterFailure(
  watch: PageWatch,
  { hung, readyMs }: Settled,
  overLimit: boolean,
  request: PageRequest,
): Failure | null {
  const host = new URL(request.url).hostname;
  if (watch.download) return { kind: 'download', host, code: 'DOWNLOAD' };
  if (watch.crashed) return { kind: 'browser', host, code: 'CRASH', detail: 'the tab crashed' };
  if (overLimit) return { kind: 'too-large', host, code: 'OVER_LIMIT' };
  // A page that was all it should be before its scripts went round in circles was there for a visitor.
  if (hung && readyMs === null)
    return { kind: 'browser', host, code: 'HANG', detail: 'the page does not answer' };
  return null;
}

async function headersOf(answer: Response | null): Promise<Record<string, string>> {
  return (answer && (await quietly(answer.allHeaders()))) ?? {};
}

async function tlsOf(answer: Response): Promise<Observation['tls']> {
  const details = await answer.securityDetails();
  if (!details?.validFrom || !details.validTo) return null;
  return {
    protocol: details.protocol ?? '',
    subject: details.subjectName ?? '',
    issuer: details.issuer ?? '',
    validFrom: new Date(details.validFrom * 1_000).toISOString(),
    validTo: new Date(details.validTo * 1_000).toISOString(),
  };
}

type HostFacts = { address: string | null; dnsMs: number | null; connectMs: number | null };

function hostReport(hosts: ReadonlyMap<string, HostFacts>, url: string): HostFacts | null {
  const { hostname, port, protocol } = new URL(url);
  return (
    hosts.get(`${hostname.replace(/^\[|\]$/g, '')}:${port || (protocol === 'http:' ? 80 : 443)}`) ?? null
  );
}

function timingsOf(
  answer: Response | null,
  watch: PageWatch,
  readyMs: number | null,
  host: HostFacts | null,
): Timings {
  const network = answer?.request().timing();
  return {
    dns: round(host?.dnsMs),
    connect: round(host?.connectMs),
    tls:
      network && network.secureConnectionStart >= 0
        ? span(network.secureConnectionStart, network.connectEnd)
        : null,
    firstByte: network ? span(network.requestStart, network.responseStart) : null,
    dom: round(watch.dom),
    load: round(watch.load),
    ready: round(readyMs),
    total: Math.round(watch.elapsed()),
  };
}

function span(from: number, to: number): number | null {
  return from >= 0 && to >= from ? Math.round(to - from) : null;
}

function round(ms: number | null | undefined): number | null {
  return ms === null || ms === undefined ? null : Math.round(ms);
}

/** The browser's PDF viewer paints in a process of its own and says nothing when it is done. */
async function paintViewer(page: Page): Promise<void> {
  await quietly(page.waitForTimeout(1_500));
}

/** Evidence that cannot be had in time is missing from the evidence; it does not change what the visit saw. */
async function quietly<T>(question: Promise<T>): Promise<T | null> {
  try {
    const answer = await before(30_000, question);
    return answer === LATE ? null : answer;
  } catch {
    return null;
  }
}
