import type { Command } from 'commander';
import type { Environment } from './environment.ts';

/** Adds the option that lets pages on this machine be loaded. */
export function addLoopbackOption(command: Command): Command {
  return command.option(
    '--allow-loopback',
    'let pages on this machine be loaded, over http and any port, for tests (or PUPTIME_ALLOW_LOOPBACK=1)',
  );
}

/** Whether they may be. */
export function allowsLoopback(
  { allowLoopback }: { allowLoopback?: boolean | undefined },
  { PUPTIME_ALLOW_LOOPBACK }: Pick<Environment, 'PUPTIME_ALLOW_LOOPBACK'>,
): boolean {
  return allowLoopback === true || PUPTIME_ALLOW_LOOPBACK === '1';
}
