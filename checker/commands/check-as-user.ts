import { randomUUID } from 'node:crypto';
import { access, rm } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import type { RunHead } from '../domain/assemble-run.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import { runIsolated } from '../isolation/run-isolated.ts';
import { Stage } from '../isolation/stage.ts';
import { findIsolatedUser } from '../isolation/user.ts';
import { refuseForeign } from '../results/refuse-foreign.ts';
import type { CommandContext } from './context.ts';
import type { Environment } from './environment.ts';

/** A check that another user is to make. */
export interface IsolatedCheck {
  /** Name of the user. */
  as: string;
  /** Results folder to write, or to go on with. */
  dir: string;
  begun: boolean;
  /** Id and sites of the run. */
  head: Pick<RunHead, 'id' | 'sites'>;
  /** Arguments of `check` beside `--out`, `--confirm`, `--only` and `--headed`. */
  words: readonly string[];
}

/** Variables that the user gets too: they name the run, and none of them opens anything. */
const PASSED = [
  'CI',
  'GITHUB_REPOSITORY',
  'GITHUB_RUN_ATTEMPT',
  'GITHUB_RUN_ID',
  'GITHUB_SERVER_URL',
  'GITHUB_SHA',
  'PUPTIME_ALLOW_LOOPBACK',
  'PUPTIME_BROWSER',
] as const satisfies (keyof Environment)[];

/**
 * Makes a check as another user: pages are opened by processes that have no variable, no file and no right of this one's. What it saw
 * stands in `dir` when this resolves, as far as it came. Rejects with `PuptimeError` when it left nothing, or something else
 * than it was asked for; then nothing of it is kept.
 */
export async function checkAsUser(context: CommandContext, check: IsolatedCheck): Promise<void> {
  const user = await findIsolatedUser(check.as);
  await using stage = await Stage.open(user, check.begun ? check.dir : null);
  const place = check.begun
    ? ['--confirm', stage.results]
    : ['--out', stage.results, '--only', ...Object.keys(check.head.sites)];
  const display = (await hasProgram('xvfb-run', context.env))
    ? ['xvfb-run', '--auto-servernum', '--server-args=-screen 0 1280x1024x24']
    : [];
  const headed = display.length > 0 ? ['--headed'] : [];
  const project = resolve(import.meta.dirname, '../..');
  const cli = join(project, 'checker/cli.ts');
  const code = await withoutCommands(context, () =>
    runIsolated(user, {
      words: [...display, process.execPath, cli, 'check', ...check.words, ...headed, ...place],
      env: { ...passed(context.env), PUPTIME_ISOLATED: check.head.id },
      project,
      home: stage.home,
      signal: context.signal,
    }),
  );
  await stage.takeOver(check.dir);
  await examine(check, code);
}

/** A page that took the process over could have it print workflow commands: none is obeyed until the token that ends this. */
async function withoutCommands<T>({ env, err }: CommandContext, run: () => Promise<T>): Promise<T> {
  if (env.GITHUB_ACTIONS !== 'true') return run();
  const token = randomUUID();
  err(`::stop-commands::${token}\n`);
  try {
    return await run();
  } finally {
    err(`::${token}::\n`);
  }
}

async function examine({ dir, head, as }: IsolatedCheck, code: number | null): Promise<void> {
  try {
    await refuseForeign(dir, head);
  } catch (error) {
    await rm(dir, { recursive: true, force: true });
    if (!(error instanceof PuptimeError)) throw error;
    throw new PuptimeError(`the check as ${as} ended with ${code ?? 'a signal'}: ${error.message}`, {
      exitCode: code === 2 ? 2 : 1,
      cause: error,
    });
  }
}

function passed(env: Environment): Record<string, string> {
  return Object.fromEntries(PASSED.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}

async function hasProgram(name: string, { PATH = '' }: Pick<Environment, 'PATH'>): Promise<boolean> {
  const found = await Promise.allSettled(PATH.split(delimiter).map((folder) => access(join(folder, name))));
  return found.some(({ status }) => status === 'fulfilled');
}
