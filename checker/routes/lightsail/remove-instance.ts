import { setTimeout as sleep } from 'node:timers/promises';
import { type InstanceOwner, isOwned } from './instance-name.ts';
import type { LightsailApi } from './lightsail-api.ts';
import { LightsailError } from './lightsail-error.ts';

export interface Removal {
  now(): Date;
  /** Removes only what carries this owner's tags. */
  owner?: InstanceOwner;
  patienceMs?: number;
  pollMs?: number;
}

/**
 * Deletes an instance and waits until it is gone, trying again for two minutes whatever goes wrong. True when there was one; that
 * there is none is a success. Rejects with `LightsailError` when it is still there, or not ours.
 */
export async function removeInstance(api: LightsailApi, name: string, removal: Removal): Promise<boolean> {
  const { now, owner, patienceMs = 120_000, pollMs = 1_000 } = removal;
  const until = now().getTime() + patienceMs;
  let ordered = false;
  for (let last: unknown = null; ; ) {
    try {
      const found = owner && !ordered ? await api.find(name) : undefined;
      if (found === null) return ordered;
      if (found && owner && !isOwned(found.tags, owner)) {
        throw new LightsailError(
          'invalid',
          `${name} in ${api.region} carries other tags than ours, so it is left alone`,
        );
      }
      if (!ordered) {
        if (!(await api.delete(name))) return false;
        ordered = true;
      }
      if ((await api.find(name)) === null) return true;
    } catch (error) {
      if (!(error instanceof LightsailError) || !['service', 'capacity'].includes(error.kind)) throw error;
      last = error;
    }
    if (now().getTime() >= until) {
      throw new LightsailError(
        'service',
        `${name} in ${api.region} could not be removed; "puptime proxy reap" tries again${last instanceof Error ? `: ${last.message}` : ''}`,
        last,
      );
    }
    await sleep(pollMs);
  }
}
