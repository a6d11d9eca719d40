import type { RestEndpointMethodTypes as Rest } from '@octokit/rest';
import { type Answer, type Call, type Services, service } from './call.ts';
import { countedPageOf } from './paging.ts';
import { NotServed, notFound } from './refusal.ts';
import { type Repository, sameName } from './repository.ts';
import { runOnWire } from './run-on-wire.ts';
import { jobOnWire } from './workflow-job.ts';
import type { WorkflowRun } from './workflow-run.ts';
import { workflowOf } from './workflows.ts';

type Rested = Rest['actions'];
type Asked = Rested['listWorkflowRunsForRepo']['parameters'];
type Filters = Pick<
  Asked,
  'actor' | 'branch' | 'event' | 'status' | 'head_sha' | 'created' | 'check_suite_id' | 'page' | 'per_page'
>;

/** Runs of workflows, and their jobs. */
export const WORKFLOW_RUNS: Services = {
  'actions/list-workflow-runs': service(
    'actions=read',
    (call: Call<Rested['listWorkflowRuns']['parameters']>) => {
      const workflow = workflowOf(call.repository, call.input.workflow_id);
      const runs = call.repository.actions.runs.filter((run) => run.workflow === workflow);
      return listed(call, runs);
    },
  ),

  'actions/list-workflow-runs-for-repo': service(
    'actions=read',
    (call: Call<Rested['listWorkflowRunsForRepo']['parameters']>) =>
      listed(call, call.repository.actions.runs),
  ),

  'actions/get-workflow-run': service(
    'actions=read',
    ({ repository, input, wire }: Call<Rested['getWorkflowRun']['parameters']>) => {
      const run = runOf(repository, input.run_id);
      run.script.shift()?.();
      return { status: 200, body: runOnWire(run, wire) };
    },
  ),

  'actions/list-jobs-for-workflow-run': service(
    'actions=read',
    ({ repository, input, url, wire }: Call<Rested['listJobsForWorkflowRun']['parameters']>) => {
      const run = runOf(repository, input.run_id);
      return countedPageOf('jobs', run.jobs, input, url, (job) => jobOnWire(run, job, wire));
    },
  ),
};

/** The run of an id. Throws 404. */
export function runOf({ actions }: Repository, id: number): WorkflowRun {
  const found = actions.runs.find((run) => run.id === id);
  if (!found) throw notFound();
  return found;
}

/** Those that were asked for, the newest first. */
function listed({ input, url, wire }: Call<Filters>, runs: readonly WorkflowRun[]): Answer {
  for (const filter of ['created', 'check_suite_id'] as const) {
    if (input[filter] !== undefined) throw new NotServed(`the stand-in does not filter runs by ${filter}`);
  }
  const { actor, branch, event, status, head_sha: sha } = input;
  const chosen = runs.filter(
    ({ origin, ...run }) =>
      (actor === undefined || sameName(origin.actor, actor)) &&
      (branch === undefined || origin.branch === branch) &&
      (event === undefined || origin.event === event) &&
      (sha === undefined || origin.sha === sha) &&
      (status === undefined || run.status === status || run.conclusion === status),
  );
  const newest = chosen.toSorted(
    (one, other) =>
      other.origin.createdAt.localeCompare(one.origin.createdAt) || other.origin.id - one.origin.id,
  );
  return countedPageOf('workflow_runs', newest, input, url, (run) => runOnWire(run, wire));
}
