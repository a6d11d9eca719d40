import { type LaunchOptions, launchBrowser, type RunningBrowser } from './launch.ts';

/** Thrown when a browser died under the work twice in a row. */
export class BrowserLost extends Error {
  override readonly name = 'BrowserLost';
}

/** Keeps one browser running for many visits: started when first needed, started again when it died. */
export class BrowserKeeper implements AsyncDisposable {
  readonly #options: LaunchOptions;
  #running: Promise<RunningBrowser> | null = null;
  #restarts = 0;

  constructor(options: LaunchOptions) {
    this.#options = options;
  }

  /** How often a browser had to be replaced. */
  get restarts(): number {
    return this.#restarts;
  }

  /** The browser, started if need be. Rejects with `PuptimeError` when it does not start. */
  async get(): Promise<RunningBrowser> {
    const known = this.#running;
    const running = await known;
    if (running?.browser.isConnected()) return running;
    // Several visits may find it dead at once: the first one's start serves all.
    if (this.#running === known) {
      if (running) this.#restarts++;
      const starting = launchBrowser(this.#options);
      this.#running = starting;
      starting.catch(() => {
        if (this.#running === starting) this.#running = null;
      });
    }
    return this.get();
  }

  /** Does one piece of work with the browser; when the browser dies under it, once more with a new one. */
  async use<T>(work: (running: RunningBrowser) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const running = await this.get();
      try {
        const result = await work(running);
        if (running.browser.isConnected()) return result;
      } catch (error) {
        if (running.browser.isConnected()) throw error;
      }
      if (attempt === 2) throw new BrowserLost('the browser died twice under this visit');
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const running = await this.#running?.catch(() => null);
    this.#running = null;
    await running?.browser.close();
  }
}
