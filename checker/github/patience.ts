import type { GithubAccess } from './github-access.ts';
import { waitOf } from './github-access.ts';

/** How long one run waits for GitHub in all, for limits and after failures. */
const MOST_WAITED_MS = 120_000;

/**
 * Every wait for GitHub is taken from one account, so that no number of failing requests can hold a run for longer. What is not
 * done then is left for the next run.
 */
export class Patience {
  #leftMs = MOST_WAITED_MS;
  readonly #wait: (ms: number) => Promise<void>;
  readonly #signal: AbortSignal;
  readonly #log: (line: string) => void;

  constructor(access: Pick<GithubAccess, 'wait' | 'signal' | 'log'>) {
    this.#wait = waitOf(access);
    this.#signal = access.signal;
    this.#log = access.log;
  }

  /**
   * Waits at least a second, and says why. False: it would be longer than is left, or the signal cut it off; then there is no use
   * in asking again.
   */
  async wait(seconds: number, why: string): Promise<boolean> {
    const ms = Math.max(1, seconds) * 1_000;
    if (this.#signal.aborted) return false;
    if (!(ms <= this.#leftMs)) {
      this.#log(`GitHub: ${why}; ${Math.ceil(ms / 1_000)} s to wait is longer than a run waits`);
      return false;
    }
    this.#leftMs -= ms;
    this.#log(`GitHub: ${why}; asked again in ${Math.ceil(ms / 1_000)} s`);
    try {
      await this.#wait(ms);
      return true;
    } catch (error) {
      if (this.#signal.aborted) return false;
      throw error;
    }
  }
}
