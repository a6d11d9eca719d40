import { z } from 'zod';
import { MONITOR_WORKFLOW } from '../domain/keepalive.ts';
import type { GithubApi } from '../github/github-api.ts';
import { sendOnce } from '../github/send-once.ts';
import { WireRuns } from './wire.ts';

/** A run that was started. */
export interface StartedRun {
  id: number;
  /** Its page. */
  url: string;
}

/** null: GitHub says nothing more than that it was started. */
const Dispatched = z.object({ workflow_run_id: z.int(), html_url: z.string() }).nullable().catch(null);
const LOOKS = 5;

/** Starts a run of the monitor on a branch. Rejects with `GithubProblem`; null: it was started, and does not show yet. */
export async function startRun(
  api: GithubApi,
  branch: string,
  pause: (ms: number) => Promise<void>,
): Promise<StartedRun | null> {
  const what = 'starting a run of the monitor';
  // The clocks of the two machines may differ by a minute.
  const since = new Date(api.now().getTime() - 60_000).toISOString();
  const told = await sendOnce<StartedRun | null>(api, {
    what,
    send: async () => {
      const answer = await api.call(what, Dispatched, (rest, place) =>
        rest.actions.createWorkflowDispatch({
          ...place,
          workflow_id: MONITOR_WORKFLOW,
          ref: branch,
          return_run_details: true,
          request: { retries: 0 },
        }),
      );
      return answer && { id: answer.workflow_run_id, url: answer.html_url };
    },
    find: async (from) => (await newestRun(api, branch, from)) ?? undefined,
    mayWrite: () => true,
  });
  if (told) return told;
  // Not every GitHub tells which run it was.
  for (let looks = 1; ; looks += 1) {
    const run = await newestRun(api, branch, since);
    if (run !== null || looks === LOOKS) return run;
    await pause(looks * 1_000);
  }
}

async function newestRun(api: GithubApi, branch: string, since: string): Promise<StartedRun | null> {
  const { workflow_runs: runs } = await api.call('looking for the run', WireRuns, (rest, place) =>
    rest.actions.listWorkflowRuns({
      ...place,
      workflow_id: MONITOR_WORKFLOW,
      branch,
      event: 'workflow_dispatch',
      per_page: 5,
    }),
  );
  const [newest] = runs;
  if (!newest || Date.parse(newest.created_at) < Date.parse(since)) return null;
  return { id: newest.id, url: newest.html_url };
}
