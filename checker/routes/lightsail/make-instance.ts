import { setTimeout as sleep } from 'node:timers/promises';
import { type InstanceOwner, instanceName, instanceTags, isOwned } from './instance-name.ts';
import type { InstanceFacts, LightsailApi } from './lightsail-api.ts';
import { LightsailError } from './lightsail-error.ts';
import { removeInstance } from './remove-instance.ts';

export interface InstanceWish {
  owner: InstanceOwner;
  /** Which of the run's exits it is, from 1. */
  ordinal: number;
  bundle: string;
  blueprint: string;
  userData: string;
  expires: Date;
}

/** How long an instance may take to run and to have an address. */
export interface InstancePatience {
  runningMs: number;
  pollMs: number;
}

const PATIENCE: InstancePatience = { runningMs: 180_000, pollMs: 2_000 };

/** An instance that runs and has an address, and when it was asked for and came to be so. */
export interface MadeInstance {
  instance: InstanceFacts & { address: string };
  api: LightsailApi;
  createdAt: Date;
  runningAt: Date;
  /** Price of its bundle, a month. */
  dollarsAMonth: number;
}

export interface MakingContext {
  now(): Date;
  signal: AbortSignal;
  log(line: string): void;
  patience?: InstancePatience;
}

/**
 * Makes an instance in the first region and zone that can: zone by zone, then region by region, deleting what failed on the way.
 * Rejects with `LightsailError` when none can, at once when a person must mend something; then nothing is left.
 */
export async function makeInstance(
  apis: readonly LightsailApi[],
  wish: InstanceWish,
  context: MakingContext,
): Promise<MadeInstance> {
  const tried: string[] = [];
  for (const api of apis) {
    const [dollarsAMonth, zones] = await Promise.all([priceOf(api, wish), api.zones()]);
    for (const zone of zones) {
      context.signal.throwIfAborted();
      try {
        return { ...(await makeIn(api, zone, wish, context)), dollarsAMonth };
      } catch (error) {
        await removeInstance(api, instanceName(wish.owner, wish.ordinal), {
          now: context.now,
          owner: wish.owner,
        });
        context.signal.throwIfAborted();
        if (!(error instanceof LightsailError) || !['capacity', 'service'].includes(error.kind)) throw error;
        tried.push(`${zone}: ${error.message}`);
        context.log(`No instance in ${zone}; trying the next one. ${error.message}`);
      }
    }
  }
  throw new LightsailError(
    'capacity',
    `no zone could make an instance:\n${tried.map((line) => `  ${line}`).join('\n')}`,
  );
}

async function makeIn(
  api: LightsailApi,
  zone: string,
  wish: InstanceWish,
  context: MakingContext,
): Promise<Omit<MadeInstance, 'dollarsAMonth'>> {
  const name = instanceName(wish.owner, wish.ordinal);
  const createdAt = context.now();
  const { bundle, blueprint, userData, owner, expires } = wish;
  try {
    await api.create({ name, zone, bundle, blueprint, userData, tags: instanceTags(owner, expires) });
  } catch (error) {
    // The answer to a create can get lost on the way; the SDK then asks again and is told that the name is in use. Only the tags
    // tell whether the instance of that name is the one just asked for.
    const lost = error instanceof LightsailError && (error.kind === 'in-use' || error.kind === 'service');
    const found = lost ? await api.find(name) : null;
    if (!found || !isOwned(found.tags, owner)) throw error;
    context.log(`The answer to creating ${name} was lost; it is there, with our tags.`);
  }
  const instance = await untilRunning(api, name, context);
  return { instance, api, createdAt, runningAt: context.now() };
}

/** `running` can come before the address: both are waited for. */
async function untilRunning(
  api: LightsailApi,
  name: string,
  { now, signal, patience = PATIENCE }: MakingContext,
): Promise<InstanceFacts & { address: string }> {
  const until = now().getTime() + patience.runningMs;
  for (let state = 'nowhere'; ; ) {
    const found = await api.find(name);
    if (found?.state === 'running' && found.address !== null) return { ...found, address: found.address };
    state = found ? `${found.state}${found.address ? '' : ', without an address'}` : 'nowhere';
    if (now().getTime() >= until) {
      throw new LightsailError(
        'capacity',
        `Lightsail: ${name} did not come up within ${Math.round(patience.runningMs / 1_000)} s: it is ${state}`,
      );
    }
    await sleep(patience.pollMs, undefined, { signal });
  }
}

/** Dollars a month for the bundle. Rejects where there is no such bundle or blueprint. */
async function priceOf(api: LightsailApi, { bundle, blueprint }: InstanceWish): Promise<number> {
  const [bundles, blueprints] = await Promise.all([api.bundles(), api.blueprints()]);
  const offered = bundles.find(({ id }) => id === bundle);
  const missing = [
    ...(offered ? [] : [`PUPTIME_BUNDLE=${bundle}: there is ${names(bundles)}`]),
    ...(blueprints.some(({ id }) => id === blueprint)
      ? []
      : [`PUPTIME_BLUEPRINT=${blueprint}: there is ${names(blueprints)}`]),
  ];
  if (missing.length > 0)
    throw new LightsailError(
      'invalid',
      `Lightsail has no such thing in ${api.region}:\n${missing.map((line) => `  ${line}`).join('\n')}`,
    );
  return offered?.price ?? 0;
}

function names(entries: readonly { id: string }[]): string {
  return (
    entries
      .map(({ id }) => id)
      .slice(0, 12)
      .join(', ') || 'nothing'
  );
}
