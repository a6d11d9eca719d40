import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { MONITOR_WORKFLOW } from '../domain/keepalive.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import { USUAL_REGIONS } from '../domain/setup/aws-command.ts';
import { type Found, fullName } from '../domain/setup/found.ts';
import { hindrances } from '../domain/setup/hindrances.ts';
import { planSetup } from '../domain/setup/plan-setup.ts';
import { AWS_ROLE } from '../domain/setup/plan-variables.ts';
import { readFound } from '../setup/read-found.ts';
import { readSites } from '../sites/read-sites.ts';
import type { CommandContext } from './context.ts';
import { openSetup, type SetupAccess } from './setup-access.ts';
import { applySetup } from './setup-apply.ts';
import { type CheckTimes, checkSetup } from './setup-check.ts';
import { awsText, endText } from './setup-next.ts';
import { forPerson } from './setup-problem.ts';
import { runAndWatch } from './setup-run.ts';
import { checkText, hindrancesText, planText } from './setup-text.ts';
import { setupWish, type WishOptions } from './setup-wish.ts';

interface SetupOptions extends WishOptions {
  repository?: string;
  sites: string;
  aws?: boolean;
  check?: boolean;
  dryRun?: boolean;
  yes?: boolean;
  /** `--run`, `--no-run`; neither: when the monitor was not on before. */
  run?: boolean;
  json?: boolean;
}

/** `setup`: makes a repository on GitHub ready for the monitor, or says how it stands. */
export function setupCommand(context: CommandContext): Command {
  return new Command('setup')
    .description(
      'Make a repository on GitHub ready for the monitor: shows what is missing, asks, does it, starts the first run.',
    )
    .option(
      '--repository <owner/name>',
      'which one (default: GITHUB_REPOSITORY, else where this clone is from)',
    )
    .option('--check', 'change nothing: say what is configured, what is missing, and how the monitor does')
    .option('--dry-run', 'show what would be changed, and change nothing')
    .option('--yes', 'do it without asking')
    .option('--aws', 'show how to prepare an AWS account, for fresh addresses in each run')
    .option('--aws-role <arn>', 'role at AWS that runs are to take on, as the stack of .github/aws prints it')
    .option('--regions <region...>', 'regions of AWS in which addresses are made')
    .option('--site-url <url>', 'where the status site is (default: where GitHub Pages puts it)')
    .option('--run', 'start a run and watch it, also when nothing had to be changed')
    .option('--no-run', 'start none')
    .option('--sites <file>', 'what is monitored: its interval counts', 'sites.json')
    .option('--json', 'print the outcome as JSON')
    .addHelpText('after', HELP)
    .action(async (options: SetupOptions) => {
      try {
        await setup(context, options);
      } catch (error) {
        throw forPerson(error);
      }
    });
}

const HELP = `
Needs to know who you are on GitHub: be signed in with its command line (gh auth login), or give a token in GITHUB_TOKEN or
GH_TOKEN (a fine-grained one needs write access to Actions, Administration, Contents, Issues, Pages and Variables). It is
used, not kept. Doing it again changes only what is missing.

Examples:
  npx puptime setup --dry-run
  npx puptime setup
  npx puptime setup --aws
  npx puptime setup --aws-role arn:aws:iam::123456789012:role/puptime-MonitorRole-1ABC --regions us-east-2 us-west-2
  npx puptime setup --check

Exit codes: 0 done, or with --check no fault; 1 something failed, or a fault was found; 2 wrong use.`;

/** As GitHub asks of whoever changes things one after the other. */
const SPACING_MS = 1_000;

async function setup(context: CommandContext, options: SetupOptions): Promise<void> {
  const { err, out } = context;
  const log = (line: string) => err(`${line}\n`);
  const wish = setupWish(options);
  const times = await timesOf(options.sites);
  const access = await openSetup(context, options, { log, spacingMs: SPACING_MS });
  const found = await readFound(access.api, access.repository);
  if (options.check) {
    const findings = await checkSetup(context, access, { found, wish, times });
    out(
      options.json
        ? `${JSON.stringify({ repository: fullName(found.repository), findings }, null, 2)}\n`
        : `${fullName(found.repository)}\n\n${checkText(findings, { colour: context.terminal.live })}`,
    );
    if (findings.some(({ level }) => level === 'fault')) context.setExitCode(1);
    return;
  }
  const steps = planSetup(found, wish);
  const toSee = hindrances(found, times.intervalMs);
  err(`Setting up ${fullName(found.repository)}\n\n${planText(steps)}\n${hindrancesText(toSee)}`);
  if (await wantsAws(context, options, found)) err(awsText(found, options.regions ?? USUAL_REGIONS));
  const told = { repository: fullName(found.repository), steps, findings: toSee };
  if (options.dryRun) {
    err('Nothing was changed (--dry-run).\n');
    if (options.json) out(`${JSON.stringify({ ...told, applied: null, run: null }, null, 2)}\n`);
    return;
  }
  if (steps.length > 0 && !(await agreed(context, options))) {
    err('Nothing was changed.\n');
    return;
  }
  const applied = await applySetup(access.api, steps, {
    signal: context.signal,
    siteUrl: wish.siteUrl,
    say: log,
  });
  const failed = applied.failed.some(({ step }) => step.weight === 'needed') || applied.left.length > 0;
  if (failed) err('\nWithout this the monitor was not turned on. Mend it, and run this again.\n');
  const runs = !failed && (options.run ?? steps.length > 0);
  const run = runs ? await firstRun(context, access, found) : null;
  if (!failed) err(endText(found, applied, access));
  if (options.json) out(`${JSON.stringify({ ...told, applied, run }, null, 2)}\n`);
  if (applied.failed.length > 0 || run === false) context.setExitCode(1);
}

/** Of the file where there is one; the usual ones elsewhere. */
async function timesOf(path: string): Promise<CheckTimes> {
  if (!existsSync(path)) return { intervalMs: 15 * 60_000, maxGapMs: 45 * 60_000 };
  return (await readSites(path, { allowLoopback: true })).settings;
}

/** Asked only of whoever sits there, and only until there is a role. */
async function wantsAws(
  { ask }: CommandContext,
  { aws, awsRole, yes, dryRun }: SetupOptions,
  { variables }: Found,
): Promise<boolean> {
  if (aws) return true;
  if (awsRole !== undefined || variables.get(AWS_ROLE) || yes || dryRun || !ask) return false;
  const answer = await ask(
    'Have you an AWS account, and want each run to leave from fresh addresses? It can be added later. [y/N] ',
  );
  return /^y(es)?$/i.test(answer);
}

async function agreed({ ask }: CommandContext, { yes }: SetupOptions): Promise<boolean> {
  if (yes) return true;
  if (!ask)
    throw new PuptimeError(
      'Nobody is here to be asked whether to go on: --yes does it, --dry-run only shows it.',
      {
        exitCode: 2,
      },
    );
  return /^y(es)?$/i.test(await ask('Go on? [y/N] '));
}

async function firstRun(
  context: CommandContext,
  { api, url }: SetupAccess,
  { repository, workflows, actions }: Found,
): Promise<boolean | null> {
  const state = workflows.find(({ file }) => file === MONITOR_WORKFLOW)?.state;
  // While Actions were off GitHub may have shown none.
  if (state === 'disabled_manually' || (state === undefined && actions.enabled)) {
    context.err('\nNo run was started: see above what is to be seen to about the workflow “Monitor”.\n');
    return null;
  }
  return runAndWatch(context, api, repository.defaultBranch, `${url}/actions/workflows/monitor.yml`);
}
