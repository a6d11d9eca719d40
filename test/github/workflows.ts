import type { RestEndpointMethodTypes as Rest } from '@octokit/rest';
import { type Answer, type Call, type Services, service } from './call.ts';
import { countedPageOf } from './paging.ts';
import { notFound, Refusal } from './refusal.ts';
import type { Repository } from './repository.ts';
import { nodeId, type Wire } from './wire.ts';
import { fileOf, type Workflow, type WorkflowState } from './workflow.ts';

type Rested = Rest['actions'];

/** Workflows: which there are, whether they run, and starting one. */
export const WORKFLOWS: Services = {
  'actions/list-repo-workflows': service(
    'actions=read',
    ({ repository, input, url, wire }: Call<Rested['listRepoWorkflows']['parameters']>) =>
      countedPageOf('workflows', repository.actions.workflows, input, url, (one) => wireOf(one, wire)),
  ),

  'actions/get-workflow': service(
    'actions=read',
    ({ repository, input, wire }: Call<Rested['getWorkflow']['parameters']>) => ({
      status: 200,
      body: wireOf(workflowOf(repository, input.workflow_id), wire),
    }),
  ),

  'actions/enable-workflow': service(
    'actions=write',
    ({ repository, input }: Call<Rested['enableWorkflow']['parameters']>) => {
      const workflow = workflowOf(repository, input.workflow_id);
      workflow.enabledAt.push(repository.instant());
      return changed(repository, workflow, 'active');
    },
  ),

  'actions/disable-workflow': service(
    'actions=write',
    ({ repository, input }: Call<Rested['disableWorkflow']['parameters']>) =>
      changed(repository, workflowOf(repository, input.workflow_id), 'disabled_manually'),
  ),

  'actions/create-workflow-dispatch': service(
    'actions=write',
    (call: Call<Rested['createWorkflowDispatch']['parameters']>): Answer => {
      const { repository, grant, input, wire } = call;
      const workflow = workflowOf(repository, input.workflow_id);
      const { inputs = {}, return_run_details: detailed = false } = input;
      const branch = input.ref.replace(/^refs\/heads\//, '');
      checkDispatch(repository, workflow, branch, Object.keys(inputs));
      const origin = { event: 'workflow_dispatch', branch, actor: grant.login };
      const run = repository.actions.start(fileOf(workflow), origin);
      repository.actions.onDispatch(run, inputs);
      if (!detailed) return { status: 204 };
      const page = `${wire.webUrl}/${repository.settings.fullName}/actions/runs/${run.id}`;
      const url = `${wire.repositoryUrl()}/actions/runs/${run.id}`;
      return { status: 200, body: { workflow_run_id: run.id, run_url: url, html_url: page } };
    },
  ),
};

/** The workflow of an id or a file's name. Throws 404. */
export function workflowOf({ actions }: Repository, key: string | number): Workflow {
  const found = actions.findWorkflow(key);
  if (!found) throw notFound();
  return found;
}

function checkDispatch(repository: Repository, workflow: Workflow, branch: string, inputs: string[]): void {
  const { settings, git } = repository;
  const there = git ? git.ref(`refs/heads/${branch}`) !== null : branch === settings.defaultBranch;
  if (!there) throw new Refusal(422, `No ref found for: ${branch}`);
  if (workflow.state !== 'active') {
    throw new Refusal(422, "Cannot trigger a 'workflow_dispatch' on a disabled workflow");
  }
  if (workflow.dispatch === null) {
    throw new Refusal(422, "Workflow does not have 'workflow_dispatch' trigger");
  }
  const unknown = inputs.filter((name) => !workflow.dispatch?.includes(name));
  if (unknown.length > 0) throw new Refusal(422, `Unexpected inputs provided: ${JSON.stringify(unknown)}`);
}

function changed(repository: Repository, workflow: Workflow, state: WorkflowState): Answer {
  Object.assign(workflow, { state, updatedAt: repository.instant() });
  return { status: 204 };
}

function wireOf({ id, name, path, state, createdAt, updatedAt }: Workflow, wire: Wire) {
  const page = `${wire.webUrl}/${wire.repository.settings.fullName}`;
  return {
    id,
    node_id: nodeId('Workflow', id),
    name,
    path,
    state,
    created_at: createdAt,
    updated_at: updatedAt,
    url: `${wire.repositoryUrl()}/actions/workflows/${id}`,
    html_url: `${page}/blob/${wire.repository.settings.defaultBranch}/${path}`,
    badge_url: `${page}/workflows/${encodeURIComponent(name)}/badge.svg`,
  };
}
