/** The `github` context of a run; a job adds its own. */
export interface GitHubContext {
  actor: string;
  api_url: string;
  base_ref: string;
  event: Readonly<Record<string, unknown>>;
  event_name: string;
  head_ref: string;
  ref: string;
  ref_name: string;
  ref_protected: boolean;
  ref_type: string;
  repository: string;
  repository_id: string;
  repository_owner: string;
  repository_owner_id: string;
  run_attempt: string;
  run_id: string;
  run_number: string;
  server_url: string;
  sha: string;
  triggering_actor: string;
  workflow: string;
  workflow_ref: string;
  workflow_sha: string;
  event_path: string;
  job: string;
  token: string;
  workspace: string;
}

/** What a run does not know before it has jobs. */
export const WITHOUT_JOB = { event_path: '', job: '', token: '', workspace: '' };

/** The variables that the runner makes of it, which no workflow can overrule. The token is not among them. */
export function variablesOf({
  token: _token,
  event: _event,
  ...rest
}: GitHubContext): Record<string, string> {
  return Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [`GITHUB_${name.toUpperCase()}`, String(value)]),
  );
}
