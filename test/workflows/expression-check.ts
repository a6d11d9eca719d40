import { namesAt, type Place } from './contexts.ts';
import { checkText } from './expression.ts';
import { WorkflowFault } from './fault.ts';
import type { Job, Step, Workflow } from './workflow-file.ts';

/** Throws `WorkflowFault` for an expression that asks for what GitHub does not have at its place, whether or not it is ever met. */
export function checkExpressions(workflow: Workflow, file: string): void {
  const at = `${file}:`;
  checkAll('workflowEnv', workflow.env, `${at} env`);
  checkAll(
    'workflowConcurrency',
    [workflow['run-name'], workflow.concurrency],
    `${at} run-name, concurrency`,
  );
  for (const [id, job] of Object.entries(workflow.jobs)) checkJob(job, `${at} job ${id}`);
}

function checkJob({ steps, ...job }: Job, at: string): void {
  const { if: condition, strategy, env, outputs, environment, permissions: _, needs: __, ...others } = job;
  checkCondition('jobIf', condition, at);
  checkAll('strategy', strategy, at);
  checkAll('jobEnv', env, at);
  checkAll('job', others, at);
  const { name, url } = typeof environment === 'object' ? environment : { name: environment, url: undefined };
  checkAll('job', name, at);
  checkAll('step', [outputs, url], at);
  steps.forEach((step, i) => {
    checkStep(step, `${at}, step ${i + 1}`);
  });
}

function checkStep({ if: condition, ...step }: Step, at: string): void {
  checkCondition('stepIf', condition, at);
  checkAll('step', step, at);
}

function checkCondition(place: Place, condition: string | boolean | undefined, at: string): void {
  if (condition !== undefined) checkOne(place, String(condition), true, at);
}

function checkAll(place: Place, value: unknown, at: string): void {
  if (typeof value === 'string') checkOne(place, value, false, at);
  else if (typeof value === 'object' && value !== null)
    for (const each of Object.values(value)) checkAll(place, each, at);
}

function checkOne(place: Place, text: string, condition: boolean, at: string): void {
  try {
    checkText(text, namesAt(place), condition);
  } catch (cause) {
    throw new WorkflowFault(`${at}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}
