/** Why a workflow starts no run, or that it does. */
export type WorkflowState = 'active' | 'disabled_inactivity' | 'disabled_manually' | 'disabled_fork';

/** A workflow of the default branch. */
export interface Workflow {
  id: number;
  name: string;
  /** Such as `.github/workflows/monitor.yml`. */
  path: string;
  /** Names of the inputs that a person or program may start it with; null: it has no `workflow_dispatch`. */
  dispatch: readonly string[] | null;
  state: WorkflowState;
  createdAt: string;
  updatedAt: string;
  /** When it was enabled, each time: GitHub's 60 days begin anew with that, also where it was active. */
  enabledAt: string[];
}

/** The last part of its path, by which the API finds it as well. */
export function fileOf({ path }: Pick<Workflow, 'path'>): string {
  return path.split('/').at(-1) ?? path;
}
