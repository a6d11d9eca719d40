import { PuptimeError } from '../domain/puptime-error.ts';
import { GithubApi } from '../github/github-api.ts';
import type { CommandContext } from './context.ts';
import { version } from './version.ts';

/** The way to the repository that a workflow runs in. Throws `PuptimeError` (wrong use) where the environment does not name it. */
export function openRepository({ env, now, signal, err }: CommandContext): GithubApi {
  const { GITHUB_REPOSITORY: repository, GITHUB_TOKEN: token = '', GITHUB_API_URL: apiUrl } = env;
  if (repository === undefined)
    throw new PuptimeError('GITHUB_REPOSITORY is not set: say which repository, as owner/name', {
      exitCode: 2,
    });
  return new GithubApi({
    ...{ repository, token, now, signal },
    userAgent: `puptime/${version()}`,
    log: (line) => err(`${line}\n`),
    ...(apiUrl === undefined ? {} : { apiUrl }),
  });
}
