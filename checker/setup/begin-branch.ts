import { z } from 'zod';
import type { Change } from '../domain/setup/step.ts';
import type { GithubApi } from '../github/github-api.ts';
import { GithubProblem } from '../github/github-problem.ts';
import { hasBranch } from './read-found.ts';
import { WireObject } from './wire.ts';

/** Begins a branch with one commit that follows no other and holds a README alone; one that is there stays as it is. */
export async function beginBranch(
  api: GithubApi,
  { branch, readme }: Extract<Change, { do: 'begin-branch' }>,
): Promise<void> {
  if (await hasBranch(api, branch)) return;
  const what = `beginning the branch ${branch}`;
  const tree = await api.call(what, WireObject, (rest, place) =>
    rest.git.createTree({
      ...place,
      tree: [{ path: 'README.md', mode: '100644', type: 'blob', content: readme }],
    }),
  );
  const commit = await api.call(what, WireObject, (rest, place) =>
    rest.git.createCommit({ ...place, message: `Begin the branch ${branch}`, tree: tree.sha, parents: [] }),
  );
  try {
    await api.call(what, z.unknown(), (rest, place) =>
      rest.git.createRef({ ...place, ref: `refs/heads/${branch}`, sha: commit.sha }),
    );
  } catch (error) {
    // A run, or the first try whose answer was lost, was faster.
    if (error instanceof GithubProblem && error.kind === 'invalid' && (await hasBranch(api, branch))) return;
    throw error;
  }
}
