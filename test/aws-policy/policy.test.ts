import {
  CreateInstancesCommand,
  DeleteInstanceCommand,
  GetBlueprintsCommand,
  GetBundlesCommand,
  GetInstanceCommand,
  GetInstancePortStatesCommand,
  GetInstancesCommand,
  GetRegionsCommand,
  type LightsailClient,
  PutInstancePublicPortsCommand,
  TagResourceCommand,
} from '@aws-sdk/client-lightsail';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideBy, type PolicyDocument, type Wish } from '../lightsail/policy.ts';
import { anOrder, clientOf } from '../lightsail/rig.ts';
import { startLightsail } from '../lightsail/stand-in.ts';
import { actionsOf, aStack, policyOf, REPOSITORY } from './stack.ts';

const TAG = 'puptime:repository';
const OURS = [
  { key: TAG, value: REPOSITORY },
  { key: 'puptime:run', value: '17' },
];
const THEIRS = [{ key: TAG, value: 'votes/other' }];
const MONITOR = policyOf(aStack(), 'MonitorRole');
const REAPER = policyOf(aStack({ WithReaper: 'true' }), 'ReaperRole');

/** Makes one call. */
type Call = (client: LightsailClient) => Promise<unknown>;

const create =
  (name: string, tags: typeof OURS | undefined, availabilityZone = 'us-east-2a'): Call =>
  (client) => {
    const order = anOrder({ instanceNames: [name], availabilityZone, ...(tags && { tags }) });
    return client.send(new CreateInstancesCommand(order));
  };
const remove =
  (instanceName: string): Call =>
  (client) =>
    client.send(new DeleteInstanceCommand({ instanceName, forceDeleteAddOns: true }));
const close =
  (instanceName: string): Call =>
  (client) =>
    client.send(new PutInstancePublicPortsCommand({ instanceName, portInfos: [] }));
const tag =
  (resourceName: string, tags: typeof OURS): Call =>
  (client) =>
    client.send(new TagResourceCommand({ resourceName, tags }));
const list: Call = (client) => client.send(new GetInstancesCommand());
const LISTINGS: Call[] = [
  list,
  (client) => client.send(new GetBundlesCommand()),
  (client) => client.send(new GetBlueprintsCommand()),
  (client) => client.send(new GetRegionsCommand({ includeAvailabilityZones: true })),
];
const LOOKS: Call[] = [
  (client) => client.send(new GetInstanceCommand({ instanceName: 'theirs' })),
  (client) => client.send(new GetInstancePortStatesCommand({ instanceName: 'theirs' })),
];

/** A stand-in with the instances `ours`, `theirs` and `untagged`, which never come up; from then on a policy holds. */
async function anAccount(policy: PolicyDocument) {
  const standIn = await startLightsail({ behaviour: { pendingMs: Number.POSITIVE_INFINITY } });
  for (const [name, tags] of [['ours', OURS] as const, ['theirs', THEIRS] as const, ['untagged'] as const]) {
    await create(name, tags)(clientOf(standIn));
  }
  standIn.setPolicy(policy);
  return standIn;
}

async function outcomeOf(client: LightsailClient, call: Call): Promise<string> {
  try {
    await call(client);
    return 'allowed';
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}
const DENIED = 'AccessDeniedException';

describe('the role of the monitor, against the stand-in', () => {
  it.each<[string, Call, string]>([
    ['makes an instance with its own tag', create('new', OURS), 'allowed'],
    ["makes no instance with another repository's tag", create('new', THEIRS), DENIED],
    ['makes no instance without its tag', create('new', OURS.slice(1)), DENIED],
    ['makes no instance without any tag', create('new', undefined), DENIED],
    ['closes the ports of its own instance', close('ours'), 'allowed'],
    ["leaves the ports of another repository's instance alone", close('theirs'), DENIED],
    ['leaves the ports of an instance without a tag alone', close('untagged'), DENIED],
    ['deletes its own instance', remove('ours'), 'allowed'],
    ["does not delete another repository's instance", remove('theirs'), DENIED],
    ['does not delete an instance without a tag', remove('untagged'), DENIED],
    ['learns that what is gone is gone', remove('nobody'), 'NotFoundException'],
    ["does not claim another repository's instance", tag('theirs', OURS), DENIED],
    ['does not give its own instance away', tag('ours', THEIRS), DENIED],
  ])('%s', async (_what, call, expected) => {
    await using standIn = await anAccount(MONITOR);
    expect(await outcomeOf(clientOf(standIn), call)).toBe(expected);
  });

  it('reads what it needs to, and nothing in another region', async () => {
    await using standIn = await anAccount(MONITOR);
    const client = clientOf(standIn);
    for (const call of [...LISTINGS, ...LOOKS]) expect(await outcomeOf(client, call)).toBe('allowed');
    const west = clientOf(standIn, 'us-west-2');
    expect(await outcomeOf(west, create('new', OURS, 'us-west-2a'))).toBe('allowed');
    const east = clientOf(standIn, 'us-east-1');
    for (const call of [create('newer', OURS, 'us-east-1a'), ...LISTINGS]) {
      expect(await outcomeOf(east, call)).toBe(DENIED);
    }
  });
});

describe('the role of the reaper, against the stand-in', () => {
  it('lists and deletes what is its own, and can do nothing else', async () => {
    await using standIn = await anAccount(REAPER);
    const client = clientOf(standIn);
    expect(await outcomeOf(client, list)).toBe('allowed');
    expect(await outcomeOf(client, remove('theirs'))).toBe(DENIED);
    expect(await outcomeOf(client, create('new', OURS))).toBe(DENIED);
    expect(await outcomeOf(client, tag('untagged', OURS))).toBe(DENIED);
    expect(await outcomeOf(client, remove('ours'))).toBe('allowed');
    expect(await outcomeOf(clientOf(standIn, 'us-east-1'), list)).toBe(DENIED);
  });
});

describe('the policies, whatever is asked', () => {
  const REGIONS = ['us-east-2', 'us-west-2'];
  const someTags = fc.dictionary(
    fc.constantFrom(TAG, 'puptime:run', 'other'),
    fc.constantFrom(REPOSITORY, 'votes/other', 'VOTES/PUPTIME', ''),
  );
  const someWish: fc.Arbitrary<Wish> = fc.record({
    action: fc.constantFrom(
      ...actionsOf(MONITOR),
      'lightsail:DeleteDisk',
      'lightsail:UntagResource',
      'lightsail:GetInstanceAccessDetails',
      'ec2:RunInstances',
    ),
    resource: fc.constantFrom('*', 'arn:aws:lightsail:us-east-2:123456789012:Instance/1'),
    region: fc.constantFrom(...REGIONS, 'us-east-1', 'eu-central-1'),
    requestTags: someTags,
    resourceTags: someTags,
  });
  const looksOnly = (action: string) =>
    /^lightsail:Get(Blueprints|Bundles|Instance|InstancePortStates|Instances|Regions)$/.test(action);

  it('let the monitor look, make what it tags as its own, and change what is tagged so, in its regions', () => {
    const decide = decideBy(MONITOR);
    fc.assert(
      fc.property(someWish, (wish) => {
        const asks = wish.requestTags[TAG] === REPOSITORY;
        const has = wish.resourceTags[TAG];
        const expected =
          REGIONS.includes(wish.region) &&
          (looksOnly(wish.action) ||
            (wish.action === 'lightsail:CreateInstances' && asks) ||
            (wish.action === 'lightsail:TagResource' && asks && (has ?? REPOSITORY) === REPOSITORY) ||
            (/^lightsail:(DeleteInstance|PutInstancePublicPorts)$/.test(wish.action) && has === REPOSITORY));
        expect(decide(wish)).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it('let the reaper do nothing that the monitor may not', () => {
    const [monitor, reaper] = [decideBy(MONITOR), decideBy(REAPER)];
    fc.assert(
      fc.property(someWish, (wish) => !reaper(wish) || monitor(wish)),
      { numRuns: 2_000 },
    );
  });
});
