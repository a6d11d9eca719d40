import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusalOfAccess } from './access.ts';
import { serveGit } from './git-backend.ts';
import type { Grant } from './grant.ts';
import { rulesInForce } from './push-rules.ts';
import { type Repository, sameName } from './repository.ts';

/** What clients of the smart protocol ask for. */
const PATHS = /^\/(info\/refs|git-upload-pack|git-receive-pack)$/;

/** Why git is refused: what it prints of it, and whether a token would help. */
interface Refused {
  status: 401 | 403 | 404;
  text: string;
}

/** Clones of and pushes to the repository over http, by git's own server. */
export class GitHttp {
  readonly #repository: Repository;
  readonly #grants: ReadonlyMap<string, Grant>;

  constructor(repository: Repository, grants: ReadonlyMap<string, Grant>) {
    this.#repository = repository;
    this.#grants = grants;
  }

  /** What a path says below `/owner/name` or `/owner/name.git`; null when it is not for git. */
  pathOf(path: string): string | null {
    const [, owner = '', name = '', ...rest] = path.split('/');
    const fullName = `${owner}/${name.replace(/\.git$/, '')}`;
    const below = `/${rest.join('/')}`;
    const { git, settings } = this.#repository;
    return git && sameName(fullName, settings.fullName) && PATHS.test(below) ? below : null;
  }

  /** `path`: below the repository. */
  async handle(
    incoming: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
  ): Promise<void> {
    const { git } = this.#repository;
    if (!git) throw new Error('the stand-in was given no gitDir');
    const pushes = path === '/git-receive-pack' || query.get('service') === 'git-receive-pack';
    const refused = this.#refusal(incoming, pushes);
    if (!refused) {
      const rules = pushes ? rulesInForce(this.#repository) : [];
      return serveGit({ dir: git.dir, path, query, rules }, incoming, response);
    }
    const asks = refused.status === 401 ? { 'www-authenticate': 'Basic realm="GitHub"' } : {};
    incoming.resume();
    response.writeHead(refused.status, { 'content-type': 'text/plain; charset=utf-8', ...asks });
    response.end(refused.text);
  }

  #refusal({ headers }: IncomingMessage, pushes: boolean): Refused | null {
    const repository = this.#repository;
    const basic = /^basic (\S+)$/i.exec(headers.authorization ?? '')?.[1];
    if (basic === undefined) {
      if (pushes) return { status: 401, text: 'No anonymous write access.\n' };
      return repository.settings.private ? { status: 401, text: 'Repository not found.\n' } : null;
    }
    const token = Buffer.from(basic, 'base64')
      .toString()
      .replace(/^[^:]*:/, '');
    const grant = this.#grants.get(token);
    if (!grant) {
      return { status: 401, text: 'Invalid username or token. Password authentication is not supported.\n' };
    }
    if (!grant.sees) return { status: 404, text: 'Repository not found.\n' };
    if (!refusalOfAccess(repository, grant, pushes ? 'contents=write' : 'contents=read')) return null;
    if (!pushes) return { status: 404, text: 'Repository not found.\n' };
    return { status: 403, text: 'Write access to repository not granted.\n' };
  }
}
