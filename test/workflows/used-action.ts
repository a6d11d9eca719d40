import { ActionFailure } from './actions/action.ts';
import { actionName, actionOf, inputsFor } from './actions/catalogue.ts';
import type { JobScene } from './job-scene.ts';
import type { StepLog } from './step-log.ts';

/** Lets an action do its work. Resolves with its outputs, and why it failed; null when it did not. */
export async function runAction(
  uses: string,
  given: Readonly<Record<string, string>>,
  { world, machine, github, rights, secrets, watch }: JobScene,
  env: Readonly<Record<string, string>>,
  log: StepLog,
): Promise<{ failure: string | null; outputs: Record<string, string> }> {
  const inputs = inputsFor(uses, given);
  const mask = (value: string) => secrets.add(value);
  try {
    const told = watch.failing[actionName(uses)];
    if (told !== undefined) throw new ActionFailure(told);
    const effects = await actionOf(uses).run({ inputs, world, machine, github, rights, env, log, mask });
    Object.assign(machine.added, effects.env);
    for (const path of effects.paths ?? []) machine.prepend(path);
    return { failure: null, outputs: effects.outputs ?? {} };
  } catch (error) {
    if (error instanceof ActionFailure) return { failure: error.message, outputs: {} };
    throw error;
  }
}
