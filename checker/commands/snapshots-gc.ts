import { setTimeout as pause } from 'node:timers/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { collectGarbage, type GarbageOptions, type GarbageReport } from '../archive/collect-garbage.ts';
import { BranchArchive } from '../archive/collect-garbage-branch.ts';
import { DirectoryArchive } from '../archive/collect-garbage-directory.ts';
import { Duration, durationMs } from '../domain/duration.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import { RemoteBranch } from '../git/remote-branch.ts';
import { type BranchContext, LedgerBranch } from '../ledger/ledger-branch.ts';
import { LedgerDirectory } from '../ledger/ledger-directory.ts';
import { readAnnotations } from '../sites/read-annotations.ts';
import type { CommandContext } from './context.ts';
import { tokenFor } from './ledger-place.ts';
import { garbageText } from './snapshots-gc-text.ts';

const DAY_MS = 86_400_000;

interface Options {
  remote?: string;
  branch: string;
  dataBranch: string;
  snapshots: string;
  data: string;
  annotations: string;
  maxAge: number;
  budget: number;
  dryRun?: true;
  apply?: true;
  json?: true;
}

/** `snapshots gc`: removes what nothing refers to and what is too old or has no room. */
export function snapshotsGcCommand(context: CommandContext): Command {
  const onBranch = (option: Option) => option.conflicts(['snapshots', 'data']);
  return new Command('gc')
    .summary('Remove snapshots that nothing refers to and that are too old or have no room.')
    .description(
      'Removes snapshots that are too old or have no room. Kept always: what the state, incidents and corrections of the record refer to, with all that this evidence names; and what came today or yesterday. A branch is begun anew in one commit, so links to it go by branch and path, never by commit.',
    )
    .option('--snapshots <dir>', 'directory of the snapshots', 'data/snapshots')
    .option('--data <dir>', 'directory of the ledger', 'data/live')
    .addOption(
      onBranch(new Option('--remote <url>', 'repository that keeps both on branches; in place of the two')),
    )
    .option('--branch <name>', 'its branch of snapshots', 'snapshots')
    .option('--data-branch <name>', 'its branch of the ledger', 'data')
    .option('--annotations <dir>', 'directory of the corrections', 'data/annotations')
    .addOption(new Option('--max-age <age>', 'what came earlier goes').argParser(parseAge).default(90, '90d'))
    .addOption(
      new Option('--budget <size>', 'bytes of all that stays; kB, MB or GB')
        .argParser(parseSize)
        .default(700_000_000, '700MB'),
    )
    .option('--dry-run', 'say what would be removed, and change nothing')
    .addOption(new Option('--apply', 'remove it').conflicts('dryRun'))
    .option('--json', 'print what was found as JSON')
    .addHelpText('after', HELP)
    .action((options: Options) => clear(context, options));
}

const HELP = `
A directory has one writer: do not clear it while a run is being recorded. A branch may be cleared at any time: when somebody else
writes to it or to the ledger meanwhile, all is looked at again.

Examples:
  npx puptime snapshots gc --dry-run
  npx puptime snapshots gc --apply --remote https://github.com/acme/puptime --max-age 90d --budget 700MB`;

async function clear(context: CommandContext, options: Options): Promise<void> {
  const { apply, dryRun, maxAge, budget } = options;
  if (!apply && !dryRun)
    throw new PuptimeError(
      'Say --dry-run to be told what would be removed, or --apply to remove it: what is removed is gone.',
      { exitCode: 2 },
    );
  const { now, random, signal } = context;
  const outside = {
    now,
    random,
    pause: (ms: number) => pause(ms, undefined, { signal }),
    log: (line: string) => context.err(`${line}\n`),
  };
  await using places = new AsyncDisposableStack();
  const report = await collectGarbage({
    ...(await open(options, context, outside, places)),
    ...outside,
    corrections: await readAnnotations(options.annotations),
    limits: { today: now().toISOString().slice(0, 10), maxAgeDays: maxAge, budget },
    apply: apply === true,
  });
  context.out(options.json ? `${JSON.stringify(printed(report, options))}\n` : garbageText(report, options));
}

async function open(
  options: Options,
  { signal, now, env }: CommandContext,
  outside: BranchContext,
  places: AsyncDisposableStack,
): Promise<Pick<GarbageOptions, 'archive' | 'data'>> {
  const { remote, branch, dataBranch } = options;
  if (remote === undefined)
    return { archive: new DirectoryArchive(options.snapshots, now), data: new LedgerDirectory(options.data) };
  if (branch === dataBranch)
    throw new PuptimeError(`--branch and --data-branch are both ${branch}: name two branches`, {
      exitCode: 2,
    });
  const access = { url: remote, token: tokenFor(remote, env) };
  const archive = places.use(await RemoteBranch.open(access, branch, signal));
  const data = places.use(await RemoteBranch.open(access, dataBranch, signal));
  return { archive: new BranchArchive(archive, outside), data: new LedgerBranch(data, outside) };
}

function printed(report: GarbageReport, { maxAge, budget }: Options): object {
  return { ...report, limits: { maxAgeDays: maxAge, budget } };
}

/** Whole days. */
function parseAge(text: string): number {
  const days = Duration.safeParse(text).success ? Math.ceil(durationMs(text) / DAY_MS) : 0;
  if (days >= 1 && days <= 36_500) return days;
  throw new InvalidArgumentError('expected a whole number and a unit, such as 90d');
}

/** Bytes. */
function parseSize(text: string): number {
  const [, number, unit] = /^([1-9]\d{0,5})(kB|MB|GB)$/.exec(text) ?? [];
  if (number !== undefined) return Number(number) * { kB: 1e3, MB: 1e6, GB: 1e9 }[unit as 'kB' | 'MB' | 'GB'];
  throw new InvalidArgumentError('expected a whole number and kB, MB or GB, such as 700MB');
}
