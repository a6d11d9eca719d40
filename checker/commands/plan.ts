import { Command } from 'commander';
import { durationMs } from '../domain/duration.ts';
import type { StateFile } from '../domain/ledger-files.ts';
import { type Plan, planRun, shardOf } from '../domain/plan.ts';
import { readSites, type SitesConfig } from '../sites/read-sites.ts';
import { parseCount } from './arguments.ts';
import type { CommandContext } from './context.ts';
import { addLedgerOptions, type LedgerPlace, openLedger } from './ledger-place.ts';

/** Which sites of a configuration are due now, by what the ledger knows of them. */
export function planSites(
  { file, sites, settings }: SitesConfig,
  state: StateFile,
  { now, random }: CommandContext,
): Plan {
  const backoff = {
    downMs: durationMs(file.backoff.down),
    blockedMostMs: durationMs(file.backoff.blockedMost),
  };
  return planRun({
    sites,
    state,
    now: now(),
    settings: { intervalMs: settings.intervalMs, ...backoff },
    random,
  });
}

/** `plan`: which sites are due, split into shards. */
export function planCommand(context: CommandContext): Command {
  const command = new Command('plan')
    .description('Which pages are due now, split into shards, as JSON for a job matrix.')
    .option('--sites <file>', 'what to monitor', 'sites.json');
  return addLedgerOptions(command)
    .option('--shards <n>', 'parts to split them into; a host stays within one', parseCount, 1)
    .option('--allow-loopback', 'let pages on this machine be loaded, for tests')
    .addHelpText(
      'after',
      '\nPrints { "due": …, "shards": [{ "shard": "1/2", "sites": […] }], "next": … }; next is when the next page is due.',
    )
    .action(async (options: LedgerPlace & { sites: string; shards: number; allowLoopback?: boolean }) => {
      const config = await readSites(options.sites, { allowLoopback: options.allowLoopback === true });
      await using ledger = await openLedger(options, context);
      const plan = planSites(config, await ledger.state(), context);
      const due = config.sites.filter(({ id }) => plan.due.includes(id));
      const shards = Array.from({ length: options.shards }, (_, index) => ({
        shard: `${index + 1}/${options.shards}`,
        sites: shardOf(due, index + 1, options.shards).map(({ id }) => id),
      })).filter(({ sites }) => sites.length > 0);
      const next = plan.later.map(({ at }) => at).toSorted()[0] ?? null;
      context.out(`${JSON.stringify({ due: due.length, shards, next })}\n`);
    });
}
