import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { PuptimeError } from '../domain/puptime-error.ts';
import { endTunnel } from '../routes/lightsail/adopt-tunnel.ts';
import { instanceName, isOwned } from '../routes/lightsail/instance-name.ts';
import { readLeftExit } from '../routes/lightsail/left-exit.ts';
import { removeInstance } from '../routes/lightsail/remove-instance.ts';
import { parseCounts } from './arguments.ts';
import type { CommandContext } from './context.ts';
import { exitRepository } from './exit-owner.ts';
import { addRegionsOption, regionApis } from './regions-option.ts';

interface DownOptions {
  run?: string;
  attempt?: string;
  ordinal?: number[];
  regions?: string[];
  out: string;
}

/** `proxy down`: removes the exits of a run, found by its id and attempt alone. */
export function proxyDownCommand(context: CommandContext): Command {
  return addRegionsOption(
    new Command('down').description(
      'Remove the exits of a run, and end their tunnels. That there are none is a success.',
    ),
  )
    .option('--run <id>', 'id of the run (default: GITHUB_RUN_ID, else the runs of the exits left in --out)')
    .option('--attempt <n>', 'its attempt (default: GITHUB_RUN_ATTEMPT, else 1)')
    .option('--ordinal <n...>', 'only these of the run’s exits', parseCounts)
    .option('--out <dir>', 'where proxy up left what it made; nothing in it is needed', 'data/exits')
    .action((options: DownOptions) => down(context, options));
}

async function down(context: CommandContext, options: DownOptions): Promise<void> {
  const apis = regionApis(context, options.regions);
  const left = await leftExits(options.out);
  const run = options.run ?? context.env.GITHUB_RUN_ID;
  if (run === undefined && left.length === 0) {
    throw new PuptimeError(
      `which run? --run says so where GITHUB_RUN_ID is not set and nothing was left in ${options.out}`,
      { exitCode: 2 },
    );
  }
  const owner = {
    repository: exitRepository(context.env),
    run: run ?? '',
    attempt: options.attempt ?? context.env.GITHUB_RUN_ATTEMPT ?? '1',
  };
  const names = new Set(left.map(({ exit }) => exit.instance));
  const chosen = options.ordinal && new Set(options.ordinal.map((ordinal) => instanceName(owner, ordinal)));
  const failures: string[] = [];
  for (const api of apis) {
    try {
      const ours = (await api.list()).filter(({ name, tags }) =>
        run === undefined ? names.has(name) : isOwned(tags, owner) && (chosen?.has(name) ?? true),
      );
      for (const { name } of ours) {
        await removeInstance(api, name, { now: context.now });
        context.err(`Removed ${name} in ${api.region}.\n`);
      }
      if (ours.length === 0) context.err(`Nothing to remove in ${api.region}.\n`);
    } catch (error) {
      if (!(error instanceof PuptimeError)) throw error;
      failures.push(error.message);
    }
  }
  for (const { path, tunnel } of left) {
    await endTunnel(tunnel);
    await rm(path);
  }
  if (failures.length > 0) throw new PuptimeError(failures.join('\n'));
}

async function leftExits(dir: string) {
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const paths = names.filter((name) => /^exit-\d+\.json$/.test(name)).map((name) => join(dir, name));
  return Promise.all(paths.map(async (path) => ({ path, ...(await readLeftExit(path)) })));
}
