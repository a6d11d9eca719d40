import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Lines } from './lines.ts';

/** How long a process has after each signal, and others after its end, in milliseconds. */
export interface Grace {
  afterInterrupt: number;
  afterTerminate: number;
  /** For whoever is left holding the streams of a process that has ended. */
  afterExit: number;
}

/** As GitHub's runner has it. */
export const GITHUB_GRACE: Grace = { afterInterrupt: 7_500, afterTerminate: 2_500, afterExit: 5_000 };

/** A program to be started for a step. */
export interface EntryProgram {
  words: readonly [string, ...string[]];
  cwd: string;
  env: Readonly<Record<string, string>>;
  take: (line: string) => void;
  /** Aborted: it is to end. */
  signal: AbortSignal;
  grace: Grace;
  started: (child: ChildProcess) => void;
}

/**
 * Runs a program to its end: its exit code, or the signal that ended it. When it is to end it gets SIGINT, then SIGTERM, then
 * SIGKILL: it alone, and none of the processes that it started.
 */
export async function runEntry(program: EntryProgram): Promise<number | NodeJS.Signals> {
  const { words, cwd, env, take, signal, grace } = program;
  const [command, ...rest] = words;
  const child = spawn(command, rest, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = Promise.all([child.stdout, child.stderr].map((stream) => once(stream, 'close')));
  const lines = [child.stdout, child.stderr].map((stream) => {
    const cut = new Lines(take);
    stream.on('data', (chunk: Buffer) => cut.add(chunk));
    return cut;
  });
  const timers: NodeJS.Timeout[] = [];
  const end = () => {
    child.kill('SIGINT');
    timers.push(setTimeout(() => child.kill('SIGTERM'), grace.afterInterrupt));
    timers.push(setTimeout(() => child.kill('SIGKILL'), grace.afterInterrupt + grace.afterTerminate));
  };
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  try {
    program.started(child);
    const [code, by] = await ended;
    await atMost(closed, grace.afterExit);
    return code ?? by ?? 'SIGKILL';
  } finally {
    signal.removeEventListener('abort', end);
    for (const timer of timers) clearTimeout(timer);
    child.stdout.destroy();
    child.stderr.destroy();
    for (const cut of lines) cut.end();
  }
}

async function atMost(wait: Promise<unknown>, ms: number): Promise<void> {
  const patience = Promise.withResolvers<void>();
  const timer = setTimeout(patience.resolve, ms);
  await Promise.race([wait, patience.promise]);
  clearTimeout(timer);
}
