import type { Artifact } from './artifact.ts';
import { ACTIONS_BOT } from './grant.ts';
import type { Repository } from './repository.ts';
import { fileOf, type Workflow } from './workflow.ts';
import { type RunOrigin, WorkflowRun } from './workflow-run.ts';

/** What the repository lets Actions do. */
export interface ActionsSettings {
  enabled: boolean;
  allowed: 'all' | 'local_only' | 'selected';
  /** Rights of a workflow's token that asks for none. */
  defaultRights: 'read' | 'write';
  mayApprove: boolean;
  /** Claims of the OIDC subject, where someone chose them; null: GitHub's own. */
  subjectClaims: string[] | null;
}

/** Actions of the repository: workflows, their runs, and what those left. */
export class Actions {
  readonly settings: ActionsSettings = {
    enabled: true,
    allowed: 'all',
    defaultRights: 'read',
    mayApprove: false,
    subjectClaims: null,
  };
  readonly workflows: Workflow[] = [];
  /** The oldest first. */
  readonly runs: WorkflowRun[] = [];
  /** The oldest first. */
  readonly artifacts: Artifact[] = [];
  /** Hears of each run that someone started through the API, before they are answered. */
  onDispatch: (run: WorkflowRun, inputs: Readonly<Record<string, unknown>>) => void = () => {};
  readonly #repository: Repository;

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** Adds a workflow by its file's name; by default anybody with the right may start it, without inputs. */
  addWorkflow(file: string, made: Partial<Pick<Workflow, 'name' | 'dispatch' | 'state'>> = {}): Workflow {
    const now = this.#repository.instant();
    const path = `.github/workflows/${file}`;
    const workflow: Workflow = {
      id: this.#repository.nextId(),
      name: path,
      path,
      dispatch: [],
      state: 'active',
      createdAt: now,
      updatedAt: now,
      enabledAt: [],
      ...made,
    };
    this.workflows.push(workflow);
    return workflow;
  }

  /** A workflow by its id or its file's name. */
  findWorkflow(key: string | number): Workflow | undefined {
    return this.workflows.find((one) => String(one.id) === String(key) || fileOf(one) === key);
  }

  /** Starts a run of a workflow, queued; by default of the default branch, by the clock. */
  start(file: string, origin: Partial<RunOrigin> = {}): WorkflowRun {
    const workflow = this.findWorkflow(file);
    if (!workflow) throw new Error(`the stand-in for GitHub has no workflow ${file}: add it first`);
    const { settings, id, git } = this.#repository;
    const actor = this.#repository.user(origin.actor ?? ACTIONS_BOT).login;
    const branch = origin.branch ?? settings.defaultBranch;
    const number = this.runs.filter((run) => run.workflow === workflow).length + 1;
    const run = new WorkflowRun(this.#repository, workflow, number, {
      id: this.#repository.nextId(),
      attempt: 1,
      event: 'schedule',
      branch,
      sha: git?.ref(`refs/heads/${branch}`)?.sha ?? 'c0ffee00'.repeat(5),
      head: { id, fullName: settings.fullName },
      createdAt: this.#repository.instant(),
      ...origin,
      actor,
    });
    this.runs.push(run);
    return run;
  }

  /** Adds an artifact of a run. */
  addArtifact(
    run: WorkflowRun,
    name: string,
    made: Partial<Pick<Artifact, 'size' | 'expired'>> = {},
  ): Artifact {
    const createdAt = this.#repository.instant();
    const artifact = {
      id: this.#repository.nextId(),
      name,
      run,
      size: 1_024,
      expired: false,
      createdAt,
      ...made,
    };
    this.artifacts.push(artifact);
    return artifact;
  }
}
