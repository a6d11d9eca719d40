import type { Environment } from './environment.ts';

/** Address of the repository on GitHub, without a slash at its end; null when the environment names none. */
export function repositoryUrl({ GITHUB_SERVER_URL, GITHUB_REPOSITORY }: Environment): string | null {
  if (!GITHUB_REPOSITORY) return null;
  return `${(GITHUB_SERVER_URL ?? 'https://github.com').replace(/\/+$/, '')}/${GITHUB_REPOSITORY}`;
}
