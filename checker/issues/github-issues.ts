import type { Step } from '../domain/issues/step.ts';
import type { Thread, Update } from '../domain/issues/thread.ts';
import type { GithubAccess } from '../github/github-access.ts';
import { GithubApi } from '../github/github-api.ts';
import { type Applied, applySteps } from './apply-steps.ts';
import { Assignable } from './assignable.ts';
import { readThreads, type Wish } from './read-threads.ts';
import { updatesIn } from './updates.ts';
import { WriteAccess } from './write-access.ts';

/** What was found on GitHub. */
export interface Found {
  /** Ours, by their numbers; of two about the same thing both. */
  threads: Thread[];
  /** What people with write access wrote on outage issues and is not kept yet, the oldest first. */
  updates: Update[];
}

/**
 * The issues of one repository. Every request has a time limit and obeys the signal; everything rejects with `GithubProblem`, a
 * `PuptimeError` that says what to do, or with the signal's reason.
 */
export class GithubIssues {
  readonly #api: GithubApi;
  readonly #assignable: Assignable;
  readonly #writeAccess: WriteAccess;

  private constructor(api: GithubApi) {
    this.#api = api;
    this.#assignable = new Assignable(api);
    this.#writeAccess = new WriteAccess(api);
  }

  /** Sends nothing yet. Throws `PuptimeError` when repository or token cannot be right. */
  static open(access: GithubAccess): GithubIssues {
    return new GithubIssues(new GithubApi(access));
  }

  /** Requests that were sent, each try counted. */
  get requests(): number {
    return this.#api.count.requests;
  }

  /** Our issues and what was written there: three requests where nothing special happened. */
  async read(wish: Wish): Promise<Found> {
    const { threads, outages, comments } = await readThreads(this.#api, wish);
    return { threads, updates: await updatesIn(comments, outages, wish.kept, this.#writeAccess) };
  }

  /** Which of these users can be assigned to an issue; teams cannot. */
  async assignable(logins: readonly string[]): Promise<Set<string>> {
    return this.#assignable.among(logins);
  }

  /**
   * Does the steps in their order while the budget of writing requests lasts; labels that are missing are made of it as well. A
   * refusal is told in the result, and does not reject.
   */
  async apply(steps: readonly Step[], limits: { mostWrites: number }): Promise<Applied> {
    return applySteps(this.#api, steps, limits.mostWrites);
  }
}
