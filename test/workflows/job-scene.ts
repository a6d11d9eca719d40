import type { ChildProcess } from 'node:child_process';
import type { Rights } from '../github/grant.ts';
import type { World } from './actions/action.ts';
import type { Contexts } from './contexts.ts';
import type { Grace } from './entry-process.ts';
import type { Status } from './expression.ts';
import { type GitHubContext, variablesOf } from './github-context.ts';
import type { Machine } from './machine.ts';
import type { Annotation, StepRecord } from './run-record.ts';
import type { Secrets } from './secrets.ts';

/** What a test hears of a run under way, and how fast time goes in it. */
export interface Watch {
  /** A program of a step has started. */
  onStep: (step: { job: string; step: string; child: ChildProcess }) => void;
  /** A line of a log, without secrets. */
  onLine: (line: { job: string; step: string; text: string }) => void;
  /** Actions that fail in this run → what they say. */
  failing: Readonly<Record<string, string>>;
  grace: Grace;
  /** Length of a minute of `timeout-minutes`, in milliseconds. */
  minuteMs: number;
}

/** What the steps of a job share. */
export interface JobScene {
  key: string;
  world: World;
  machine: Machine;
  secrets: Secrets;
  github: GitHubContext;
  rights: Rights;
  /** All contexts but `env`, `steps` and `job`. */
  contexts: Contexts;
  /** Variables of workflow and job. */
  env: Readonly<Record<string, string>>;
  /** Variables of this machine's surroundings, and for OIDC. */
  surroundings: Readonly<Record<string, string>>;
  /** Shell and folder of `run`, where a step does not say. */
  defaults: { shell: string | undefined; folder: string | undefined };
  /** Steps that have ended. */
  steps: StepRecord[];
  annotations: Annotation[];
  /** Aborted: the job is cancelled. */
  signal: AbortSignal;
  watch: Watch;
}

/** How a job stands, for the conditions of its next step. */
export function statusOf({ steps, signal }: Pick<JobScene, 'steps' | 'signal'>): Status {
  const cancelled = signal.aborted;
  const failed = steps.some((step) => step.conclusion === 'failure');
  return { success: !failed && !cancelled, failure: failed && !cancelled, cancelled };
}

/** All contexts as a step finds them. */
export function contextsOf(scene: JobScene, env: Readonly<Record<string, string>>): Contexts {
  const { success, cancelled } = statusOf(scene);
  const ended = scene.steps.flatMap(({ id, outputs, outcome, conclusion }) =>
    id === null ? [] : [[id, { outputs, outcome, conclusion }]],
  );
  return {
    ...scene.contexts,
    github: scene.github,
    env,
    steps: Object.fromEntries(ended),
    job: { status: cancelled ? 'cancelled' : success ? 'success' : 'failure' },
    runner: scene.machine.context(),
  };
}

/** All variables of a step's program. `files`: where it writes to the runner. */
export function variablesFor(
  { machine, surroundings, github }: JobScene,
  env: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>>,
): Record<string, string> {
  const before = { ...machine.basics(), ...surroundings, ...env };
  const theirs = Object.entries(surroundings).filter(([name]) => /^(GITHUB|ACTIONS)_/.test(name));
  return {
    ...before,
    ...variablesOf(github),
    ...machine.variables(),
    ...Object.fromEntries(theirs),
    ...files,
    PATH: machine.path(before.PATH ?? ''),
  };
}
