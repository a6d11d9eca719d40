import { Command } from 'commander';
import { leftResults } from '../domain/unrecorded.ts';
import { newestArtifacts, repositoryIdentity } from '../github/artifacts.ts';
import type { CommandContext } from './context.ts';
import { addLedgerOptions, type LedgerPlace, openLedger } from './ledger-place.ts';
import { openRepository } from './repository-access.ts';
import { appendOutputs } from './step-output.ts';

/** `unrecorded`: finds a run whose results are still on GitHub and not in the record. */
export function unrecordedCommand(context: CommandContext): Command {
  return addLedgerOptions(
    new Command('unrecorded').description(
      'Find a workflow run that left results on GitHub and was never recorded.',
    ),
  )
    .addHelpText(
      'after',
      `
Looks at the newest 100 artifacts of the repository, and takes only those that its own runs of the default branch made. Of several
runs it takes any, so that none whose results turn out to be broken keeps the others waiting. What it finds is written to
GITHUB_OUTPUT: run-id, attempt, and pattern, which the names of the artifacts match.

Needs GITHUB_REPOSITORY (owner/name) and GITHUB_TOKEN (actions: read); in a workflow the first is there.

Example:
  npx puptime unrecorded --remote https://github.com/acme/monitor`,
    )
    .action(async (options: LedgerPlace) => {
      const api = openRepository(context);
      const here = await repositoryIdentity(api);
      const left = leftResults(await newestArtifacts(api), {
        ...here,
        currentRun: context.env.GITHUB_RUN_ID,
      });
      await using ledger = await openLedger(options, context);
      const recorded = await ledger.recordedAmong(left.map(({ id }) => id));
      const missing = left.filter(({ id }) => !recorded.has(id));
      const found = missing[Math.floor(context.random() * missing.length)];
      if (!found) {
        context.out(`Every run that left results is recorded (${left.length} looked at).\n`);
        return;
      }
      const { run, attempt } = found;
      await appendOutputs(context.env, { 'run-id': run, attempt, pattern: `results-${run}-${attempt}-*` });
      const more = missing.length > 1 ? `, as ${missing.length - 1} more, for the next runs to find` : '';
      context.out(`Run ${run}, attempt ${attempt}, left results and was never recorded${more}.\n`);
    });
}
