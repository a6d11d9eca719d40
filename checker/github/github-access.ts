import { setTimeout } from 'node:timers/promises';
import { PuptimeError } from '../domain/puptime-error.ts';

/** Where GitHub is found, as whom, and what asking it needs beside that. */
export interface GithubAccess {
  /** Root of the API; `https://api.github.com` unless told. */
  apiUrl?: string;
  /** `owner/name`. */
  repository: string;
  /** What it must be allowed depends on what is asked. */
  token: string;
  userAgent: string;
  /** Takes one line at a time, harmless to print. */
  log(line: string): void;
  now(): Date;
  /** Cuts off whatever is under way. */
  signal: AbortSignal;
  /** Time between two writes, whatever they are. Unless told, what GitHub asks for: 1 s, and 3 s where people are notified. */
  spacingMs?: number;
  /** Time limit of one request; 30 s unless told. */
  requestMs?: number;
  /** Waits; rejects when the signal cuts it off. A timer unless told. */
  wait?(ms: number, signal: AbortSignal): Promise<void>;
}

/** How every path of the API begins. */
export interface Place {
  owner: string;
  repo: string;
}

/** Owner and name. Throws `PuptimeError` when the repository is not given as `owner/name`, or no token is given. */
export function placeOf({ repository, token }: Pick<GithubAccess, 'repository' | 'token'>): Place {
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository) ?? [];
  if (owner === undefined || repo === undefined)
    throw new PuptimeError(
      `GITHUB_REPOSITORY: expected owner/name, received ${JSON.stringify(repository.slice(0, 100))}`,
      { exitCode: 2 },
    );
  if (token === '')
    throw new PuptimeError(
      'GITHUB_TOKEN is not set: GitHub does nothing without it; in a workflow it is github.token, given to the step by env',
      { exitCode: 2 },
    );
  return { owner, repo };
}

/** The wait of an access: with a timer that the signal ends, unless it brings one of its own. */
export function waitOf(access: Pick<GithubAccess, 'wait' | 'signal'>): (ms: number) => Promise<void> {
  const wait = access.wait ?? ((ms, signal) => setTimeout(ms, undefined, { signal }));
  return async (ms) => {
    access.signal.throwIfAborted();
    if (ms > 0) await wait(ms, access.signal);
  };
}
