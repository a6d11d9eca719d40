import { MONITOR_WORKFLOW } from '../domain/keepalive.ts';
import type { BranchSize, MonitorRun } from '../domain/setup/health.ts';
import type { GithubApi } from '../github/github-api.ts';
import { orNull } from './or-null.ts';
import { WireRuns, WireTree } from './wire.ts';

const LAST_RUNS = 30;

/** Last runs of the monitor on a branch, the newest first. */
export async function readRuns(api: GithubApi, branch: string): Promise<MonitorRun[]> {
  const listed = await orNull(
    api.call('listing the runs of the monitor', WireRuns, (rest, place) =>
      rest.actions.listWorkflowRuns({ ...place, workflow_id: MONITOR_WORKFLOW, branch, per_page: LAST_RUNS }),
    ),
  );
  return (listed?.workflow_runs ?? []).map(({ created_at, html_url, status, conclusion }) => ({
    startedAt: created_at,
    url: html_url,
    conclusion: status === 'completed' ? (conclusion ?? 'unknown') : null,
  }));
}

/** What stands on a branch now; null: there is no such branch. */
export async function readBranchSize(api: GithubApi, branch: string): Promise<BranchSize | null> {
  const found = await orNull(
    api.call(`measuring the branch ${branch}`, WireTree, (rest, place) =>
      rest.git.getTree({ ...place, tree_sha: branch, recursive: 'true' }),
    ),
  );
  if (!found) return null;
  const files = found.tree.filter(({ type }) => type === 'blob');
  return {
    files: files.length,
    bytes: files.reduce((sum, { size = 0 }) => sum + size, 0),
    more: found.truncated,
  };
}
