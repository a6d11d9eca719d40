/** When a step has to end before its time: its own, or when its job is cancelled. */
export class StepEnd implements Disposable {
  readonly #controller = new AbortController();
  readonly #job: AbortSignal;
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #hear: () => void;
  readonly #ms: number;

  /** `ms`: 0 for no limit. `goesOn`: whether the step would run in a job that is cancelled: then it is left alone. */
  constructor(job: AbortSignal, goesOn: () => boolean, ms: number) {
    this.#job = job;
    this.#ms = ms;
    this.#hear = () => {
      if (!goesOn()) this.#controller.abort('cancelled');
    };
    // A step that begins in a cancelled job knew of it.
    if (!job.aborted) job.addEventListener('abort', this.#hear, { once: true });
    this.#timer = ms === 0 ? undefined : setTimeout(() => this.#controller.abort('timeout'), ms);
  }

  /** Aborted: the step is to end. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get cancelled(): boolean {
    return this.signal.reason === 'cancelled';
  }

  /** What is said of a step that was ended; null for one that ended by itself. */
  why(minuteMs: number): string | null {
    if (!this.signal.aborted) return null;
    if (this.cancelled) return 'The operation was canceled.';
    return `The action has timed out after ${this.#ms / minuteMs} minutes.`;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#job.removeEventListener('abort', this.#hear);
  }
}
