import { sameName } from './repository.ts';
import { addressesOf } from './repository-addresses.ts';
import { nodeId, type Wire } from './wire.ts';
import type { WorkflowRun } from './workflow-run.ts';

/** A run as the API says it. */
export function runOnWire(run: WorkflowRun, wire: Wire) {
  const { repository } = wire;
  const { id, attempt, event, branch, sha, head, actor, createdAt } = run.origin;
  const api = wire.repositoryUrl();
  const url = `${api}/actions/runs/${id}`;
  const by = wire.user(repository.user(actor));
  return {
    id,
    name: run.workflow.name,
    node_id: nodeId('WorkflowRun', id),
    check_suite_id: id,
    check_suite_node_id: nodeId('CheckSuite', id),
    head_branch: branch,
    head_sha: sha,
    path: run.workflow.path,
    display_title: run.workflow.name,
    run_number: run.number,
    run_attempt: attempt,
    event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.workflow.id,
    url,
    html_url: `${wire.webUrl}/${repository.settings.fullName}/actions/runs/${id}`,
    pull_requests: [],
    created_at: createdAt,
    updated_at: run.updatedAt,
    run_started_at: createdAt,
    actor: by,
    triggering_actor: by,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${api}/check-suites/${id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: null,
    workflow_url: `${api}/actions/workflows/${run.workflow.id}`,
    head_commit: null,
    repository: minimal(wire, repository.id, repository.settings.fullName),
    head_repository: minimal(wire, head.id, head.fullName),
  };
}

/** A repository in few words: the one that is served, or a fork of it. */
function minimal(wire: Wire, id: number, fullName: string) {
  const { repository } = wire;
  const [owner = '', name = ''] = fullName.split('/');
  const known = repository.findUser(owner) ?? repository.addUser(owner, 'none');
  return {
    ...addressesOf(wire, fullName),
    id,
    node_id: nodeId('Repository', id),
    name,
    full_name: fullName,
    owner: wire.user(known),
    private: repository.settings.private,
    description: null,
    fork: !sameName(fullName, repository.settings.fullName),
  };
}
