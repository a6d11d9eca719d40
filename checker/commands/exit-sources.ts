import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExitSource } from '../check/exit-source.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import type { AddressPolicy } from '../routes/addresses.ts';
import { exitSettings } from '../routes/lightsail/exit-settings.ts';
import { givenRoute, type Route } from '../routes/route.ts';
import type { CommandContext } from './context.ts';
import { exitOwner } from './exit-owner.ts';

/** The exits that a command was given by name, each made when it is needed. Throws `PuptimeError` for a name that is none. */
export function exitSources(
  context: CommandContext,
  specs: readonly string[],
  run: { run: string; allowLoopback: boolean },
): ExitSource[] {
  const policy: AddressPolicy = { allowLoopback: run.allowLoopback };
  return specs.map((spec, index) => {
    const file = /^tunnel:(.+)$/.exec(spec)?.[1];
    if (file !== undefined) return new ExitSource(spec, () => openLeft(context, file, policy));
    const region = /^lightsail:(.*)$/.exec(spec)?.[1];
    if (region === undefined) {
      const route = givenRoute(spec, policy);
      return new ExitSource(route.name, () => Promise.resolve(route));
    }
    if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) {
      throw new PuptimeError(`--route ${spec}: expected a region of AWS, such as lightsail:us-east-2`, {
        exitCode: 2,
      });
    }
    return new ExitSource(spec, () => openLightsail(context, region, index + 1, run.run, policy));
  });
}

async function openLeft(context: CommandContext, file: string, policy: AddressPolicy): Promise<Route> {
  const { adoptRoute } = await import('../routes/lightsail/left-exit.ts');
  const { now, signal, err } = context;
  return adoptRoute(file, policy, { now, signal, log: (line) => err(`${line}\n`) });
}

async function openLightsail(
  context: CommandContext,
  region: string,
  ordinal: number,
  run: string,
  policy: AddressPolicy,
): Promise<Route> {
  // Loaded when it is needed: the SDK is large.
  const [{ LightsailApi }, { LightsailRoute }] = await Promise.all([
    import('../routes/lightsail/lightsail-api.ts'),
    import('../routes/lightsail/lightsail-route.ts'),
  ]);
  const settings = exitSettings(context.env);
  const regions = [region, ...settings.regions.filter((other) => other !== region)];
  const wish = {
    owner: exitOwner(context.env, run),
    ordinal,
    apis: regions.map((name) => new LightsailApi(name)),
    settings,
    keysParent: join(tmpdir(), 'puptime-keys'),
    now: context.now,
    signal: context.signal,
    log: (line: string) => context.err(`${line}\n`),
  };
  context.err(`Making an exit in ${region} …\n`);
  const route = await LightsailRoute.open(wish, policy);
  const { address, region: made, zone, instance } = route.exit();
  context.err(
    `Exit ${instance} in ${zone}: seen as ${address}${made === region ? '' : `, as ${region} could make none`}.\n`,
  );
  return route;
}
