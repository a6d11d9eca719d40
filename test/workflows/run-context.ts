import { type GitHubContext, WITHOUT_JOB } from './github-context.ts';
import type { Setting } from './occasion.ts';

/** A run before it has jobs. */
export interface RunIdentity {
  repository: string;
  /** Path of the workflow's file. */
  file: string;
  workflow: string;
  event: string;
  id: number;
  number: number;
  attempt: number;
  actor: string;
  /** Where GitHub is: `GITHUB_API_URL` and `GITHUB_SERVER_URL`, as far as they are set. */
  env: Readonly<Record<string, string>>;
  payload: Readonly<Record<string, unknown>>;
}

/** The `github` context of a run. */
export function contextOf(run: RunIdentity, setting: Setting): GitHubContext {
  const { sha, ref, base_ref, head_ref, event } = setting;
  return {
    ...WITHOUT_JOB,
    actor: run.actor,
    api_url: run.env.GITHUB_API_URL ?? 'https://api.github.com',
    base_ref,
    event: { ...event, ...run.payload },
    event_name: run.event,
    head_ref,
    ref,
    ref_name: ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    ref_protected: false,
    ref_type: 'branch',
    repository: run.repository,
    repository_id: '1',
    repository_owner: run.repository.split('/')[0] ?? '',
    repository_owner_id: '1',
    run_attempt: String(run.attempt),
    run_id: String(run.id),
    run_number: String(run.number),
    server_url: run.env.GITHUB_SERVER_URL ?? 'https://github.com',
    sha,
    triggering_actor: run.actor,
    workflow: run.workflow,
    workflow_ref: `${run.repository}/${run.file}@${ref}`,
    workflow_sha: sha,
  };
}
