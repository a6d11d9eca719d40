import type { GithubApi } from './github-api.ts';
import { GithubProblem } from './github-problem.ts';

/** A request that makes something new, and how to find it. */
export interface Creation<T> {
  /** In words. */
  what: string;
  /** One request, sent once. */
  send: () => Promise<T>;
  /** What came into being since (UTC); undefined when nothing did. */
  find: (since: string) => Promise<T | undefined>;
  mayWrite: () => boolean;
}

const MOST_TRIES = 3;
/** How far the clock of this machine may be ahead of GitHub's. */
const CLOCKS_APART_MS = 60_000;

/**
 * Makes something once. When the answer is lost nobody knows whether it was made: it is looked for, and made again only if it is
 * not there. Rejects with `GithubProblem`.
 */
export async function sendOnce<T>(api: GithubApi, creation: Creation<T>): Promise<T> {
  const since = new Date(api.now().getTime() - CLOCKS_APART_MS).toISOString();
  for (let tries = 1; ; tries++) {
    try {
      return await creation.send();
    } catch (error) {
      if (!(error instanceof GithubProblem) || error.kind !== 'unanswered') throw error;
      // Right after, it may not show yet.
      await api.patience.wait(tries ** 2, `${creation.what}: the answer was lost; it is looked for`);
      const found = await creation.find(since);
      if (found !== undefined) return found;
      if (tries === MOST_TRIES || !creation.mayWrite()) throw error;
    }
  }
}
