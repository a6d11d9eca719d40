import { withoutSteps } from './conclusions.ts';
import { scopeAt } from './contexts.ts';
import { fillIn } from './expression.ts';
import { WorkflowFault } from './fault.ts';
import { runJob } from './job.ts';
import { type Leg, wordsOf } from './matrix.ts';
import type { JobRecord } from './run-record.ts';
import type { RunScene } from './run-scene.ts';
import { Seats } from './seats.ts';
import type { Job } from './workflow-file.ts';

/** `strategy:` with its expressions filled in. */
export interface Strategy {
  matrix: unknown;
  'fail-fast': boolean | string;
  'max-parallel'?: number | string;
}

/** A job with all its legs. One without a matrix has one leg, and no strategy. */
export interface LegsOrder {
  id: string;
  job: Job;
  legs: readonly Leg[];
  strategy: Strategy | null;
  contexts: Readonly<Record<string, unknown>>;
  /** Cancels all legs when it is aborted; a leg that fails may do that, too. */
  group: AbortController;
}

/** Runs the legs of a job, as many at a time as may be. `ended` is told of each. Rejects with a fault when all have ended. */
export async function runLegs(
  { id, job, legs, strategy, contexts, group }: LegsOrder,
  scene: RunScene,
  ended: (record: JobRecord) => void,
): Promise<JobRecord[]> {
  const atOnce = Number(strategy?.['max-parallel'] ?? legs.length);
  const failFast = String(strategy?.['fail-fast'] ?? true) === 'true';
  const own = new Seats(atOnce);
  const scope = (matrix: Leg) => scopeAt('job', { ...contexts, matrix });
  const nameOf = (matrix: Leg) =>
    job.name === undefined ? `${id} (${wordsOf(matrix)})` : fillIn(job.name, scope(matrix));
  const names = legs.map(nameOf);
  if (strategy !== null && new Set(names).size < names.length)
    throw new WorkflowFault(`two legs of ${id} have one name: ${names.join(', ')}`);
  const run = async (matrix: Leg, index: number) => {
    const key = strategy === null ? id : nameOf(matrix);
    const position = {
      'job-index': index,
      'job-total': legs.length,
      'fail-fast': failFast,
      'max-parallel': atOnce,
    };
    const order = { key, id, job, matrix, contexts: { ...contexts, matrix, strategy: position } };
    const record = group.signal.aborted
      ? withoutSteps(key, id, 'cancelled')
      : await runJob(order, scene, group.signal);
    if (failFast && record.result === 'failure') group.abort('cancelled');
    ended(record);
    return record;
  };
  const all = await Promise.allSettled(
    legs.map((matrix, index) => own.with(() => scene.seats.with(() => run(matrix, index)))),
  );
  return all.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
}
