import { Octokit } from '@octokit/rest';
import { SETUP_RIGHTS } from './grant.ts';
import { type GitHubOptions, type GitHubStandIn, startGitHub } from './stand-in.ts';

/** Octokit as a workflow has it, without plugins that wait, and silent. */
export function octokitOf({ apiUrl, token }: Pick<GitHubStandIn, 'apiUrl' | 'token'>): Octokit {
  const silent = () => undefined;
  return new Octokit({
    auth: token,
    baseUrl: apiUrl,
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
}

/** The repository of a stand-in as Octokit wants it. */
export function repositoryOf({ repository }: Pick<GitHubStandIn, 'repository'>): {
  owner: string;
  repo: string;
} {
  const [owner = '', repo = ''] = repository.split('/');
  return { owner, repo };
}

/** What Octokit throws when a request is not answered with success. */
export interface Refused extends Error {
  status: number;
  response?: { headers: Readonly<Record<string, string | undefined>>; data: unknown };
}

/** The refusal that a request must end with. Throws when it is answered, or fails otherwise. */
export async function refusalOf(request: Promise<unknown>): Promise<Refused> {
  const ended: unknown = await request.then(
    () => new Error('the request was answered'),
    (error: unknown) => error,
  );
  if (isRefused(ended)) return ended;
  throw ended;
}

/** Status and message of the refusal that a request must end with, and what it says of each field. */
export async function told(request: Promise<unknown>): Promise<string> {
  const { status, response } = await refusalOf(request);
  const { message, errors = [] } = Object(response?.data);
  const fields = errors.map(
    ({ field, code, message: why }: Record<string, string>) => `${field} ${why ?? code}`,
  );
  return [`${status} ${message}`, ...fields].join('; ');
}

/** A repository, and its owner with all rights that setting it up takes. Disposing fails when a request was against the description. */
export interface AdminRig extends AsyncDisposable {
  standIn: GitHubStandIn;
  client: Octokit;
  here: { owner: string; repo: string };
}

/** Starts a stand-in for the one who owns the repository. */
export async function anAdmin(options: GitHubOptions = {}): Promise<AdminRig> {
  const standIn = await startGitHub(options);
  const token = standIn.issueToken(SETUP_RIGHTS, standIn.state.owner);
  return {
    standIn,
    client: octokitOf({ ...standIn, token }),
    here: repositoryOf(standIn),
    [Symbol.asyncDispose]: async () => {
      await standIn.close();
      if (standIn.faults.length > 0) throw new Error(standIn.faults.join('\n'));
    },
  };
}

function isRefused(error: unknown): error is Refused {
  return error instanceof Error && 'status' in error && typeof error.status === 'number';
}

/** A clock that stands still until it is moved. */
export class HandClock {
  #at: number;

  constructor(start: string) {
    this.#at = Date.parse(start);
  }

  readonly now = (): Date => new Date(this.#at);

  pass(minutes: number): void {
    this.#at += minutes * 60_000;
  }
}
