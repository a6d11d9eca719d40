import type { RestEndpointMethodTypes as Rest } from '@octokit/rest';
import { type Call, type Services, service } from './call.ts';
import { allows } from './grant.ts';
import { addressesOf } from './repository-addresses.ts';
import { mayAs } from './user.ts';
import { nodeId } from './wire.ts';

/** The repository itself. */
export const REPOS: Services = {
  'repos/get': service('metadata=read', (call: Call<Rest['repos']['get']['parameters']>) => ({
    status: 200,
    body: { ...addressesOf(call.wire), ...factsOf(call), permissions: permissionsOf(call) },
  })),
};

function factsOf({ repository, wire }: Pick<Call<unknown>, 'repository' | 'wire'>) {
  const { settings, createdAt } = repository;
  const open = repository.issues.filter(({ state }) => state === 'open').length;
  return {
    id: repository.id,
    node_id: nodeId('Repository', repository.id),
    name: repository.name,
    full_name: settings.fullName,
    owner: wire.user(repository.user(repository.owner)),
    private: settings.private,
    visibility: settings.private ? 'private' : 'public',
    description: null,
    fork: false,
    homepage: null,
    language: null,
    license: null,
    mirror_url: null,
    default_branch: settings.defaultBranch,
    size: settings.size,
    forks: 0,
    forks_count: 0,
    network_count: 0,
    stargazers_count: 0,
    subscribers_count: 1,
    watchers: 0,
    watchers_count: 0,
    open_issues: open,
    open_issues_count: open,
    has_issues: settings.hasIssues,
    has_projects: true,
    has_wiki: false,
    has_pages: repository.pages !== null,
    has_discussions: false,
    archived: false,
    disabled: false,
    created_at: createdAt,
    updated_at: createdAt,
    pushed_at: createdAt,
  };
}

/** What the token may do here: a workflow's bot may push when its token has `contents: write`. */
function permissionsOf({ repository, grant }: Pick<Call<unknown>, 'repository' | 'grant'>) {
  const user = repository.user(grant.login);
  const pushes = user.type === 'Bot' ? allows(grant, 'contents=write') : mayAs(user, 'write');
  return {
    admin: mayAs(user, 'admin'),
    maintain: mayAs(user, 'admin'),
    push: pushes,
    triage: pushes || mayAs(user, 'triage'),
    pull: true,
  };
}
