import { z } from 'zod';
import type { GithubApi } from '../github/github-api.ts';
import { GithubProblem } from '../github/github-problem.ts';

/** Users, those of companies with a `_`, and nothing that is a team (`org/team`). */
const LOGIN = /^[A-Za-z\d][A-Za-z\d_-]{0,99}$/;

/** Who can be assigned to issues. Each login is asked for once. */
export class Assignable {
  readonly #api: GithubApi;
  readonly #known = new Map<string, boolean>();

  constructor(api: GithubApi) {
    this.#api = api;
  }

  /** Those of the logins that can be, spelt as they were given; where GitHub does not tell, they cannot. */
  async among(logins: readonly string[]): Promise<Set<string>> {
    const can = new Set<string>();
    for (const login of logins) if (LOGIN.test(login) && (await this.#can(login))) can.add(login);
    return can;
  }

  async #can(login: string): Promise<boolean> {
    const name = login.toLowerCase();
    const can = this.#known.get(name) ?? (await this.#ask(login));
    this.#known.set(name, can);
    return can;
  }

  async #ask(assignee: string): Promise<boolean> {
    try {
      await this.#api.call(`asking whether ${assignee} can be assigned`, z.unknown(), (rest, place) =>
        rest.issues.checkUserCanBeAssigned({ ...place, assignee }),
      );
      return true;
    } catch (error) {
      if (!(error instanceof GithubProblem)) throw error;
      // An issue that nobody is assigned to is still read: it must not wait for this.
      if (error.kind !== 'missing') this.#api.log(error.message);
      return false;
    }
  }
}
