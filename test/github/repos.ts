import type { RestEndpointMethodTypes as Rest } from '@octokit/rest';
import { type Call, type Services, service } from './call.ts';
import { allows } from './grant.ts';
import { mayAs } from './user.ts';
import { nodeId, type Wire } from './wire.ts';

const ID = 1_296_269;

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
    id: ID,
    node_id: nodeId('Repository', ID),
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
    default_branch: 'main',
    size: 108,
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
    has_pages: false,
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

const BELOW = [
  'contributors deployments downloads events forks hooks languages merges',
  'stargazers subscribers subscription tags teams',
]
  .join(' ')
  .split(' ');

/** Members whose name is that of the path, with what their template adds. */
const TEMPLATES: Readonly<Record<string, string>> = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  statuses_url: '/statuses/{sha}',
  trees_url: '/git/trees{/sha}',
};

function addressesOf(wire: Wire): Record<string, string> {
  const api = wire.repositoryUrl();
  const page = `${wire.webUrl}/${wire.repository.settings.fullName}`;
  return {
    url: api,
    html_url: page,
    clone_url: `${page}.git`,
    svn_url: page,
    git_url: `${page}.git`,
    ssh_url: `git@github.com:${wire.repository.settings.fullName}.git`,
    ...Object.fromEntries(BELOW.map((name) => [`${name}_url`, `${api}/${name}`])),
    ...Object.fromEntries(Object.entries(TEMPLATES).map(([name, path]) => [name, `${api}${path}`])),
  };
}
