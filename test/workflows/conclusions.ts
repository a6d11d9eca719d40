import type { Status } from './expression.ts';
import type { JobRecord, Result } from './run-record.ts';

const FROM_THE_WORST: readonly Result[] = ['failure', 'cancelled', 'success', 'skipped'];

/** Result of a job with several legs. */
export function worstOf(results: readonly Result[]): Result {
  return FROM_THE_WORST.find((result) => results.includes(result)) ?? 'skipped';
}

/** How a run ended. A cancelled one is that, whatever else happened in it. */
export function conclusionOf(jobs: readonly JobRecord[], cancelled: boolean): Result {
  return cancelled ? 'cancelled' : worstOf(jobs.map(({ result }) => result));
}

/**
 * The state that the condition of a job asks for: that of all jobs in the chain before it, not only of those that it names. So a job
 * that was skipped takes all that come after it along, unless they say otherwise.
 */
export function statusAfter(results: readonly Result[], cancelled: boolean): Status {
  return {
    success: !cancelled && results.every((result) => result === 'success'),
    failure: results.includes('failure'),
    cancelled,
  };
}

/** A job that did nothing. */
export function withoutSteps(key: string, id: string, result: 'skipped' | 'cancelled'): JobRecord {
  return {
    key,
    id,
    name: key,
    result,
    conclusion: result,
    matrix: {},
    outputs: {},
    steps: [],
    rights: {},
    environment: null,
    concurrency: null,
    ms: 0,
    leftBehind: [],
  };
}
