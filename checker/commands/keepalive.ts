import { Command } from 'commander';
import { type KeepaliveStep, planKeepalive } from '../domain/keepalive.ts';
import { plainText } from '../domain/plain-text.ts';
import type { GithubApi } from '../github/github-api.ts';
import { GithubProblem } from '../github/github-problem.ts';
import { enableWorkflow, listWorkflows } from '../github/workflows.ts';
import type { CommandContext } from './context.ts';
import { openRepository } from './repository-access.ts';

/** `keepalive`: keeps GitHub from ending the schedules. */
export function keepaliveCommand(context: CommandContext): Command {
  return new Command('keepalive')
    .description('Keep GitHub from ending the schedules, as it does after 60 days without a commit.')
    .addHelpText(
      'after',
      `
Enables monitor.yml, reap.yml, keepalive.yml and snapshots.yml anew, also those that are active: the 60 days then begin again. A
workflow that somebody disabled by hand stays so.

Needs GITHUB_REPOSITORY (owner/name) and GITHUB_TOKEN (actions: write); in a workflow the first is there.`,
    )
    .action(async () => {
      const api = openRepository(context);
      let failed = 0;
      for (const step of planKeepalive(await listWorkflows(api))) {
        const problem = await done(api, step);
        context.out(`${step.file} ${problem === null ? plainText(step.why) : 'FAILED to be enabled'}\n`);
        if (problem === null) continue;
        context.err(`${problem.message}\n`);
        failed++;
      }
      if (failed > 0) context.setExitCode(1);
    });
}

const OF_ALL: ReadonlySet<GithubProblem['kind']> = new Set(['permission', 'token', 'limited']);

/** One that cannot be enabled is no reason to leave the others. */
async function done(api: GithubApi, { file, enable }: KeepaliveStep): Promise<GithubProblem | null> {
  if (!enable) return null;
  try {
    await enableWorkflow(api, file);
    return null;
  } catch (error) {
    // What is wrong with the token is wrong for all of them.
    if (!(error instanceof GithubProblem) || OF_ALL.has(error.kind)) throw error;
    return error;
  }
}
