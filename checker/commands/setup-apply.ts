import { withSiteUrl } from '../domain/setup/plan-variables.ts';
import type { SetupStep } from '../domain/setup/step.ts';
import type { GithubApi } from '../github/github-api.ts';
import { GithubProblem } from '../github/github-problem.ts';
import { applyChange } from '../setup/apply-change.ts';
import { endsAll, forPerson } from './setup-problem.ts';

/** What became of the steps. */
export interface SetupApplied {
  done: SetupStep[];
  failed: { step: SetupStep; why: string }[];
  /** Not tried any more. */
  left: SetupStep[];
}

/** What doing the steps needs beside them. */
export interface SetupOutside {
  signal: AbortSignal;
  /** Where somebody has the status site; null: where Pages puts it. */
  siteUrl: string | null;
  say(line: string): void;
}

/**
 * Does the steps in their order, each told when it is done. What is only advised may fail; without what is needed nothing that comes
 * after is done, and so the monitor is not turned on.
 */
export async function applySetup(
  api: GithubApi,
  steps: readonly SetupStep[],
  { signal, siteUrl: given, say }: SetupOutside,
): Promise<SetupApplied> {
  const applied: SetupApplied = { done: [], failed: [], left: [] };
  let todo: readonly SetupStep[] = steps;
  for (;;) {
    const [step, ...rest] = todo;
    if (!step) return applied;
    signal.throwIfAborted();
    todo = rest;
    try {
      const { siteUrl } = await applyChange(api, step.change);
      if (siteUrl !== null && given === null) todo = withSiteUrl(rest, siteUrl);
      applied.done.push(step);
      say(`  ✓ ${step.title}`);
    } catch (error) {
      if (!(error instanceof GithubProblem)) throw error;
      const told = forPerson(error, step.permissions);
      const why = told instanceof Error ? told.message : String(told);
      applied.failed.push({ step, why });
      say(`  ✗ ${step.title}\n      ${why}`);
      if (step.weight === 'advised' && !endsAll(error)) continue;
      applied.left.push(...rest);
      return applied;
    }
  }
}
