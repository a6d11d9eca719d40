import {
  CreateInstancesCommand,
  DeleteInstanceCommand,
  GetBlueprintsCommand,
  GetBundlesCommand,
  GetInstanceCommand,
  GetInstancePortStatesCommand,
  GetInstanceStateCommand,
  GetInstancesCommand,
  GetOperationCommand,
  GetRegionsCommand,
  LightsailClient,
  PutInstancePublicPortsCommand,
  TagResourceCommand,
} from '@aws-sdk/client-lightsail';
import { expect, it, vi } from 'vitest';
import { anOrder, clientOf, until } from './rig.ts';
import { startLightsail } from './stand-in.ts';

const FOR_EVER = Number.POSITIVE_INFINITY;

it('creates, runs, addresses, deletes and forgets an instance', async () => {
  await using standIn = await startLightsail();
  const client = clientOf(standIn);
  const tags = [{ key: 'run', value: '17' }, { key: 'mine' }];
  const { operations } = await client.send(new CreateInstancesCommand(anOrder({ tags })));
  expect(operations).toMatchObject([
    {
      resourceName: 'exit-1',
      operationType: 'CreateInstance',
      status: 'Started',
      createdAt: expect.any(Date),
    },
  ]);
  const get = async () => (await client.send(new GetInstanceCommand({ instanceName: 'exit-1' }))).instance;
  const seen = new Set<string>();
  const running = await until(async () => {
    const instance = await get();
    seen.add(`${instance?.state?.name} ${instance?.publicIpAddress ? 'with' : 'without'} address`);
    return instance?.publicIpAddress ? instance : null;
  });
  expect([...seen]).not.toContain('pending with address');
  expect(running).toMatchObject({
    tags,
    username: 'ubuntu',
    location: { availabilityZone: 'us-east-2a', regionName: 'us-east-2' },
    publicIpAddress: standIn.instance('exit-1').address,
    arn: expect.stringMatching(/^arn:aws:lightsail:us-east-2:\d{12}:Instance\/[0-9a-f-]{36}$/),
    createdAt: expect.any(Date),
  });
  const { operation } = await client.send(new GetOperationCommand({ operationId: operations?.[0]?.id }));
  expect(operation).toMatchObject({ id: operations?.[0]?.id, status: 'Succeeded', isTerminal: true });
  await client.send(new DeleteInstanceCommand({ instanceName: 'exit-1', forceDeleteAddOns: true }));
  await until(() => standIn.instances().length === 0);
  for (const command of [DeleteInstanceCommand, GetInstanceStateCommand]) {
    await expect(
      client.send(new command({ instanceName: 'exit-1' }) as DeleteInstanceCommand),
    ).rejects.toThrow('does not exist');
  }
  // A name is free again once its instance is gone.
  await client.send(new CreateInstancesCommand(anOrder()));
});

it('keeps the name of an instance that is shutting down', async () => {
  await using standIn = await startLightsail({ behaviour: { pendingMs: FOR_EVER, deletingMs: 60_000 } });
  const client = clientOf(standIn);
  await client.send(new CreateInstancesCommand(anOrder()));
  for (const _ of ['first', 'again'])
    await client.send(new DeleteInstanceCommand({ instanceName: 'exit-1' }));
  const { state } = await client.send(new GetInstanceStateCommand({ instanceName: 'exit-1' }));
  expect(state).toEqual({ code: 32, name: 'shutting-down' });
  await expect(client.send(new CreateInstancesCommand(anOrder()))).rejects.toThrow('already in use');
});

it.each([
  ['never runs', { pendingMs: FOR_EVER }, 'pending'],
  ['never has an address', { addressMs: FOR_EVER, pendingMs: 0 }, 'running'],
])('may have an instance that %s, and deletes it all the same', async (_what, behaviour, state) => {
  await using standIn = await startLightsail();
  standIn.behave({ zone: 'us-east-2a', ...behaviour });
  const client = clientOf(standIn);
  await client.send(new CreateInstancesCommand(anOrder()));
  const instance = standIn.instance('exit-1');
  await until(() => instance.state === state && (state === 'pending' || instance.launch));
  expect(instance.publicIpAddress).toBeNull();
  await client.send(new DeleteInstanceCommand({ instanceName: 'exit-1' }));
  await until(() => standIn.instances().length === 0);
});

it('pages instances, each once, though others go meanwhile', async () => {
  await using standIn = await startLightsail({
    pageSize: 2,
    behaviour: { pendingMs: FOR_EVER, deletingMs: 0 },
  });
  const client = clientOf(standIn);
  const instanceNames = ['n1', 'n2', 'n3', 'n4', 'n5'];
  await client.send(new CreateInstancesCommand(anOrder({ instanceNames })));
  const pages: (string | undefined)[][] = [];
  let pageToken: string | undefined;
  do {
    const page = await client.send(new GetInstancesCommand({ pageToken }));
    pages.push((page.instances ?? []).map(({ name }) => name));
    pageToken = page.nextPageToken;
    if (pages.length === 1) {
      await client.send(new DeleteInstanceCommand({ instanceName: 'n2' }));
      await until(() => standIn.instances().length === 4);
    }
  } while (pageToken);
  expect(pages).toEqual([['n1', 'n2'], ['n3', 'n4'], ['n5']]);
});

it('keeps regions apart, names and quota included', async () => {
  await using standIn = await startLightsail({ quota: 1, behaviour: { pendingMs: FOR_EVER } });
  await clientOf(standIn).send(new CreateInstancesCommand(anOrder()));
  const west = clientOf(standIn, 'us-west-2');
  await west.send(new CreateInstancesCommand(anOrder({ availabilityZone: 'us-west-2b' })));
  expect((await west.send(new GetInstancesCommand({}))).instances).toHaveLength(1);
  expect(standIn.instances().map(({ region }) => region)).toEqual(['us-east-2', 'us-west-2']);
});

it('remembers ports and tags', async () => {
  await using standIn = await startLightsail({ behaviour: { pendingMs: FOR_EVER } });
  const client = clientOf(standIn);
  await client.send(new CreateInstancesCommand(anOrder()));
  const instanceName = 'exit-1';
  const ports = async () =>
    (await client.send(new GetInstancePortStatesCommand({ instanceName }))).portStates;
  expect((await ports())?.map(({ fromPort, cidrs }) => [fromPort, cidrs])).toEqual([
    [22, ['0.0.0.0/0']],
    [80, ['0.0.0.0/0']],
  ]);
  const only = { fromPort: 22, toPort: 22, protocol: 'tcp', cidrs: ['198.51.100.7/32'] } as const;
  await client.send(
    new PutInstancePublicPortsCommand({ instanceName, portInfos: [{ ...only, cidrs: [...only.cidrs] }] }),
  );
  expect(await ports()).toEqual([{ ...only, state: 'open', ipv6Cidrs: [], cidrListAliases: [] }]);
  await client.send(
    new TagResourceCommand({ resourceName: instanceName, tags: [{ key: 'run', value: '17' }] }),
  );
  expect(standIn.instance(instanceName).tags).toEqual({ run: '17' });
});

it('lists what can be bought, and where', async () => {
  await using standIn = await startLightsail();
  const client = clientOf(standIn);
  const { bundles } = await client.send(new GetBundlesCommand({}));
  expect(bundles?.find(({ bundleId }) => bundleId === 'nano_3_0')).toMatchObject({
    price: 5,
    isActive: true,
  });
  expect(bundles?.map(({ bundleId }) => bundleId)).not.toContain('nano_2_0');
  const all = await client.send(new GetBundlesCommand({ includeInactive: true }));
  expect(all.bundles?.map(({ bundleId }) => bundleId)).toContain('nano_2_0');
  const { blueprints } = await client.send(new GetBlueprintsCommand({}));
  expect(blueprints?.map(({ blueprintId }) => blueprintId)).toContain('ubuntu_24_04');
  const { regions } = await client.send(new GetRegionsCommand({ includeAvailabilityZones: true }));
  expect(
    regions?.find(({ name }) => name === 'us-east-2')?.availabilityZones?.map(({ zoneName }) => zoneName),
  ).toEqual(['us-east-2a', 'us-east-2b', 'us-east-2c']);
});

it('is found by the environment alone', async () => {
  await using standIn = await startLightsail();
  for (const [name, value] of Object.entries(standIn.env)) vi.stubEnv(name, value);
  try {
    const { instances } = await new LightsailClient({ region: 'us-west-2' }).send(
      new GetInstancesCommand({}),
    );
    expect(instances).toEqual([]);
  } finally {
    vi.unstubAllEnvs();
  }
  expect(standIn.calls()).toMatchObject([
    { operation: 'GetInstances', region: 'us-west-2', params: {}, outcome: 'answered' },
  ]);
});
