/** One piece of work and the host that it loads. */
export interface Job {
  host: string;
  run(): Promise<void>;
}

export interface PoolLimits {
  /** Jobs at once. */
  concurrency: number;
  /** Jobs at once on the same host: the pages of election offices are not ours to load-test. */
  perHost: number;
}

/**
 * Runs jobs, the first of those whose host has room first; resolves when all have run. When `signal` aborts no further job is
 * begun. A job that rejects stops the pool and rejects it, when those under way have ended.
 */
export async function runPool(jobs: readonly Job[], limits: PoolLimits, signal: AbortSignal): Promise<void> {
  const waiting = [...jobs];
  const running = new Set<Promise<void>>();
  const onHost = new Map<string, number>();
  const failures: unknown[] = [];
  const start = (job: Job) => {
    onHost.set(job.host, (onHost.get(job.host) ?? 0) + 1);
    const work = job
      .run()
      .catch((error: unknown) => void failures.push(error))
      .finally(() => {
        onHost.set(job.host, (onHost.get(job.host) ?? 1) - 1);
        running.delete(work);
      });
    running.add(work);
  };
  const nextIndex = () => waiting.findIndex((job) => (onHost.get(job.host) ?? 0) < limits.perHost);
  while (true) {
    while (!signal.aborted && failures.length === 0 && running.size < limits.concurrency) {
      const index = nextIndex();
      const job = waiting[index];
      if (!job) break;
      waiting.splice(index, 1);
      start(job);
    }
    if (running.size === 0) break;
    await Promise.race(running);
  }
  if (failures.length > 0) throw failures[0];
}

/** The items in random order (Fisher–Yates), so that it is not always the same sites that come late. */
export function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const shuffled = [...items];
  for (let index = shuffled.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    const [a, b] = [shuffled[index], shuffled[other]];
    if (a !== undefined && b !== undefined) [shuffled[index], shuffled[other]] = [b, a];
  }
  return shuffled;
}
