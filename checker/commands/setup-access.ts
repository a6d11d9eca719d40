import { PuptimeError } from '../domain/puptime-error.ts';
import { repositoryAt } from '../domain/setup/remote-address.ts';
import type { GithubAccess } from '../github/github-access.ts';
import { GithubApi } from '../github/github-api.ts';
import { cloneOrigin } from '../setup/clone-origin.ts';
import { ghToken } from '../setup/gh-token.ts';
import { readRepository } from '../setup/read-found.ts';
import type { WireRepository } from '../setup/wire.ts';
import type { CommandContext } from './context.ts';
import { version } from './version.ts';

/** A repository that may be set up: whoever asks is its administrator. */
export interface SetupAccess {
  api: GithubApi;
  repository: WireRepository;
  /** For git as well. */
  token: string;
  /** Of the repository, without a slash at its end. */
  url: string;
}

/** Which repository, and how fast GitHub may be written to. */
export interface SetupPlace {
  repository?: string;
}

/** Finds out which repository is meant and with which token; throws `PuptimeError` (wrong use) that says what to do. */
export async function openSetup(
  context: CommandContext,
  place: SetupPlace,
  pace: Pick<GithubAccess, 'spacingMs' | 'log'>,
): Promise<SetupAccess> {
  const { env, now, signal } = context;
  const server = (env.GITHUB_SERVER_URL ?? 'https://github.com').replace(/\/+$/, '');
  const host = new URL(server).host;
  const name = place.repository ?? env.GITHUB_REPOSITORY ?? (await repositoryOfClone(host));
  if (!/^[\w.-]+\/[\w.-]+$/.test(name))
    throw new PuptimeError(
      `--repository: expected owner/name, received ${JSON.stringify(name.slice(0, 100))}`,
      {
        exitCode: 2,
      },
    );
  const token = env.GITHUB_TOKEN ?? env.GH_TOKEN ?? (await tokenOfGh(host, signal));
  const access = { repository: name, token, userAgent: `puptime/${version()}`, now, signal, ...pace };
  const apiUrl = env.GITHUB_API_URL;
  const api = new GithubApi(apiUrl === undefined ? access : { ...access, apiUrl });
  const repository = await readRepository(api);
  const full = `${repository.owner.login}/${repository.name}`;
  if (repository.permissions?.admin !== true)
    throw new PuptimeError(
      `You may not change the settings of ${full}: ask one of its administrators to run this, or to make you one (Settings → Collaborators). Signed in with another account? gh auth status shows it, gh auth switch changes it.`,
      { exitCode: 2 },
    );
  if (repository.archived)
    throw new PuptimeError(
      `${full} is archived, so nothing in it can be changed or run: take it out of the archive first (Settings → General → Danger Zone).`,
      { exitCode: 2 },
    );
  return { api, repository, token, url: `${server}/${full}` };
}

async function repositoryOfClone(host: string): Promise<string> {
  const origin = await cloneOrigin();
  const name = origin === null ? null : repositoryAt(origin, host);
  if (name !== null) return name;
  const why =
    origin === null ? 'this folder is not a clone of one' : `the clone in this folder is not from ${host}`;
  throw new PuptimeError(
    `Which repository? ${why}. Run this in the folder that git clone made, or name the repository: npx puptime setup --repository owner/name`,
    { exitCode: 2 },
  );
}

async function tokenOfGh(host: string, signal: AbortSignal): Promise<string> {
  const found = await ghToken(host, signal);
  if ('token' in found) return found.token;
  const signIn = host === 'github.com' ? 'gh auth login' : `gh auth login --hostname ${host}`;
  throw new PuptimeError(
    found.none === 'no-gh'
      ? `Puptime does not know who you are on GitHub. Install the GitHub CLI (https://cli.github.com), sign in with ${signIn}, and run this again. Without it, give a token by the variable GITHUB_TOKEN.`
      : `Nobody is signed in on this machine: run ${signIn}, and then this again.`,
    { exitCode: 2 },
  );
}
