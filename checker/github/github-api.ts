import type { z } from 'zod';
import type { GithubAccess, Place } from './github-access.ts';
import { placeOf } from './github-access.ts';
import { GithubProblem, githubProblem } from './github-problem.ts';
import { type Count, type Github, openGithub } from './octokit.ts';
import type { Patience } from './patience.ts';

/** A listing ends here: 10,000 entries. */
const MOST_PAGES = 100;

/** The requests to one repository, each answer read by its schema. Rejects with `GithubProblem`, or with the signal's reason. */
export class GithubApi {
  readonly place: Place;
  readonly log: (line: string) => void;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly patience: Patience;
  readonly count: Readonly<Count>;
  readonly #github: Github;

  /** Throws `PuptimeError` when the access cannot be right. */
  constructor(access: GithubAccess) {
    this.place = placeOf(access);
    this.log = access.log;
    this.now = access.now;
    this.signal = access.signal;
    const count: Count = { requests: 0, writes: 0 };
    this.count = count;
    const { github, patience } = openGithub(access, count);
    this.#github = github;
    this.patience = patience;
  }

  /** `owner/name`. */
  get repository(): string {
    return `${this.place.owner}/${this.place.repo}`;
  }

  /** One request. `what`: what it does, in words; `send` makes it. */
  async call<T>(
    what: string,
    answer: z.ZodType<T>,
    send: (github: Github['rest'], place: Place) => Promise<{ data: unknown }>,
  ): Promise<T> {
    const { data } = await this.#guard(what, () => send(this.#github.rest, this.place));
    return read(what, answer, data);
  }

  /** All pages of a listing. */
  async list<T>(
    what: string,
    answer: z.ZodType<T[]>,
    pages: (github: Github, place: Place) => AsyncIterable<{ data: unknown }>,
  ): Promise<T[]> {
    return this.#guard(what, async () => {
      const all: T[] = [];
      let number = 0;
      for await (const { data } of pages(this.#github, this.place)) {
        all.push(...read(what, answer, data));
        if (++number < MOST_PAGES) continue;
        this.log(`GitHub: ${what}: there is more than ${MOST_PAGES} pages; the rest is not read`);
        break;
      }
      return all;
    });
  }

  async #guard<T>(what: string, work: () => Promise<T>): Promise<T> {
    this.signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      this.signal.throwIfAborted();
      throw githubProblem(what, error);
    }
  }
}

/** An answer that is not what GitHub describes is none: it came from something between, or broke off. */
function read<T>(what: string, answer: z.ZodType<T>, data: unknown): T {
  const result = answer.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue ? ` (${issue.path.join('.') || 'all of it'}: ${issue.message})` : '';
  throw new GithubProblem('unanswered', `GitHub: ${what}: what came back is not as GitHub answers${where}`);
}
