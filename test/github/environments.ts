import type { RestEndpointMethodTypes as Rest } from '@octokit/rest';
import { type Answer, type Call, type Services, service } from './call.ts';
import type { BranchPattern, Environment } from './environment.ts';
import { countedPageOf } from './paging.ts';
import { NotServed, notFound, Refusal } from './refusal.ts';
import { type Repository, sameName } from './repository.ts';
import { nodeId, type Wire } from './wire.ts';

type Rested = Rest['repos'];
type Policy = Rested['createOrUpdateEnvironment']['parameters']['deployment_branch_policy'];

/** Environments, and from which branches jobs may deploy to them. */
export const ENVIRONMENTS: Services = {
  'repos/get-environment': service(
    'actions=read',
    ({ repository, input, wire }: Call<Rested['getEnvironment']['parameters']>) => ({
      status: 200,
      body: wireOf(environmentOf(repository, input.environment_name), wire),
    }),
  ),

  'repos/create-or-update-environment': service(
    'administration=write',
    ({ repository, input, wire }: Call<Rested['createOrUpdateEnvironment']['parameters']>) => {
      const { environment_name: name, wait_timer, reviewers, prevent_self_review } = input;
      if (wait_timer || reviewers?.length || prevent_self_review) {
        throw new NotServed('the stand-in keeps no timers and reviewers of an environment');
      }
      const from = originOf(input.deployment_branch_policy ?? null);
      const now = repository.instant();
      let environment = findEnvironment(repository, name);
      if (!environment) {
        environment = { id: repository.nextId(), name, from, patterns: [], createdAt: now, updatedAt: now };
        repository.environments.push(environment);
      }
      const patterns = from === 'patterns' ? environment.patterns : [];
      Object.assign(environment, { from, patterns, updatedAt: now });
      return { status: 200, body: wireOf(environment, wire) };
    },
  ),

  'repos/list-deployment-branch-policies': service(
    'actions=read',
    ({ repository, input, url }: Call<Rested['listDeploymentBranchPolicies']['parameters']>) => {
      const { patterns } = environmentOf(repository, input.environment_name);
      return countedPageOf('branch_policies', patterns, input, url, wireOfPattern);
    },
  ),

  'repos/create-deployment-branch-policy': service(
    'administration=write',
    ({ repository, input }: Call<Rested['createDeploymentBranchPolicy']['parameters']>): Answer => {
      const { from, patterns } = environmentOf(repository, input.environment_name);
      if (from !== 'patterns') throw notFound();
      const { name, type = 'branch' } = input;
      if (patterns.some((one) => one.name === name && one.type === type)) return { status: 303 };
      const pattern = { id: repository.nextId(), name, type };
      patterns.push(pattern);
      return { status: 200, body: wireOfPattern(pattern) };
    },
  ),
};

function findEnvironment({ environments }: Repository, name: string): Environment | undefined {
  return environments.find((one) => sameName(one.name, name));
}

function environmentOf(repository: Repository, name: string): Environment {
  const found = findEnvironment(repository, name);
  if (!found) throw notFound();
  return found;
}

function originOf(policy: NonNullable<Policy> | null): Environment['from'] {
  if (!policy) return 'anywhere';
  if (policy.protected_branches === policy.custom_branch_policies) {
    throw new Refusal(422, 'protected_branches and custom_branch_policies cannot have the same value');
  }
  return policy.protected_branches ? 'protected' : 'patterns';
}

function wireOf({ id, name, from, createdAt, updatedAt }: Environment, wire: Wire) {
  const limited = from !== 'anywhere';
  const page = `${wire.webUrl}/${wire.repository.settings.fullName}/deployments/activity_log`;
  return {
    id,
    node_id: nodeId('Environment', id),
    name,
    url: `${wire.repositoryUrl()}/environments/${encodeURIComponent(name)}`,
    html_url: `${page}?environments_filter=${encodeURIComponent(name)}`,
    created_at: createdAt,
    updated_at: updatedAt,
    protection_rules: limited ? [{ id, node_id: nodeId('Gate', id), type: 'branch_policy' }] : [],
    deployment_branch_policy: limited
      ? { protected_branches: from === 'protected', custom_branch_policies: from === 'patterns' }
      : null,
  };
}

function wireOfPattern({ id, name, type }: BranchPattern) {
  return { id, node_id: nodeId('GateBranchPolicy', id), name, type };
}
