import { z } from 'zod';
import { ACCOUNT } from './account.ts';
import type { Call } from './call.ts';
import type { Instance } from './instance.ts';
import { arnOf } from './instance-wire.ts';
import type { Wish } from './policy.ts';

/** Calls that IAM knows no resource for: a policy must allow them on `*`. */
const WITHOUT_RESOURCE = new Set([
  'GetInstances',
  'GetBundles',
  'GetBlueprints',
  'GetRegions',
  'GetOperation',
]);

const Named = z.looseObject({
  instanceName: z.string().optional(),
  resourceName: z.string().optional(),
  tags: z.array(z.object({ key: z.string(), value: z.string().default('') })).default([]),
});

/** The name of the instance that a call is about; null when it is about none, or none yet. */
export function subjectOf({ params }: Pick<Call, 'params'>): string | null {
  const { instanceName, resourceName } = Named.parse(params);
  return instanceName ?? resourceName ?? null;
}

/**
 * What a call must be allowed. Tags that are given on creation must be allowed twice: as request tags of the creation, and for
 * `TagResource`, as AWS asks it of other services; whether Lightsail does is not documented, and the stricter reading is held.
 */
export function wishesOf(call: Call, instance: Instance | null): Wish[] {
  const { tags } = Named.parse(call.params);
  const wish: Wish = {
    action: `lightsail:${call.operation}`,
    resource: resourceOf(call, instance),
    region: call.region,
    requestTags: Object.fromEntries(tags.map(({ key, value }) => [key, value])),
    resourceTags: instance?.tags ?? {},
  };
  const tagsToo = call.operation === 'CreateInstances' && tags.length > 0;
  return tagsToo ? [wish, { ...wish, action: 'lightsail:TagResource' }] : [wish];
}

function resourceOf({ operation, region }: Call, instance: Instance | null): string {
  if (WITHOUT_RESOURCE.has(operation)) return '*';
  return instance ? arnOf(instance) : `arn:aws:lightsail:${region}:${ACCOUNT}:Instance/*`;
}
