import { plainText } from '../domain/plain-text.ts';
import type { GithubApi } from '../github/github-api.ts';
import { GithubProblem } from '../github/github-problem.ts';
import { type WireComment, WirePermission } from './wire.ts';

/** Without one of these, nobody has write access. */
const NEAR: ReadonlySet<string> = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/** Who may write to the repository. Each login is asked for once. */
export class WriteAccess {
  readonly #api: GithubApi;
  readonly #known = new Map<string, boolean>();

  constructor(api: GithubApi) {
    this.#api = api;
  }

  /** Whether the author of a comment has it; no when GitHub does not tell. */
  async has({
    user,
    author_association,
  }: Pick<WireComment, 'user' | 'author_association'>): Promise<boolean> {
    if (user === null || user.type === 'Bot' || !NEAR.has(author_association)) return false;
    const known = this.#known.get(user.login);
    if (known !== undefined) return known;
    const found = await this.#ask(user.login);
    this.#known.set(user.login, found);
    return found;
  }

  async #ask(username: string): Promise<boolean> {
    try {
      const { permission } = await this.#api.call(
        `asking what ${plainText(username, 50)} may do`,
        WirePermission,
        (rest, place) => rest.repos.getCollaboratorPermissionLevel({ ...place, username }),
      );
      return ['admin', 'maintain', 'write'].includes(permission);
    } catch (error) {
      if (!(error instanceof GithubProblem)) throw error;
      // Comments are an extra: what is told of outages must not hang on them.
      if (error.kind !== 'missing') this.#api.log(error.message);
      return false;
    }
  }
}
