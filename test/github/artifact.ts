import { nodeId, type Wire } from './wire.ts';
import type { WorkflowRun } from './workflow-run.ts';

/** What a run left for people and later runs. The contents are not kept here. */
export interface Artifact {
  id: number;
  name: string;
  run: WorkflowRun;
  /** Bytes. */
  size: number;
  expired: boolean;
  createdAt: string;
}

const KEPT_MS = 90 * 86_400_000;

/** An artifact as the API says it. */
export function artifactOnWire({ id, name, run, size, expired, createdAt }: Artifact, wire: Wire) {
  const url = `${wire.repositoryUrl()}/actions/artifacts/${id}`;
  return {
    id,
    node_id: nodeId('Artifact', id),
    name,
    size_in_bytes: size,
    url,
    archive_download_url: `${url}/zip`,
    expired,
    created_at: createdAt,
    updated_at: createdAt,
    expires_at: new Date(Date.parse(createdAt) + KEPT_MS).toISOString().replace(/\.\d+/, ''),
    workflow_run: {
      id: run.id,
      repository_id: wire.repository.id,
      head_repository_id: run.origin.head.id,
      head_branch: run.origin.branch,
      head_sha: run.origin.sha,
    },
  };
}
