import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { replaceFile } from '../ledger/atomic-file.ts';
import { canonicalJson } from '../ledger/canonical-json.ts';
import { exitFacts } from '../routes/lightsail/exit-facts.ts';
import { exitSettings } from '../routes/lightsail/exit-settings.ts';
import type { LeftExit } from '../routes/lightsail/left-exit.ts';
import { makeExit } from '../routes/lightsail/make-exit.ts';
import { parseCount } from './arguments.ts';
import type { CommandContext } from './context.ts';
import { exitOwner } from './exit-owner.ts';
import { regionApis } from './regions-option.ts';
import { runOrigin } from './run-origin.ts';
import { appendOutputs } from './step-output.ts';

interface UpOptions {
  region?: string[];
  ordinal: number;
  out: string;
  json?: boolean;
}

/** `proxy up`: makes an exit and leaves its tunnel running for the commands after it. */
export function proxyUpCommand(context: CommandContext): Command {
  return new Command('up')
    .description('Make an exit, prove it, and leave its tunnel running; print the route to give to check.')
    .option(
      '--region <region...>',
      'where, the first first (default: PUPTIME_REGIONS, begun elsewhere for each of a run’s exits)',
    )
    .option('--ordinal <n>', 'which of the run’s exits it is', parseCount, 1)
    .option('--out <dir>', 'where to leave what other commands need to know of it', 'data/exits')
    .option('--json', 'print what is known of it')
    .addHelpText(
      'after',
      '\nIn GitHub Actions the output "route" is set.\n\nExample:\n  route=$(npx puptime proxy up --region us-east-2) && npx puptime check --route "$route"; npx puptime proxy down',
    )
    .action((options: UpOptions) => up(context, options));
}

async function up(context: CommandContext, options: UpOptions): Promise<void> {
  const settings = exitSettings(context.env);
  const { ordinal } = options;
  const dir = resolve(options.out);
  await mkdir(dir, { recursive: true });
  const path = join(dir, `exit-${ordinal}.json`);
  const logFile = join(dir, `exit-${ordinal}.log`);
  const made = await makeExit({
    owner: exitOwner(context.env, runOrigin(context).id),
    ordinal,
    apis: options.region ? regionApis(context, options.region) : begunAt(regionApis(context), ordinal),
    settings,
    keysParent: join(tmpdir(), 'puptime-keys'),
    now: context.now,
    signal: context.signal,
    log: (line) => context.err(`${line}\n`),
    tunnel: { detached: true, logFile },
  });
  // ssh is in: nobody needs the keys any more.
  await made.keys[Symbol.asyncDispose]();
  const { pid, socksUrl, times } = made.tunnel;
  const exit = exitFacts(made, null, context.now());
  const left: LeftExit = {
    version: 1,
    tunnel: {
      pid,
      socksPort: Number(new URL(socksUrl).port),
      dir: made.keys.dir,
      logFile,
      spawned: times.spawned,
    },
    echoUrls: settings.echoUrls,
    exit,
  };
  await replaceFile(path, canonicalJson(left));
  context.err(
    `Exit ${exit.instance} in ${exit.zone}: seen as ${exit.address}. "puptime proxy down" removes it.\n`,
  );
  await appendOutputs(context.env, { route: `tunnel:${path}` });
  context.out(
    options.json ? `${JSON.stringify({ route: `tunnel:${path}`, ...exit })}\n` : `tunnel:${path}\n`,
  );
}

/** Exits of one run stand in different regions as long as there are any, since it is the addresses' difference that they are for. */
function begunAt<T>(apis: readonly T[], ordinal: number): T[] {
  const start = (ordinal - 1) % apis.length;
  return [...apis.slice(start), ...apis.slice(0, start)];
}
