import type { Step } from '../domain/issues/step.ts';
import type { GithubApi } from '../github/github-api.ts';
import { GithubProblem } from '../github/github-problem.ts';
import { Labels, labelNames } from './labels.ts';
import { comment, edit, openIssue, requestsOf, type Written } from './write-issue.ts';

/** What became of the steps. Every one of them is in `done`, `failed` or `left`. */
export interface Applied {
  done: (Written & { step: Step })[];
  /** Refused by themselves, perhaps after a part of them was done. `why` is for people. */
  failed: { step: Step; why: string }[];
  /** For the next run, which finds by marker and keys what was done of them. */
  left: Step[];
  /** Writing requests that were sent. */
  writes: number;
  /** What keeps all that is left from being done; null when the budget was spent, or the signal cut it off. */
  stopped: GithubProblem | null;
}

type Outcome =
  | { is: 'done'; written: Written }
  | { is: 'failed'; problem: GithubProblem }
  | { is: 'stopped'; by: GithubProblem | null };

/** Steps in a row without an answer, after which GitHub is taken to be away. */
const MOST_UNANSWERED = 2;

/**
 * Does the steps in their order while whole ones fit into the budget; what does not fit ends it, so that nothing lesser is done
 * first. What is wrong with one step does not keep the others from being done; what concerns them all ends the work, and is told.
 */
export async function applySteps(
  api: GithubApi,
  steps: readonly Step[],
  mostWrites: number,
): Promise<Applied> {
  const budget = new Budget(api, mostWrites);
  const labels = new Labels(api);
  const applied: Applied = { done: [], failed: [], left: [], writes: 0, stopped: null };
  let unanswered = 0;
  for (const [at, step] of steps.entries()) {
    const outcome = await attempt(api, step, budget, labels);
    if (outcome.is === 'done') applied.done.push({ step, ...outcome.written });
    if (outcome.is === 'failed') applied.failed.push({ step, why: outcome.problem.message });
    unanswered = outcome.is === 'failed' && outcome.problem.kind === 'unanswered' ? unanswered + 1 : 0;
    const away = outcome.is === 'failed' && unanswered === MOST_UNANSWERED;
    if (outcome.is !== 'stopped' && !away) continue;
    applied.stopped = outcome.is === 'stopped' ? outcome.by : outcome.problem;
    applied.left = steps.slice(outcome.is === 'stopped' ? at : at + 1);
    break;
  }
  applied.writes = budget.spent;
  return applied;
}

/** How many writing requests may still be sent. */
class Budget {
  readonly #api: GithubApi;
  readonly #before: number;
  readonly #most: number;

  constructor(api: GithubApi, most: number) {
    this.#api = api;
    this.#before = api.count.writes;
    this.#most = most;
  }

  get spent(): number {
    return this.#api.count.writes - this.#before;
  }

  get spare(): number {
    return this.#most - this.spent;
  }

  /** A step larger than the whole budget fits when it is the first, or it would never be done. */
  fits(writes: number): boolean {
    return writes <= this.spare || (this.spent === 0 && this.#most > 0);
  }
}

async function attempt(api: GithubApi, step: Step, budget: Budget, labels: Labels): Promise<Outcome> {
  const writes = step.issue === null ? 1 : step.writes.reduce((sum, write) => sum + requestsOf(write), 0);
  if (!budget.fits(writes)) return { is: 'stopped', by: null };
  try {
    const names = labelsOf(step);
    if (names.length > 0) await labels.prepare(names, () => budget.spare > writes);
    return { is: 'done', written: await perform(api, step, () => budget.spare > 0) };
  } catch (error) {
    if (api.signal.aborted) return { is: 'stopped', by: null };
    if (!(error instanceof GithubProblem)) throw error;
    return concernsAll(error, step) ? { is: 'stopped', by: error } : { is: 'failed', problem: error };
  }
}

function labelsOf(step: Step): string[] {
  if (step.issue === null) return labelNames(step.labels);
  const added = step.writes.flatMap((write) => (write.do === 'edit' ? (write.labels ?? []) : []));
  return added.length > 0 ? labelNames(added) : [];
}

async function perform(api: GithubApi, step: Step, mayWrite: () => boolean): Promise<Written> {
  if (step.issue === null) return openIssue(api, step, mayWrite);
  let url: string | null = null;
  for (const write of step.writes) {
    const written =
      write.do === 'comment'
        ? await comment(api, step.issue, write, mayWrite)
        : await edit(api, step.issue, write);
    if (written) url = written.url ?? url;
  }
  return { issue: step.issue, url };
}

/** Whether the next step would meet the same. An issue may be gone alone, the place for new ones not. */
function concernsAll({ kind }: GithubProblem, { issue }: Step): boolean {
  switch (kind) {
    case 'limited':
    case 'token':
    case 'permission':
    case 'disabled':
      return true;
    case 'missing':
    case 'moved':
    case 'deleted':
    case 'refused':
      return issue === null;
    case 'unanswered':
    case 'locked':
    case 'invalid':
      return false;
  }
}
