import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { runHead } from '../check/run-head.ts';
import { durationMs } from '../domain/duration.ts';
import type { StateFile } from '../domain/ledger-files.ts';
import { type Plan, planRun } from '../domain/plan.ts';
import type { PlanFile } from '../domain/plan-file.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { balanceShards, type Shard, shardsFor, visitTimes } from '../domain/shards.ts';
import { replaceFile } from '../ledger/atomic-file.ts';
import { canonicalJson } from '../ledger/canonical-json.ts';
import { runText } from '../ledger/run-files.ts';
import { readSites, type SitesConfig } from '../sites/read-sites.ts';
import { parseCount } from './arguments.ts';
import type { CommandContext } from './context.ts';
import { addLedgerOptions, type LedgerPlace, openLedger } from './ledger-place.ts';
import { addLoopbackOption, allowsLoopback } from './loopback-option.ts';
import { runOrigin } from './run-origin.ts';
import { appendOutputs } from './step-output.ts';

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

interface PlanOptions extends LedgerPlace {
  sites: string;
  shards: number | 'auto';
  out?: string;
  allowLoopback?: boolean;
}

/** `plan`: which sites are due, split into shards. */
export function planCommand(context: CommandContext): Command {
  const command = new Command('plan')
    .description('Which pages are due now, split into shards, as JSON for a job matrix.')
    .option('--sites <file>', 'what to monitor', 'sites.json');
  return addLoopbackOption(addLedgerOptions(command))
    .option(
      '--shards <n>',
      'parts to split them into, by how long each page took last; a host stays within one; auto: one for every 200 pages',
      parseShards,
      1,
    )
    .option('--out <dir>', 'leave the plan there, with what "check --plan" and "record --plan" need to know')
    .addHelpText(
      'after',
      `
Prints { "due": …, "shards": [{ "shard": "1/2", "sites": […] }], "next": … }; next is when the next page is due.
In GitHub Actions the outputs "due" and "matrix" (of shards, with the ordinals of their two exits) are set.`,
    )
    .action((options: PlanOptions) => plan(context, options));
}

async function plan(context: CommandContext, options: PlanOptions): Promise<void> {
  const config = await readSites(options.sites, { allowLoopback: allowsLoopback(options, context.env) });
  await using ledger = await openLedger(options, context);
  const state = await ledger.state();
  const planned = planSites(config, state, context);
  const due = config.sites.filter(({ id }) => planned.due.includes(id));
  const newest = await ledger.newestRun();
  const count = options.shards === 'auto' ? shardsFor(due.length) : options.shards;
  const shards = balanceShards(due, newest ? visitTimes(newest) : new Map(), count);
  const head = runHead(config, due, runOrigin(context));
  if (options.out !== undefined) await leave(options.out, { version: 1, head, shards }, state, newest);
  const next = planned.later.map(({ at }) => at).toSorted()[0] ?? null;
  context.out(`${JSON.stringify({ due: due.length, shards, next })}\n`);
  if (due.length === 0)
    context.err(`No page is due yet${next === null ? '' : `; the next one is at ${next}`}.\n`);
  await appendOutputs(context.env, { due: due.length, matrix: JSON.stringify({ include: legs(shards) }) });
}

/** What a job of the matrix is told: its shard, and which of the run's exits are its own. */
function legs(shards: readonly Shard[]): { shard: string; number: number; exit: number; second: number }[] {
  return shards.map(({ shard }, index) => ({
    shard,
    number: index + 1,
    exit: 2 * index + 1,
    second: 2 * index + 2,
  }));
}

/** The state comes with the newest run, as in a ledger: a check looks there for the addresses that it left from. */
async function leave(dir: string, file: PlanFile, state: StateFile, newest: RunRecord | null): Promise<void> {
  await replaceFile(join(dir, 'plan.json'), canonicalJson(file));
  await replaceFile(join(dir, 'state.json'), canonicalJson(state));
  if (newest && state.newestRun) await replaceFile(join(dir, state.newestRun.path), runText(newest));
}

function parseShards(text: string): number | 'auto' {
  if (text === 'auto') return text;
  try {
    return parseCount(text);
  } catch {
    throw new InvalidArgumentError('expected a whole number from 1 to 999, or auto');
  }
}
