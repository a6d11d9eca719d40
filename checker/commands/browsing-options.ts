import type { Command } from 'commander';
import { findBrowser } from '../browser/find-browser.ts';
import type { LaunchOptions } from '../browser/launch.ts';
import { DEFAULT_CONCURRENCY } from '../check/run-check.ts';
import { parseCount } from './arguments.ts';
import type { CommandContext } from './context.ts';
import { addLoopbackOption } from './loopback-option.ts';

/** What every command that loads pages may be told. */
export interface BrowsingOptions {
  route: string[];
  concurrency: number;
  headed?: boolean;
  allowLoopback?: boolean;
}

/** Adds the options of loading pages to a command. */
export function addBrowsingOptions(command: Command): Command {
  return addLoopbackOption(command)
    .option(
      '--route <route...>',
      'ways out: direct, socks5://host:port, http://user:password@host:port, lightsail:<region>; the first for the first pass, the others to confirm',
      ['direct'],
    )
    .option('--concurrency <n>', 'pages at once', parseCount, DEFAULT_CONCURRENCY)
    .option('--headed', 'show the browser’s window (default where CI is set and there is a display)');
}

/** The browser to launch: the one this machine has, in a window where a CI run has a display. */
export function launchOptions({ env }: CommandContext, headed?: boolean): LaunchOptions {
  const byDefault = env.CI !== undefined && env.DISPLAY !== undefined;
  return { executablePath: findBrowser(env), headed: headed ?? byDefault };
}
