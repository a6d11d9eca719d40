import { conclusionOf, statusAfter, withoutSteps, worstOf } from './conclusions.ts';
import { conditionAt, scopeAt } from './contexts.ts';
import { holds, resolve } from './expression.ts';
import { runLegs, type Strategy } from './legs.ts';
import { legsOf } from './matrix.ts';
import type { JobRecord, Result } from './run-record.ts';
import type { RunScene } from './run-scene.ts';
import { ancestorsOf } from './workflow-file.ts';

/** What the jobs after a job see of it. */
interface Seen {
  result: Result;
  outputs: Record<string, string>;
}

/** The jobs of a run: each begins when those that it needs have ended. */
export class Run {
  /** By key, in the order in which they ended. */
  readonly jobs: Record<string, JobRecord> = {};
  readonly #scene: RunScene;
  readonly #seen = new Map<string, Promise<Seen>>();
  /** Aborted when the workflow, or the test, turns out to be wrong. */
  readonly #fault = new AbortController();

  constructor(scene: RunScene) {
    this.#scene = scene;
  }

  /** Runs all jobs. Rejects with the first fault when all have ended. */
  async toEnd(): Promise<Result> {
    const ids = Object.keys(this.#scene.workflow.jobs);
    await Promise.allSettled(ids.map((id) => this.#job(id)));
    if (this.#fault.signal.aborted) throw this.#fault.signal.reason;
    return conclusionOf(Object.values(this.jobs), this.#scene.signal.aborted);
  }

  #job(id: string): Promise<Seen> {
    const begun = this.#seen.get(id);
    if (begun) return begun;
    const running = this.#runWhenReady(id).catch((error: unknown) => {
      if (!this.#fault.signal.aborted) this.#fault.abort(error);
      throw error;
    });
    this.#seen.set(id, running);
    return running;
  }

  async #runWhenReady(id: string): Promise<Seen> {
    const { workflow, github, vars, inputs, signal } = this.#scene;
    const job = workflow.jobs[id];
    if (!job) throw new Error(`there is no job ${id}`);
    const seen: Record<string, Seen> = {};
    for (const before of ancestorsOf(id, workflow.jobs)) seen[before] = await this.#job(before);
    const needs = Object.fromEntries(job.needs.map((need) => [need, seen[need]]));
    const results = Object.values(seen).map(({ result }) => result);
    const contexts = { github, needs, vars, inputs };
    const wanted = () => holds(job.if, conditionAt('jobIf', contexts, statusAfter(results, signal.aborted)));
    if (!wanted()) {
      this.jobs[id] = withoutSteps(id, id, 'skipped');
      return { result: 'skipped', outputs: {} };
    }
    const strategy = resolve(job.strategy ?? null, scopeAt('strategy', contexts)) as Strategy | null;
    const legs = legsOf(strategy?.matrix ?? null);
    // A run that is cancelled leaves those jobs alone that would run in it anyway.
    const group = new AbortController();
    const cancelled = () => wanted() || group.abort('cancelled');
    const stopped = () => group.abort('cancelled');
    signal.addEventListener('abort', cancelled);
    this.#fault.signal.addEventListener('abort', stopped);
    try {
      const order = { id, job, legs, strategy, contexts, group };
      const ended = await runLegs(order, this.#scene, (record) => {
        this.jobs[record.key] = record;
      });
      const outputs = ended.flatMap((leg) => Object.entries(leg.outputs).filter(([, value]) => value !== ''));
      return { result: worstOf(ended.map(({ result }) => result)), outputs: Object.fromEntries(outputs) };
    } finally {
      signal.removeEventListener('abort', cancelled);
      this.#fault.signal.removeEventListener('abort', stopped);
    }
  }
}
