import { Command } from 'commander';
import type { CommandContext } from './context.ts';
import { proxyDownCommand } from './proxy-down.ts';
import { proxyReapCommand } from './proxy-reap.ts';
import { proxyStatusCommand } from './proxy-status.ts';
import { proxyUpCommand } from './proxy-up.ts';

/** `proxy`: the life of exits, a step at a time. */
export function proxyCommand(context: CommandContext): Command {
  return new Command('proxy')
    .description('Make, list and remove exits on Lightsail, a step at a time.')
    .helpCommand(false)
    .addCommand(proxyUpCommand(context))
    .addCommand(proxyStatusCommand(context))
    .addCommand(proxyDownCommand(context))
    .addCommand(proxyReapCommand(context))
    .addHelpText(
      'after',
      '\nCredentials are found as the AWS CLI finds them. What an exit is made of is set by PUPTIME_REGIONS, PUPTIME_BUNDLE,\nPUPTIME_BLUEPRINT, PUPTIME_MAX_INSTANCES, PUPTIME_EXIT_MINUTES, PUPTIME_ECHO_URL, PUPTIME_RUNNER_ADDRESS, PUPTIME_SSH_PORT.',
    );
}
