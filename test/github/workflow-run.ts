import type { Repository } from './repository.ts';
import type { Workflow } from './workflow.ts';
import type { Conclusion, JobRun } from './workflow-job.ts';

/** How far a run or a job is. */
export type Progress = 'queued' | 'in_progress' | 'completed';

/** Where a run comes from. Tests may set each part. */
export interface RunOrigin {
  id: number;
  attempt: number;
  event: string;
  branch: string;
  sha: string;
  /** Whose branch it is: the repository itself, or a fork that sent a pull request. */
  head: { id: number; fullName: string };
  actor: string;
  /** ISO 8601. */
  createdAt: string;
}

/** A run of a workflow, which tests move on by hand: `begin`, `job`, `end`. */
export class WorkflowRun {
  readonly workflow: Workflow;
  readonly number: number;
  readonly origin: RunOrigin;
  readonly jobs: JobRun[] = [];
  /** What happens before it is shown by its id, one thing each time: so a client that watches it sees it move on. */
  readonly script: (() => void)[] = [];
  status: Progress = 'queued';
  conclusion: Conclusion | null = null;
  updatedAt: string;
  readonly #repository: Repository;

  constructor(repository: Repository, workflow: Workflow, number: number, origin: RunOrigin) {
    this.#repository = repository;
    this.workflow = workflow;
    this.number = number;
    this.origin = origin;
    this.updatedAt = origin.createdAt;
  }

  get id(): number {
    return this.origin.id;
  }

  /** A runner takes it up. */
  begin(): this {
    this.#change('in_progress', null);
    return this;
  }

  /** Adds a job with its steps, or moves one on: without a conclusion it is under way. */
  job(name: string, conclusion: Conclusion | null = null, steps: readonly string[] = []): JobRun {
    const now = this.#repository.instant();
    let job = this.jobs.find((one) => one.name === name);
    if (!job) {
      job = {
        id: this.#repository.nextId(),
        name,
        status: 'queued',
        conclusion: null,
        steps: steps.map((step) => ({ name: step, conclusion: null })),
        startedAt: now,
        completedAt: null,
      };
      this.jobs.push(job);
    }
    const done = conclusion !== null;
    Object.assign(job, {
      status: done ? 'completed' : 'in_progress',
      conclusion,
      completedAt: done ? now : null,
      steps: job.steps.map((step) => ({ ...step, conclusion: step.conclusion ?? conclusion })),
    });
    this.updatedAt = now;
    return job;
  }

  /** It is over: by default as its jobs say. */
  end(conclusion: Conclusion = this.#byJobs()): this {
    this.#change('completed', conclusion);
    return this;
  }

  #byJobs(): Conclusion {
    const ends = this.jobs.map((job) => job.conclusion);
    if (ends.includes('failure')) return 'failure';
    return ends.includes('cancelled') ? 'cancelled' : 'success';
  }

  #change(status: Progress, conclusion: Conclusion | null): void {
    Object.assign(this, { status, conclusion, updatedAt: this.#repository.instant() });
  }
}
