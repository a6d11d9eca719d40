import { GithubProblem, type GithubProblemKind } from '../github/github-problem.ts';

/** What was asked for; null where GitHub says that there is none, or whatever else `kinds` names. */
export async function orNull<T>(
  asked: Promise<T>,
  kinds: readonly GithubProblemKind[] = ['missing'],
): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof GithubProblem && kinds.includes(error.kind)) return null;
    throw error;
  }
}
