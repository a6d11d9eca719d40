import { z } from 'zod';
import type { GithubApi } from '../github/github-api.ts';

/** A job that is over. */
export interface EndedJob {
  name: string;
  /** `success`, `failure`, `skipped`, … */
  conclusion: string;
  ms: number;
  url: string;
  /** The first step that failed; null: none did. */
  failedStep: string | null;
}

/** How a run ended. `conclusion` null: it had not when the time to watch was over. */
export interface RunEnd {
  conclusion: string | null;
  jobs: EndedJob[];
}

/** What is told while a run is watched. */
export interface Watching {
  /** Once, when a machine takes the run up. */
  begun(): void;
  ended(job: EndedJob): void;
}

/** How long a run is watched, and how the time between two looks passes. */
export interface WatchLimits {
  mostMs: number;
  pause(ms: number): Promise<void>;
}

const WireRun = z.object({ status: z.string().nullable(), conclusion: z.string().nullable() });
const WireJobs = z.object({
  jobs: z.array(
    z.object({
      name: z.string(),
      html_url: z.string().nullable(),
      conclusion: z.string().nullable(),
      started_at: z.string(),
      completed_at: z.string().nullable(),
      steps: z.array(z.object({ name: z.string(), conclusion: z.string().nullable() })).catch([]),
    }),
  ),
});

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 10_000;
/** Not begun yet. */
const WAITING = new Set(['queued', 'waiting', 'pending', 'requested']);

/** Looks at a run until it is over, ever more rarely, and tells what happens. Changes nothing. */
export async function watchRun(
  api: GithubApi,
  run_id: number,
  tell: Watching,
  { mostMs, pause }: WatchLimits,
): Promise<RunEnd> {
  const until = api.now().getTime() + mostMs;
  const jobs = new Map<string, EndedJob>();
  let begun = false;
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait + 1_000, LONGEST_PAUSE_MS)) {
    // The run first: when it is over, no job can end after the jobs are read.
    const run = await api.call('looking at the run', WireRun, (rest, place) =>
      rest.actions.getWorkflowRun({ ...place, run_id }),
    );
    if (!begun && !WAITING.has(run.status ?? '')) {
      begun = true;
      tell.begun();
    }
    for (const job of await endedJobs(api, run_id)) {
      if (jobs.has(job.url)) continue;
      jobs.set(job.url, job);
      tell.ended(job);
    }
    if (run.status === 'completed')
      return { conclusion: run.conclusion ?? 'unknown', jobs: [...jobs.values()] };
    if (api.now().getTime() + wait > until) return { conclusion: null, jobs: [...jobs.values()] };
    await pause(wait);
  }
}

async function endedJobs(api: GithubApi, run_id: number): Promise<EndedJob[]> {
  const { jobs } = await api.call('looking at the jobs of the run', WireJobs, (rest, place) =>
    rest.actions.listJobsForWorkflowRun({ ...place, run_id, per_page: 100 }),
  );
  return jobs.flatMap(({ name, html_url, conclusion, started_at, completed_at, steps }) => {
    if (conclusion === null || completed_at === null) return [];
    const failed = steps.find((step) => step.conclusion === 'failure' || step.conclusion === 'timed_out');
    return [
      {
        name,
        conclusion,
        ms: Math.max(0, Date.parse(completed_at) - Date.parse(started_at)),
        url: html_url ?? name,
        failedStep: failed?.name ?? null,
      },
    ];
  });
}
