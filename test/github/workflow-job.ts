import { nodeId, type Wire } from './wire.ts';
import type { Progress, WorkflowRun } from './workflow-run.ts';

/** How a run, a job or a step ended. */
export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped' | 'timed_out';

/** A job of a run. */
export interface JobRun {
  id: number;
  name: string;
  status: Progress;
  conclusion: Conclusion | null;
  /** `conclusion` null: not over yet. */
  steps: { name: string; conclusion: Conclusion | null }[];
  startedAt: string;
  completedAt: string | null;
}

/** A job as the API says it. */
export function jobOnWire(run: WorkflowRun, job: JobRun, wire: Wire) {
  const api = `${wire.repositoryUrl()}/actions`;
  const page = `${wire.webUrl}/${wire.repository.settings.fullName}/actions/runs/${run.id}`;
  return {
    id: job.id,
    run_id: run.id,
    run_url: `${api}/runs/${run.id}`,
    run_attempt: run.origin.attempt,
    node_id: nodeId('CheckRun', job.id),
    head_sha: run.origin.sha,
    head_branch: run.origin.branch,
    url: `${api}/jobs/${job.id}`,
    html_url: `${page}/job/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: job.startedAt,
    started_at: job.startedAt,
    completed_at: job.completedAt,
    name: job.name,
    steps: job.steps.map((step, at) => ({
      name: step.name,
      number: at + 1,
      status: step.conclusion === null ? 'in_progress' : 'completed',
      conclusion: step.conclusion,
      started_at: job.startedAt,
      completed_at: step.conclusion === null ? null : job.completedAt,
    })),
    check_run_url: `${wire.repositoryUrl()}/check-runs/${job.id}`,
    labels: ['ubuntu-24.04'],
    runner_id: null,
    runner_name: null,
    runner_group_id: null,
    runner_group_name: null,
    workflow_name: run.workflow.name,
  };
}
