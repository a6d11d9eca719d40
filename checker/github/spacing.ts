import type { ThrottlingOptions } from '@octokit/plugin-throttling';
import type { GithubAccess } from './github-access.ts';
import { waitOf } from './github-access.ts';

/** What the throttling plugin asks for its turns. */
export type Turns = NonNullable<Extract<ThrottlingOptions, { enabled?: boolean }>['write']>;

/**
 * Turns that are so many milliseconds apart. It stands where the throttling plugin has a group of Bottleneck's: those are kept by
 * the module for the whole process with fixed times, and no signal ends their timers.
 */
export class Spacing {
  readonly #ms: number;
  readonly #now: () => Date;
  readonly #wait: (ms: number) => Promise<void>;
  #last = Number.NEGATIVE_INFINITY;
  #turn: Promise<void> = Promise.resolve();

  constructor(ms: number, access: Pick<GithubAccess, 'wait' | 'signal' | 'now'>) {
    this.#ms = ms;
    this.#now = access.now;
    this.#wait = waitOf(access);
  }

  /** As the plugin types it. It calls no more of a group than this. */
  get turns(): Turns {
    return { key: () => ({ schedule: () => this.#next() }) } as unknown as Turns;
  }

  #next(): Promise<void> {
    const before = this.#turn;
    this.#turn = (async () => {
      await before;
      await this.#wait(this.#last + this.#ms - this.#now().getTime());
      this.#last = this.#now().getTime();
    })();
    return this.#turn;
  }
}
