import type { RestEndpointMethodTypes as Rest } from '@octokit/rest';
import { type Artifact, artifactOnWire } from './artifact.ts';
import { type Answer, type Call, type Services, service } from './call.ts';
import { countedPageOf } from './paging.ts';
import { notFound } from './refusal.ts';
import { runOf } from './workflow-runs.ts';

type Rested = Rest['actions'];
type Filters = Pick<Rested['listArtifactsForRepo']['parameters'], 'name' | 'page' | 'per_page'>;

/** What runs left, by name and by run. */
export const ARTIFACTS: Services = {
  'actions/list-artifacts-for-repo': service(
    'actions=read',
    (call: Call<Rested['listArtifactsForRepo']['parameters']>) =>
      listed(call, call.repository.actions.artifacts.toReversed()),
  ),

  'actions/list-workflow-run-artifacts': service(
    'actions=read',
    (call: Call<Rested['listWorkflowRunArtifacts']['parameters']>) => {
      const run = runOf(call.repository, call.input.run_id);
      const own = call.repository.actions.artifacts.filter((one) => one.run === run);
      return listed(call, call.input.direction === 'asc' ? own : own.toReversed());
    },
  ),

  'actions/get-artifact': service(
    'actions=read',
    ({ repository, input, wire }: Call<Rested['getArtifact']['parameters']>) => {
      const artifact = repository.actions.artifacts.find(({ id }) => id === input.artifact_id);
      if (!artifact) throw notFound();
      return { status: 200, body: artifactOnWire(artifact, wire) };
    },
  ),
};

function listed({ input, url, wire }: Call<Filters>, artifacts: readonly Artifact[]): Answer {
  const chosen = artifacts.filter(({ name }) => input.name === undefined || name === input.name);
  return countedPageOf('artifacts', chosen, input, url, (one) => artifactOnWire(one, wire));
}
