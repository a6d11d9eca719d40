import { z } from 'zod';
import type { WantedLabel } from '../domain/setup/wish.ts';
import type { GithubApi } from '../github/github-api.ts';
import { GithubProblem } from '../github/github-problem.ts';

/** Makes labels; those that are there stay as they are. */
export async function makeLabels(api: GithubApi, labels: readonly WantedLabel[]): Promise<void> {
  for (const label of labels) {
    try {
      await api.call(`making the label ${label.name}`, z.unknown(), (rest, place) =>
        rest.issues.createLabel({ ...place, ...label }),
      );
    } catch (error) {
      if (error instanceof GithubProblem && error.faults.some((fault) => fault.endsWith('already_exists')))
        continue;
      throw error;
    }
  }
}
