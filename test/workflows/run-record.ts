import type { Rights } from '../github/grant.ts';
import type { Leg } from './matrix.ts';

/** How a step, a job or a run ended. */
export type Result = 'success' | 'failure' | 'cancelled' | 'skipped';

/** What stands beside a run on its page: printed by a step as `::notice::` and so on, or said by the runner about it. */
export interface Annotation {
  level: 'notice' | 'warning' | 'error';
  message: string;
  title: string | null;
  file: string | null;
  line: number | null;
  /** Key of the job in `RunRecord.jobs`. */
  job: string;
  /** Name of the step; null: about the job. */
  step: string | null;
}

/** What was seen of a step. */
export interface StepRecord {
  name: string;
  id: string | null;
  /** How it ended. */
  outcome: Result;
  /** The same, but for `continue-on-error`. */
  conclusion: Result;
  outputs: Record<string, string>;
  ms: number;
  /** What it printed, without secrets. */
  log: string;
  /** Markdown that it wrote for the run's page. */
  summary: string;
}

/** What was seen of a job, or of one leg of its matrix. */
export interface JobRecord {
  /** `id`; for a leg of a matrix its `name`, or else `id (value, value)`. */
  key: string;
  id: string;
  /** As the run's page shows it. */
  name: string;
  /** As the jobs after it see it: a failure that `continue-on-error` forgives is a success. */
  result: Result;
  /** As it ended. */
  conclusion: Result;
  matrix: Leg;
  outputs: Record<string, string>;
  steps: StepRecord[];
  /** Of its token. */
  rights: Rights;
  environment: { name: string; url: string | null } | null;
  /** Name of the concurrency group. */
  concurrency: string | null;
  ms: number;
  /** Processes that it had left running, which were ended because they carried its mark. */
  leftBehind: { pid: number; program: string }[];
}

/** What was seen of a run of a workflow. */
export interface RunRecord {
  id: number;
  attempt: number;
  /** Name of the workflow. */
  workflow: string;
  /** As `run-name` says; else null. */
  name: string | null;
  /** Name of the workflow's concurrency group. */
  concurrency: string | null;
  conclusion: Result;
  /** By key, in the order in which they ended. */
  jobs: Record<string, JobRecord>;
  annotations: Annotation[];
  /** Markdown of each step that wrote any. */
  summaries: { job: string; step: string; text: string }[];
  /** Name of each artifact → folder with its files. */
  artifacts: Record<string, string>;
  /** All logs, job after job, step after step. */
  log: string;
}

/** What the runner says of a job. */
export function aboutJob(job: string, message: string, level: Annotation['level'] = 'error'): Annotation {
  return { level, message, title: null, file: null, line: null, job, step: null };
}
