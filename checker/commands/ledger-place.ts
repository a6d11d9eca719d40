import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from 'commander';
import { RemoteBranch } from '../git/remote-branch.ts';
import { LedgerBranch } from '../ledger/ledger-branch.ts';
import { LedgerDirectory } from '../ledger/ledger-directory.ts';
import { refusePart } from '../ledger/mirror-mark.ts';
import { OpenLedger } from '../ledger/open-ledger.ts';
import type { CommandContext } from './context.ts';

/** Where a ledger is kept: on a branch of a remote where one is given, else in a directory. */
export interface LedgerPlace {
  data: string;
  remote?: string | undefined;
  branch: string;
}

/** Adds the options that name a ledger. */
export function addLedgerOptions(command: Command): Command {
  return command
    .option('--data <dir>', 'directory of the ledger', 'data/live')
    .option('--remote <url>', 'repository that keeps the ledger on a branch; in place of --data')
    .option('--branch <name>', 'its branch', 'data');
}

/** Opens the ledger; dispose it. */
export async function openLedger(place: LedgerPlace, context: CommandContext): Promise<OpenLedger> {
  const { now, random, signal, env } = context;
  const outside = {
    now,
    random,
    pause: (ms: number) => pause(ms, undefined, { signal }),
    log: (line: string) => context.err(`${line}\n`),
    progress: (done: number, total: number) => {
      // A fold or two is nobody's concern.
      if (total > 1_000 && done % Math.ceil(total / 20) === 0) context.err(`${done} of ${total} runs\n`);
    },
  };
  if (place.remote === undefined) {
    await refusePart(place.data);
    return new OpenLedger(new LedgerDirectory(place.data), outside);
  }
  const access = { url: place.remote, token: tokenFor(place.remote, env) };
  return new OpenLedger(
    new LedgerBranch(await RemoteBranch.open(access, place.branch, signal), outside),
    outside,
  );
}

/** The token is for GitHub alone, or for what stands in for it. */
export function tokenFor(remote: string, env: CommandContext['env']): string | undefined {
  const server = env.GITHUB_SERVER_URL ?? 'https://github.com';
  return URL.canParse(remote) && new URL(remote).origin === new URL(server).origin
    ? env.GITHUB_TOKEN
    : undefined;
}
