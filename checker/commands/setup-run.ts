import { setTimeout as sleep } from 'node:timers/promises';
import { plainText } from '../domain/plain-text.ts';
import { spanText } from '../domain/setup/span-text.ts';
import type { GithubApi } from '../github/github-api.ts';
import { startRun } from '../setup/start-run.ts';
import { type EndedJob, watchRun } from '../setup/watch-run.ts';
import type { CommandContext } from './context.ts';

/** A first run of a long list takes a quarter of an hour, and GitHub may let it wait. */
const MOST_MS = 45 * 60_000;

/**
 * Starts a run of the monitor and watches it to its end. Gives whether it went well; null: it was not seen to end. Ctrl-C ends the
 * watching, not the run.
 */
export async function runAndWatch(
  { err, signal }: Pick<CommandContext, 'err' | 'signal'>,
  api: GithubApi,
  branch: string,
  actionsPage: string,
): Promise<boolean | null> {
  const pause = (ms: number) => sleep(ms, undefined, { signal });
  err('\nStarting a run of the monitor …\n');
  const run = await startRun(api, branch, pause);
  if (run === null) {
    err(`It was started; GitHub does not show it yet. It is going to be at ${actionsPage}\n`);
    return null;
  }
  err(`It is at ${run.url}\n  Ctrl-C ends the watching, not the run.\n`);
  try {
    const tell = { begun: () => err('  It has begun.\n'), ended: (job: EndedJob) => err(jobLine(job)) };
    const { conclusion, jobs } = await watchRun(api, run.id, tell, { mostMs: MOST_MS, pause });
    if (conclusion === null) {
      err(`After ${spanText(MOST_MS)} it has not ended yet; its page tells how it goes on: ${run.url}\n`);
      return null;
    }
    if (conclusion !== 'success') {
      err(`  It ended with ${plainText(conclusion)}: ${run.url}\n`);
      return false;
    }
    // The run goes well when the site cannot be published; whoever sets it up wants to know.
    const well = jobs.every((job) => GOOD.has(job.conclusion));
    err(well ? '  It ended well.\n' : '  It ended; the monitor works, but for what is marked with ✗.\n');
    return well;
  } catch (error) {
    if (!signal.aborted) throw error;
    err(`The run goes on: ${run.url}\n`);
    return null;
  }
}

const GOOD: ReadonlySet<string> = new Set(['success', 'skipped', 'neutral']);
const SIGNS: Record<string, string> = { success: '✓', skipped: '–' };

function jobLine({ name, conclusion, ms, failedStep, url }: EndedJob): string {
  // A job that was not needed is no news.
  if (conclusion === 'skipped') return '';
  const failed = failedStep === null ? '' : ` in “${plainText(failedStep)}”`;
  const more = conclusion === 'success' ? '' : `: ${plainText(conclusion)}${failed}, see ${url}`;
  return `  ${SIGNS[conclusion] ?? '✗'} ${spanText(ms).padStart(6)}  ${plainText(name)}${more}\n`;
}
