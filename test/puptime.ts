import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { findBrowser } from '../checker/browser/find-browser.ts';

/** Root of the project. */
export const ROOT = join(import.meta.dirname, '..');

/** The browser of the tests. */
export const BROWSER = findBrowser(process.env);

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
}

/** A command under way. */
export interface Started {
  child: ChildProcess;
  ended: Promise<Ended>;
  /** Standard error so far. */
  heard(): string;
}

/** Starts the command line as a person would, without this process's CI and GitHub variables. */
export function startPuptime(args: readonly string[], env: Record<string, string> = {}): Started {
  const { CI: _ci, DISPLAY: _display, ...rest } = process.env;
  const inherited = Object.fromEntries(Object.entries(rest).filter(([name]) => !name.startsWith('GITHUB_')));
  const child = spawn(process.execPath, [join(ROOT, 'checker/cli.ts'), ...args], {
    cwd: ROOT,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, out, err }));
  });
  return { child, ended, heard: () => err };
}

/** Runs a command to its end. */
export function puptime(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return startPuptime(args, env).ended;
}
