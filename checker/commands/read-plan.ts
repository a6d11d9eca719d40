import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlanFile } from '../domain/plan-file.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import type { CommandContext } from './context.ts';
import { runOrigin } from './run-origin.ts';

/** The plan that `plan --out` left in a folder. Throws `PuptimeError` (wrong use) when there is none. */
export async function readPlan(dir: string): Promise<PlanFile> {
  const path = join(dir, 'plan.json');
  try {
    return PlanFile.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    const what = error instanceof Error ? error.message.slice(0, 300) : String(error);
    throw new PuptimeError(`${path}: expected what "puptime plan --out ${dir}" writes: ${what}`, {
      exitCode: 2,
      cause: error,
    });
  }
}

/** Id of the run that carries a plan out: on GitHub that of the attempt, which may be a later one than the plan's. */
export function plannedRunId({ head }: PlanFile, context: CommandContext): string {
  return context.env.GITHUB_RUN_ID === undefined ? head.id : runOrigin(context).id;
}
