import { z } from 'zod';
import type { FoundArtifact } from '../domain/unrecorded.ts';
import type { GithubApi } from './github-api.ts';

const WireArtifacts = z.object({
  artifacts: z.array(
    z.object({
      name: z.string(),
      expired: z.boolean(),
      workflow_run: z
        .object({
          id: z.int(),
          repository_id: z.int(),
          head_repository_id: z.int(),
          head_branch: z.string(),
        })
        .nullish()
        // Of a fork that is gone there is no number: then it is not one of ours.
        .catch(null),
    }),
  ),
});

/** The newest hundred artifacts of a repository, whoever made them. */
export async function newestArtifacts(api: GithubApi): Promise<FoundArtifact[]> {
  const { artifacts } = await api.call(
    `reading the artifacts of ${api.repository}`,
    WireArtifacts,
    (rest, place) => rest.actions.listArtifactsForRepo({ ...place, per_page: 100 }),
  );
  return artifacts.map(({ name, expired, workflow_run: run }) => ({
    name,
    expired,
    from: run
      ? {
          run: run.id,
          repository: run.repository_id,
          headRepository: run.head_repository_id,
          branch: run.head_branch,
        }
      : null,
  }));
}

const WireRepository = z.object({ id: z.int(), default_branch: z.string() });

/** What tells a repository's own runs from those of others. */
export async function repositoryIdentity(
  api: GithubApi,
): Promise<{ repository: number; defaultBranch: string }> {
  const { id, default_branch } = await api.call(
    `reading what ${api.repository} is`,
    WireRepository,
    (rest, place) => rest.repos.get({ ...place }),
  );
  return { repository: id, defaultBranch: default_branch };
}
