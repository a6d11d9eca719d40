import type { World } from './actions/action.ts';
import { gitIn } from './bare-repository.ts';
import { scopeAt } from './contexts.ts';
import type { Grace } from './entry-process.ts';
import { fillIn } from './expression.ts';
import { WorkflowFault } from './fault.ts';
import { groupOf } from './labels.ts';
import { settingOf } from './occasion.ts';
import { Run } from './run.ts';
import { contextOf } from './run-context.ts';
import type { RunOptions } from './run-options.ts';
import type { RunRecord } from './run-record.ts';
import type { RunScene } from './run-scene.ts';
import type { Seats } from './seats.ts';
import { inputsOf, whyNotStarted } from './triggers.ts';
import type { Vault } from './vault.ts';
import { readWorkflow } from './workflow-file.ts';

/** Where runs take place. */
export interface Host {
  repository: string;
  vars: Readonly<Record<string, string>>;
  world: World;
  vault: Vault;
  env: Readonly<Record<string, string>>;
  newFolder: () => string;
  /** Number of the next run. */
  nextRun: () => number;
  seats: Seats;
  grace: Grace;
  minuteMs: number;
}

/** Runs of GitHub have long ids. */
const FIRST_ID = 17_000_000_000;

/** Runs a workflow to its end. Rejects with `WorkflowFault` when it cannot be run, or not on this occasion. */
export async function startRun(host: Host, file: string, options: RunOptions): Promise<RunRecord> {
  const { world, repository, vault } = host;
  const setting = await settingOf(options, world.remote, repository);
  const path = `.github/workflows/${file}`;
  const workflow = readWorkflow(await gitIn(world.remote, 'show', `${setting.sha}:${path}`), file);
  const { event, after, attempt = 1, actor = 'octocat', payload = {} } = options;
  const why = whyNotStarted(workflow.on, { ...setting, event, workflow: after?.workflow });
  if (why !== null) throw new WorkflowFault(`${file}: ${why}`);
  const number = host.nextRun();
  const id = options.runId ?? FIRST_ID + number;
  const name = workflow.name ?? path;
  const identity = { repository, file: path, workflow: name, event, id, number, attempt, actor, payload };
  const github = contextOf({ ...identity, env: host.env }, setting);
  const scene: RunScene = {
    workflow,
    github,
    vars: host.vars,
    inputs: event === 'workflow_dispatch' ? inputsOf(workflow.on, options.inputs ?? {}) : {},
    fromFork: setting.fromFork,
    world,
    surroundings: host.env,
    vault,
    newFolder: host.newFolder,
    seats: host.seats,
    signal: options.cancel ?? new AbortController().signal,
    watch: {
      onStep: options.onStep ?? (() => undefined),
      onLine: options.onLine ?? (() => undefined),
      failing: options.failing ?? {},
      grace: host.grace,
      minuteMs: host.minuteMs,
    },
    annotations: [],
  };
  const scope = scopeAt('workflowConcurrency', { github, inputs: scene.inputs, vars: scene.vars });
  const runName = workflow['run-name'] === undefined ? null : fillIn(workflow['run-name'], scope);
  const concurrency = groupOf(workflow.concurrency, scope);
  const run = new Run(scene);
  const conclusion = await run.toEnd();
  const jobs = Object.values(run.jobs);
  const steps = jobs.flatMap((job) => job.steps.map((step) => ({ job, step })));
  return {
    id,
    attempt,
    workflow: name,
    name: runName,
    concurrency,
    conclusion,
    jobs: run.jobs,
    annotations: scene.annotations,
    summaries: steps.flatMap(({ job, step }) =>
      step.summary === '' ? [] : [{ job: job.key, step: step.name, text: step.summary }],
    ),
    artifacts: Object.fromEntries(world.artifacts.of(id).map((artifact) => [artifact.name, artifact.dir])),
    log: steps.map(({ job, step }) => `── ${job.key} · ${step.name} · ${step.outcome}\n${step.log}`).join(''),
  };
}
