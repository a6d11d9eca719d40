import type { Download, Page, Request, Response } from 'playwright';

/** More hops than any browser follows. */
const MAX_REDIRECTS = 30;

/** Counts and keeps what happens around a page while it is visited; dismisses what would stand in its way. */
export class PageWatch {
  /** Answers to the main frame's navigations, redirects included, in order. */
  readonly answers: Response[] = [];
  readonly #started = performance.now();
  readonly #inFlight = new Set<Request>();
  #lastTraffic = performance.now();
  dom: number | null = null;
  load: number | null = null;
  requests = 0;
  failed = 0;
  consoleErrors = 0;
  pageErrors = 0;
  dialogs = 0;
  popups = 0;
  crashed = false;
  download: Download | null = null;
  readonly #downloading = Promise.withResolvers<void>();

  constructor(page: Page) {
    const main = page.mainFrame();
    const over = (request: Request) => {
      if (this.#inFlight.delete(request)) this.#lastTraffic = performance.now();
    };
    page.on('request', (request) => {
      // The browser's own viewers ask for parts of themselves.
      if (!request.url().startsWith('http')) return;
      this.requests++;
      this.#inFlight.add(request);
      this.#lastTraffic = performance.now();
    });
    page.on('requestfinished', over);
    page.on('requestfailed', (request) => {
      if (this.#inFlight.has(request)) this.failed++;
      over(request);
    });
    page.on('response', (response) => {
      const request = response.request();
      if (!request.isNavigationRequest() || request.frame() !== main) return;
      if (this.answers.length < MAX_REDIRECTS) this.answers.push(response);
      else this.answers[MAX_REDIRECTS - 1] = response;
    });
    page.on('domcontentloaded', () => {
      this.dom = this.elapsed();
      this.load = null;
    });
    page.on('load', () => {
      this.load = this.elapsed();
    });
    page.on('console', (message) => {
      if (message.type() === 'error') this.consoleErrors++;
    });
    page.on('pageerror', () => {
      this.pageErrors++;
    });
    page.on('crash', () => {
      this.crashed = true;
    });
    page.on('download', (download) => {
      this.download = download;
      this.#downloading.resolve();
    });
    page.on('dialog', (dialog) => {
      this.dialogs++;
      // The page may be gone before the answer: then there is nothing left to dismiss.
      dialog.dismiss().catch(() => undefined);
    });
    page.on('popup', (popup) => {
      this.popups++;
      popup.close().catch(() => undefined);
    });
  }

  /** Resolves when a download has begun. */
  get downloading(): Promise<void> {
    return this.#downloading.promise;
  }

  /** Milliseconds since the visit began. */
  elapsed(): number {
    return performance.now() - this.#started;
  }

  /** Milliseconds without traffic; 0 while a request is under way. */
  quietMs(): number {
    return this.#inFlight.size > 0 ? 0 : performance.now() - this.#lastTraffic;
  }

  /** The newest answer to a navigation that is not a redirect. */
  answer(): Response | null {
    return this.answers.findLast((response) => response.status() < 300 || response.status() >= 400) ?? null;
  }
}
