import type { RestEndpointMethodTypes as Rest } from '@octokit/rest';
import { type Call, type Services, service } from './call.ts';
import { gitOf } from './git-refs.ts';
import { gitCommit } from './git-wire.ts';
import { Refusal } from './refusal.ts';
import { nodeId } from './wire.ts';

/** Branches with their newest commit. */
export const BRANCHES: Services = {
  'repos/get-branch': service(
    'contents=read',
    ({ repository, input, wire }: Call<Rest['repos']['getBranch']['parameters']>) => {
      const git = gitOf(repository);
      const tip = git.ref(`refs/heads/${input.branch}`);
      if (!tip) throw new Refusal(404, 'Branch not found');
      const { sha, author, committer, message, tree, parents, html_url, verification } = gitCommit(
        git,
        tip.sha,
        wire,
      );
      const api = wire.repositoryUrl();
      const url = `${api}/commits/${sha}`;
      const self = `${api}/branches/${encodeURIComponent(input.branch)}`;
      const page = `${wire.webUrl}/${repository.settings.fullName}/tree/${input.branch}`;
      return {
        status: 200,
        body: {
          name: input.branch,
          commit: {
            sha,
            node_id: nodeId(`Commit:${sha}`, repository.id),
            url,
            html_url,
            comments_url: `${url}/comments`,
            commit: {
              url: `${api}/git/commits/${sha}`,
              author,
              committer,
              message,
              tree,
              comment_count: 0,
              verification,
            },
            // Whose address it is nobody knows here.
            author: {},
            committer: {},
            parents: parents.map((one) => ({ ...one, url: `${api}/commits/${one.sha}` })),
          },
          _links: { self, html: page },
          protected: false,
          protection: { enabled: false },
          protection_url: `${self}/protection`,
        },
      };
    },
  ),
};
