import { conditionAt, scopeAt } from './contexts.ts';
import { filled, fillIn, holds, isSet, minutesOf } from './expression.ts';
import { contextsOf, type JobScene, statusOf, variablesFor } from './job-scene.ts';
import type { Result, StepRecord } from './run-record.ts';
import { runScript } from './script.ts';
import { StepEnd } from './step-end.ts';
import { StepFiles } from './step-files.ts';
import { StepLog } from './step-log.ts';
import { runAction } from './used-action.ts';
import type { Step } from './workflow-file.ts';

/** Runs one step of a job, if its condition holds, and says how it went. */
export async function runStep(step: Step, scene: JobScene): Promise<StepRecord> {
  const { machine, secrets, watch, key } = scene;
  const outer = { ...scene.env, ...machine.added };
  const env = { ...outer, ...filled(step.env ?? {}, scopeAt('step', contextsOf(scene, outer))) };
  const scope = scopeAt('step', contextsOf(scene, env));
  const name = fillIn(
    step.name ?? `Run ${'run' in step ? step.run.trim().split('\n')[0] : step.uses}`,
    scope,
  );
  const record = { name, id: step.id ?? null, ms: 0, outputs: {}, log: '', summary: '' };
  const runs = () => holds(step.if, conditionAt('stepIf', contextsOf(scene, env), statusOf(scene)));
  if (!runs()) return { ...record, outcome: 'skipped', conclusion: 'skipped' };

  const log = new StepLog(secrets, (text) => watch.onLine({ job: key, step: name, text }));
  const files = await StepFiles.make(machine);
  const minutes = minutesOf(step['timeout-minutes'], scope);
  using end = new StepEnd(scene.signal, runs, minutes * watch.minuteMs);
  const began = performance.now();
  const variables = variablesFor(scene, env, files.variables);
  let failure: string | null;
  let outputs: Record<string, string> = {};
  if ('run' in step) {
    const folder = step['working-directory'];
    failure = await runScript(
      { text: fillIn(step.run, scope), shell: step.shell, folder: folder && fillIn(folder, scope) },
      scene,
      {
        env: variables,
        take: log.take,
        signal: end.signal,
        started: (child) => watch.onStep({ job: key, step: name, child }),
      },
    );
  } else
    ({ failure, outputs } = await runAction(
      step.uses,
      filled(step.with ?? {}, scope),
      scene,
      variables,
      log,
    ));
  const written = await files.takeIn(machine, log);
  const why = end.why(watch.minuteMs) ?? failure;
  if (why !== null) log.annotate('error', why);
  const outcome: Result = end.cancelled ? 'cancelled' : why !== null || log.refused ? 'failure' : 'success';
  scene.annotations.push(...log.annotations.map((each) => ({ ...each, job: key, step: name })));
  return {
    ...record,
    outcome,
    conclusion: outcome === 'failure' && isSet(step['continue-on-error'], scope) ? 'success' : outcome,
    outputs: { ...log.outputs, ...outputs, ...written.outputs },
    ms: performance.now() - began,
    log: log.text,
    summary: secrets.mask(written.summary),
  };
}
