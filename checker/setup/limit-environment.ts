import { z } from 'zod';
import type { Change } from '../domain/setup/step.ts';
import type { GithubApi } from '../github/github-api.ts';
import { orNull } from './or-null.ts';
import { readPolicies } from './read-found.ts';
import { WireEnvironment } from './wire.ts';

/** Lets a branch deploy to an environment, which is made where it is missing: with `narrow` none but branches that are named. */
export async function limitEnvironment(
  api: GithubApi,
  environment_name: string,
  { branch, narrow }: Extract<Change, { do: 'limit-environment' }>,
): Promise<void> {
  const what = `limiting the environment ${environment_name}`;
  if (narrow) {
    const before = await orNull(
      api.call(what, WireEnvironment, (rest, place) =>
        rest.repos.getEnvironment({ ...place, environment_name }),
      ),
    );
    await api.call(what, z.unknown(), (rest, place) =>
      rest.repos.createOrUpdateEnvironment({
        ...place,
        environment_name,
        ...kept(before),
        deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
      }),
    );
  }
  // A name that is there already would be answered with a redirect to it.
  if ((await readPolicies(api)).includes(branch)) return;
  await api.call(what, z.unknown(), (rest, place) =>
    rest.repos.createDeploymentBranchPolicy({ ...place, environment_name, name: branch, type: 'branch' }),
  );
}

/** What is not sent is reset: somebody's reviewers and waiting time are sent as they are. */
function kept(before: WireEnvironment | null): {
  wait_timer?: number;
  prevent_self_review?: boolean;
  reviewers?: { type: 'User' | 'Team'; id: number }[];
} {
  const rules = before?.protection_rules ?? [];
  const wait = rules.find(({ type }) => type === 'wait_timer')?.wait_timer;
  const review = rules.find(({ type }) => type === 'required_reviewers');
  return {
    ...(wait ? { wait_timer: wait } : {}),
    ...(review?.prevent_self_review ? { prevent_self_review: true } : {}),
    ...(review?.reviewers
      ? { reviewers: review.reviewers.map(({ type, reviewer }) => ({ type, id: reviewer.id })) }
      : {}),
  };
}
