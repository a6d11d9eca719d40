import { Command, InvalidArgumentError, Option } from 'commander';
import { durationMs } from '../domain/duration.ts';
import { reapRegion } from '../routes/lightsail/reap.ts';
import type { CommandContext } from './context.ts';
import { exitRepository } from './exit-owner.ts';
import { addRegionsOption, regionApis } from './regions-option.ts';

/** `proxy reap`: removes exits that nobody will remove any more. */
export function proxyReapCommand(context: CommandContext): Command {
  return addRegionsOption(
    new Command('reap').description('Remove exits of this repository that have expired or are too old.'),
  )
    .addOption(
      new Option('--older-than <age>', 'also what is older than this, such as 60m or 2h; 0m: all of them')
        .argParser(parseAge)
        .default(durationMs('60m'), '60m'),
    )
    .option('--dry-run', 'say what would be removed, and remove nothing')
    .action(async (options: { olderThan: number; dryRun?: boolean; regions?: string[] }) => {
      const settings = {
        repository: exitRepository(context.env),
        olderThanMs: options.olderThan,
        dryRun: options.dryRun === true,
        now: context.now,
      };
      const reports = await Promise.all(
        regionApis(context, options.regions).map((api) => reapRegion(api, settings)),
      );
      for (const { region, decisions, removed, failed, error } of reports) {
        if (error) context.err(`${region}: could not be looked at: ${error}\n`);
        else if (decisions.length === 0) context.out(`${region}: no exit of ${settings.repository}\n`);
        for (const { instance, reap, why } of decisions) {
          const failure = failed.find(({ name }) => name === instance.name);
          const what = !reap
            ? 'left'
            : removed.includes(instance.name)
              ? 'removed'
              : failure
                ? 'NOT removed'
                : 'would be removed';
          context.out(
            `${region}: ${what}: ${instance.name} (${why}${failure ? `; ${failure.reason}` : ''})\n`,
          );
        }
      }
      if (reports.some(({ error, failed }) => error !== null || failed.length > 0)) context.setExitCode(1);
    });
}

function parseAge(text: string): number {
  if (/^0[a-z]*$/.test(text)) return 0;
  try {
    return durationMs(text);
  } catch {
    throw new InvalidArgumentError('expected a whole number and a unit, such as 60m or 2h');
  }
}
