import type { Wire } from './wire.ts';

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

/** The addresses of a repository, and of all that is in it; by default of the one that is served. */
export function addressesOf(
  wire: Wire,
  fullName = wire.repository.settings.fullName,
): Record<string, string> {
  const api = wire.repositoryUrl(fullName);
  const page = `${wire.webUrl}/${fullName}`;
  return {
    url: api,
    html_url: page,
    clone_url: `${page}.git`,
    svn_url: page,
    git_url: `${page}.git`,
    ssh_url: `git@github.com:${fullName}.git`,
    ...Object.fromEntries(BELOW.map((name) => [`${name}_url`, `${api}/${name}`])),
    ...Object.fromEntries(Object.entries(TEMPLATES).map(([name, path]) => [name, `${api}${path}`])),
  };
}
