import { z } from 'zod';
import type { Found, FoundEnvironment, FoundWorkflow, WorkflowState } from '../domain/setup/found.ts';
import { pagesAddress } from '../domain/setup/pages-address.ts';
import { PAGES_ENVIRONMENT } from '../domain/setup/plan-pages.ts';
import type { GithubApi } from '../github/github-api.ts';
import { orNull } from './or-null.ts';
import { readRulesets } from './read-rulesets.ts';
import {
  WireActions,
  WireBranchPolicies,
  WireEnvironment,
  WirePages,
  WireRef,
  WireRepository,
  WireSubject,
  WireVariables,
  WireWorkflowRights,
  WireWorkflows,
} from './wire.ts';

const FOLDER = '.github/workflows/';

/** Variables come in smaller pages than anything else. */
const VARIABLES_A_PAGE = 30;

/** The repository itself, and whether whoever asks is its administrator. */
export function readRepository(api: GithubApi): Promise<WireRepository> {
  return api.call(`looking at ${api.repository}`, WireRepository, (rest, place) =>
    rest.repos.get({ ...place }),
  );
}

/** The settings of a repository: some 15 requests, none of which changes anything. Rejects with `GithubProblem`. */
export async function readFound(api: GithubApi, wire: WireRepository): Promise<Found> {
  const repository = repositoryOf(wire);
  const [actions, workflowRights, workflows, pages, environment] = await Promise.all([
    readActions(api),
    readWorkflowRights(api),
    readWorkflows(api),
    orNull(
      api.call('reading where Pages publishes from', WirePages, (rest, place) =>
        rest.repos.getPages({ ...place }),
      ),
    ),
    readEnvironment(api),
  ]);
  const [data, snapshots, labels, rulesets, variables, subject] = await Promise.all([
    hasBranch(api, 'data'),
    hasBranch(api, 'snapshots'),
    readLabels(api),
    readRulesets(api),
    readVariables(api),
    orNull(
      api.call('reading how AWS is told whose run it is', WireSubject, (rest, place) =>
        rest.actions.getCustomOidcSubClaimForRepo({ ...place }),
      ),
    ),
  ]);
  return {
    repository,
    actions,
    workflowRights,
    workflows,
    pages: pages && {
      byActions: pages.build_type === 'workflow',
      url: withSlash(pages.html_url ?? pagesAddress({ pages: null, repository })),
    },
    environment,
    branches: { data, snapshots },
    labels,
    rulesets,
    variables,
    subject: { prefix: subject?.sub_claim_prefix ?? null, customised: subject?.use_default === false },
  };
}

/** With a slash at its end. */
export function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

function repositoryOf(wire: WireRepository): Found['repository'] {
  return {
    owner: wire.owner.login,
    name: wire.name,
    ownerId: wire.owner.id,
    id: wire.id,
    createdAt: wire.created_at,
    private: wire.private,
    archived: wire.archived,
    defaultBranch: wire.default_branch,
    hasIssues: wire.has_issues,
    sizeKb: wire.size,
  };
}

async function readActions(api: GithubApi): Promise<Found['actions']> {
  const { enabled, allowed_actions } = await api.call(
    'reading whether Actions are on',
    WireActions,
    (rest, place) => rest.actions.getGithubActionsPermissionsRepository({ ...place }),
  );
  return { enabled, allowed: allowed_actions ?? null };
}

async function readWorkflowRights(api: GithubApi): Promise<Found['workflowRights']> {
  const rights = await api.call('reading what workflows may do', WireWorkflowRights, (rest, place) =>
    rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository({ ...place }),
  );
  return rights.default_workflow_permissions;
}

async function readWorkflows(api: GithubApi): Promise<FoundWorkflow[]> {
  const { workflows } = await api.call('listing the workflows', WireWorkflows, (rest, place) =>
    rest.actions.listRepoWorkflows({ ...place, per_page: 100 }),
  );
  return workflows.flatMap(({ name, path, state }) =>
    path.startsWith(FOLDER) ? [{ file: path.slice(FOLDER.length), name, state: stateOf(state) }] : [],
  );
}

const STATES: readonly WorkflowState[] = [
  'active',
  'disabled_inactivity',
  'disabled_manually',
  'disabled_fork',
  'deleted',
];

function stateOf(text: string): WorkflowState {
  return STATES.find((state) => state === text) ?? 'unknown';
}

async function readEnvironment(api: GithubApi): Promise<FoundEnvironment | null> {
  const environment_name = PAGES_ENVIRONMENT;
  const found = await orNull(
    api.call(`reading the environment ${environment_name}`, WireEnvironment, (rest, place) =>
      rest.repos.getEnvironment({ ...place, environment_name }),
    ),
  );
  if (!found) return null;
  const { deployment_branch_policy: policy, protection_rules: rules } = found;
  const reviewed = rules.some(({ type }) => type === 'required_reviewers');
  if (!policy) return { from: 'anywhere', branches: [], reviewed };
  if (!policy.custom_branch_policies) return { from: 'protected', branches: [], reviewed };
  return { from: 'names', branches: await readPolicies(api), reviewed };
}

/** Names of the branches that may publish the site. */
export async function readPolicies(api: GithubApi): Promise<string[]> {
  const { branch_policies } = await api.call(
    'reading which branches may publish the site',
    WireBranchPolicies,
    (rest, place) =>
      rest.repos.listDeploymentBranchPolicies({
        ...place,
        environment_name: PAGES_ENVIRONMENT,
        per_page: 100,
      }),
  );
  return branch_policies.filter(({ type }) => type === 'branch').map(({ name }) => name);
}

/** Whether there is a branch. */
export async function hasBranch(api: GithubApi, branch: string): Promise<boolean> {
  const ref = await orNull(
    api.call(`looking for the branch ${branch}`, WireRef, (rest, place) =>
      rest.git.getRef({ ...place, ref: `heads/${branch}` }),
    ),
  );
  return ref !== null;
}

async function readLabels(api: GithubApi): Promise<Set<string>> {
  const labels = await api.list(
    'reading the labels',
    z.array(z.object({ name: z.string() })),
    (github, place) =>
      github.paginate.iterator(github.rest.issues.listLabelsForRepo, { ...place, per_page: 100 }),
  );
  return new Set(labels.map(({ name }) => name.toLowerCase()));
}

/** Page by page: of a listing in an object Octokit's paging looks for commits, and fails where the answer has no address. */
async function readVariables(api: GithubApi): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let page = 1; ; page++) {
    const { total_count, variables } = await api.call('reading the variables', WireVariables, (rest, place) =>
      rest.actions.listRepoVariables({ ...place, per_page: VARIABLES_A_PAGE, page }),
    );
    for (const { name, value } of variables) found.set(name, value);
    if (variables.length === 0 || found.size >= total_count) return found;
  }
}
