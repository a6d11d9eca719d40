import { Command } from 'commander';
import type { CommandContext } from './context.ts';
import { snapshotsGcCommand } from './snapshots-gc.ts';

/** `snapshots`: care of the archive. */
export function snapshotsCommand(context: CommandContext): Command {
  return new Command('snapshots')
    .description('Keep the archive of pictures, page sources and evidence within its bounds.')
    .helpCommand(false)
    .addCommand(snapshotsGcCommand(context));
}
