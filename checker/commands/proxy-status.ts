import { Command } from 'commander';
import { expiryOf, TAGS } from '../routes/lightsail/instance-name.ts';
import type { CommandContext } from './context.ts';
import { exitRepository } from './exit-owner.ts';
import { addRegionsOption, regionApis } from './regions-option.ts';

/** `proxy status`: the exits of this repository that are alive. */
export function proxyStatusCommand(context: CommandContext): Command {
  return addRegionsOption(
    new Command('status').description('List the exits of this repository that are alive.'),
  )
    .option('--json', 'print them as JSON')
    .action(async (options: { regions?: string[]; json?: boolean }) => {
      const repository = exitRepository(context.env);
      const all = (await Promise.all(regionApis(context, options.regions).map((api) => api.list()))).flat();
      const ours = all.filter(({ tags }) => tags[TAGS.repository] === repository);
      if (options.json) {
        context.out(`${JSON.stringify(ours)}\n`);
        return;
      }
      if (ours.length === 0) context.out(`No exit of ${repository} is alive.\n`);
      for (const { name, zone, state, address, tags, createdAt } of ours) {
        const minutes = createdAt
          ? `${Math.round((context.now().getTime() - createdAt.getTime()) / 60_000)} min old`
          : 'of unknown age';
        const expiry = expiryOf(tags)?.toISOString().slice(0, 16).replace('T', ' ') ?? 'never';
        context.out(
          `${name}  ${zone}  ${state}  ${address ?? 'no address yet'}  ${minutes}, expires ${expiry}\n`,
        );
      }
    });
}
