import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { PuptimeError } from '../domain/puptime-error.ts';
import { endProcessesOf } from './processes.ts';
import { asRoot, asUser, type IsolatedUser } from './user.ts';
import { VIEW_SCRIPT, viewOf } from './view.ts';

/** A command for the user, and what it may see. */
export interface IsolatedCommand {
  /** Program and arguments. */
  words: readonly string[];
  /** All of its environment beside what every program needs: a path, a home, a language. */
  env: Readonly<Record<string, string>>;
  /** Folder of the project: seen at its own path, not to be written, and where the command begins. */
  project: string;
  /** A folder of the user: its home. */
  home: string;
  /** Aborted: the command is to end. */
  signal: AbortSignal;
}

/** The Node of this process comes first, then the system. */
const PATH = [
  dirname(process.execPath),
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
].join(':');

/** How long a command has to end by itself, in milliseconds: less than GitHub leaves between its signals. */
const ENDING_MS = 6_000;

/**
 * Runs a command as the user: with an empty environment, and with a view of this machine that hides all homes. It is told to end
 * by the end of its standard input, which also comes when this process is killed. What it prints goes to standard error. Resolves
 * with its exit code when it and all its processes are gone; null when a signal ended it.
 */
export async function runIsolated(user: IsolatedUser, command: IsolatedCommand): Promise<number | null> {
  const { words, env, project, home, signal } = command;
  const variables = { PATH, HOME: home, TMPDIR: home, LANG: 'C.UTF-8', ...env };
  const inner = [
    'env',
    '-i',
    ...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
    ...words,
  ];
  const { hidden, shown } = await viewOf(project, process.execPath);
  const [program, ...rest] = asRoot([
    'unshare',
    '--mount',
    '--propagation',
    'private',
    '--',
    'sh',
    '-c',
    VIEW_SCRIPT,
    'puptime-isolated',
    ...shown,
    '--',
    ...hidden,
    '--',
    ...asUser(user, inner),
  ]);
  const child = spawn(program, rest, { stdio: ['pipe', process.stderr, process.stderr] });
  // It may have ended before it heard of it.
  child.stdin.on('error', () => undefined);
  let patience: NodeJS.Timeout | undefined;
  const end = () => {
    child.stdin.end();
    patience = setTimeout(() => void endProcessesOf(user), ENDING_MS);
  };
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    return code;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new PuptimeError(`${program}: cannot be started: ${why}`, { cause: error });
  } finally {
    clearTimeout(patience);
    signal.removeEventListener('abort', end);
    await endProcessesOf(user);
  }
}
