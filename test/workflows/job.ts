import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Contexts, scopeAt } from './contexts.ts';
import { filled, fillIn, isSet, minutesOf } from './expression.ts';
import { contextsOf, type JobScene, statusOf } from './job-scene.ts';
import { environmentOf, groupOf } from './labels.ts';
import { endLeftBehind } from './left-behind.ts';
import { Machine } from './machine.ts';
import type { Leg } from './matrix.ts';
import { rightsOf } from './permissions.ts';
import { aboutJob, type JobRecord, type Result } from './run-record.ts';
import type { RunScene } from './run-scene.ts';
import { Secrets } from './secrets.ts';
import { runStep } from './step.ts';
import type { Job } from './workflow-file.ts';

/** A job, or a leg of its matrix, that is to run. */
export interface JobOrder {
  key: string;
  id: string;
  job: Job;
  matrix: Leg;
  /** `github`, `needs`, `strategy`, `matrix`, `vars`, `inputs`. */
  contexts: Contexts;
}

/** How long a job may take without a word of its own, in minutes. */
const LIMIT = 360;

/** Runs a job on a machine of its own. `cancelled`: aborted when it is to be cancelled; its own limit does the same. */
export async function runJob(order: JobOrder, run: RunScene, cancelled: AbortSignal): Promise<JobRecord> {
  const { key, id, job, matrix, contexts } = order;
  const scope = scopeAt('job', contexts);
  const began = performance.now();
  const rights = rightsOf(run.workflow.permissions, job.permissions, run.fromFork);
  await using machine = await Machine.start(run.newFolder(), run.github.repository, run.world.nodeModules);
  const late = new AbortController();
  const signal = AbortSignal.any([cancelled, late.signal]);
  const scene = await sceneOf(order, run, machine, rights, signal);
  const limit = (minutesOf(job['timeout-minutes'], scope) || LIMIT) * run.watch.minuteMs;
  const timer = setTimeout(() => late.abort('timeout'), limit);
  let leftBehind: JobRecord['leftBehind'] = [];
  try {
    for (const step of job.steps) scene.steps.push(await runStep(step, scene));
  } finally {
    clearTimeout(timer);
    leftBehind = endLeftBehind(machine.mark);
  }
  if (signal.reason === 'timeout')
    scene.annotations.push(aboutJob(key, 'The job has exceeded the maximum execution time.'));
  const status = statusOf(scene);
  const conclusion: Result = status.cancelled ? 'cancelled' : status.success ? 'success' : 'failure';
  const result = conclusion === 'failure' && isSet(job['continue-on-error'], scope) ? 'success' : conclusion;
  const ending = scopeAt('step', contextsOf(scene, { ...scene.env, ...machine.added }));
  run.annotations.push(...scene.annotations);
  return {
    key,
    id,
    name: job.name === undefined ? key : fillIn(job.name, scope),
    result,
    conclusion,
    matrix,
    outputs: outputsOf(filled(job.outputs, ending), scene, run),
    steps: scene.steps,
    rights,
    environment: environmentOf(job, ending),
    concurrency: groupOf(job.concurrency, scope),
    ms: performance.now() - began,
    leftBehind,
  };
}

async function sceneOf(
  { key, id, job, contexts }: JobOrder,
  run: RunScene,
  machine: Machine,
  rights: JobScene['rights'],
  signal: AbortSignal,
): Promise<JobScene> {
  const { world, vault, watch, workflow } = run;
  const token = await vault.issue(rights);
  const oidc = rights['id-token'] === 'write' ? vault.newOidc() : null;
  const secrets = new Secrets();
  secrets.add(token);
  if (oidc) secrets.add(oidc.ACTIONS_ID_TOKEN_REQUEST_TOKEN);
  const eventFile = join(machine.temp, 'event.json');
  await writeFile(eventFile, JSON.stringify(run.github.event));
  const github = { ...run.github, job: id, token, workspace: machine.workspace, event_path: eventFile };
  const inJob = { ...contexts, github, secrets: { GITHUB_TOKEN: token } };
  const env = {
    ...filled(workflow.env ?? {}, scopeAt('workflowEnv', inJob)),
    ...filled(job.env ?? {}, scopeAt('jobEnv', inJob)),
  };
  const own = job.defaults?.run;
  const all = workflow.defaults?.run;
  const folder = own?.['working-directory'] ?? all?.['working-directory'];
  return {
    key,
    world,
    machine,
    secrets,
    github,
    rights,
    contexts: inJob,
    env,
    surroundings: { ...run.surroundings, ...oidc },
    defaults: { shell: own?.shell ?? all?.shell, folder },
    steps: [],
    annotations: [],
    signal,
    watch,
  };
}

/** GitHub hands no output on that has a secret in it. */
function outputsOf(
  outputs: Record<string, string>,
  { key, secrets }: JobScene,
  run: RunScene,
): Record<string, string> {
  const kept = Object.entries(outputs).filter(([name, value]) => {
    const secret = secrets.isIn(value);
    if (secret)
      run.annotations.push(aboutJob(key, `Skip output '${name}' since it may contain secret.`, 'warning'));
    return !secret;
  });
  return Object.fromEntries(kept);
}
