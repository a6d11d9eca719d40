import { z } from 'zod';
import type { ListedWorkflow } from '../domain/keepalive.ts';
import type { GithubApi } from './github-api.ts';

const FOLDER = '.github/workflows/';

const WireWorkflows = z.object({ workflows: z.array(z.object({ path: z.string(), state: z.string() })) });

/** Workflows of the default branch, by their files; of more than a hundred the first. */
export async function listWorkflows(api: GithubApi): Promise<ListedWorkflow[]> {
  const { workflows } = await api.call(
    `reading the workflows of ${api.repository}`,
    WireWorkflows,
    (rest, place) => rest.actions.listRepoWorkflows({ ...place, per_page: 100 }),
  );
  return workflows.flatMap(({ path, state }) =>
    path.startsWith(FOLDER) ? [{ file: path.slice(FOLDER.length), state }] : [],
  );
}

/** Lets GitHub start a workflow. For one that is active already, its 60 days without a commit begin anew. */
export async function enableWorkflow(api: GithubApi, file: string): Promise<void> {
  await api.call(`enabling the workflow ${file}`, z.unknown(), (rest, place) =>
    rest.actions.enableWorkflow({ ...place, workflow_id: file }),
  );
}
