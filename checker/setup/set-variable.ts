import { z } from 'zod';
import type { Change } from '../domain/setup/step.ts';
import type { GithubApi } from '../github/github-api.ts';
import { GithubProblem } from '../github/github-problem.ts';

/** Gives a variable its value. */
export async function setVariable(
  api: GithubApi,
  { name, value, exists }: Extract<Change, { do: 'set-variable' }>,
): Promise<void> {
  const what = `setting the variable ${name}`;
  if (!exists && (await create())) return;
  await api.call(what, z.unknown(), (rest, place) =>
    rest.actions.updateRepoVariable({ ...place, name, value }),
  );

  /** False: it is there by now. */
  async function create(): Promise<boolean> {
    try {
      await api.call(what, z.unknown(), (rest, place) =>
        rest.actions.createRepoVariable({ ...place, name, value }),
      );
      return true;
    } catch (error) {
      if (error instanceof GithubProblem && /\(409/.test(error.message)) return false;
      throw error;
    }
  }
}
