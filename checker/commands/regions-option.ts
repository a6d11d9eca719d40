import type { Command } from 'commander';
import { PuptimeError } from '../domain/puptime-error.ts';
import { exitSettings } from '../routes/lightsail/exit-settings.ts';
import { LightsailApi } from '../routes/lightsail/lightsail-api.ts';
import type { CommandContext } from './context.ts';

/** Adds the option that says in which regions to look. */
export function addRegionsOption(command: Command): Command {
  return command.option('--regions <region...>', 'where to look (default: PUPTIME_REGIONS)');
}

/** A client for each region that was asked for, or that exits are made in. */
export function regionApis({ env }: CommandContext, regions?: readonly string[]): LightsailApi[] {
  const wrong = regions?.find((region) => !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region));
  if (wrong !== undefined)
    throw new PuptimeError(`${wrong}: expected a region of AWS, such as us-east-2`, { exitCode: 2 });
  return (regions ?? exitSettings(env).regions).map((region) => new LightsailApi(region));
}
