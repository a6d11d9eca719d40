const HOUR_MS = 3_600_000;

/** The budget of a token: so many requests an hour, which begins with the first of them. */
export class RateLimit {
  limit: number;
  used: number;
  readonly #now: () => Date;
  /** When the hour is over, in milliseconds of the epoch; 0 before the first. */
  #resetAt = 0;

  constructor(budget: { limit: number; used: number }, now: () => Date) {
    this.limit = budget.limit;
    this.used = budget.used;
    this.#now = now;
  }

  /** Counts a request. False: there was no budget for it. */
  take(): boolean {
    const now = this.#now().getTime();
    // What was used before the first request was used in the hour that begins with it.
    if (this.#resetAt !== 0 && now >= this.#resetAt) {
      this.#resetAt = 0;
      this.used = 0;
    }
    this.#begin();
    if (this.used >= this.limit) return false;
    this.used++;
    return true;
  }

  /** Nothing is left until the hour is over, or for so many seconds. */
  exhaust(seconds?: number): void {
    this.used = this.limit;
    if (seconds !== undefined) this.#resetAt = this.#now().getTime() + seconds * 1000;
  }

  /** What every answer says of the budget. */
  headers(): Record<string, string> {
    this.#begin();
    return {
      'x-ratelimit-limit': String(this.limit),
      'x-ratelimit-remaining': String(this.limit - this.used),
      'x-ratelimit-used': String(this.used),
      'x-ratelimit-reset': String(Math.ceil(this.#resetAt / 1000)),
      'x-ratelimit-resource': 'core',
    };
  }

  #begin(): void {
    if (this.#resetAt === 0) this.#resetAt = this.#now().getTime() + HOUR_MS;
  }
}
