import {
  CreateInstancesCommand,
  type CreateInstancesCommandInput,
  DeleteInstanceCommand,
  GetInstanceCommand,
  GetInstancesCommand,
  GetOperationCommand,
  type PortInfo,
  PutInstancePublicPortsCommand,
  TagResourceCommand,
} from '@aws-sdk/client-lightsail';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOrder, clientOf } from './rig.ts';
import { type LightsailStandIn, startLightsail } from './stand-in.ts';

let standIn: LightsailStandIn;
beforeAll(async () => {
  standIn = await startLightsail({ quota: 3, behaviour: { pendingMs: Number.POSITIVE_INFINITY } });
  await clientOf(standIn).send(new CreateInstancesCommand(anOrder({ instanceNames: ['taken'] })));
});
afterAll(() => standIn.close());

const refusal = (name: string, words: string) =>
  expect.objectContaining({ name, message: expect.stringContaining(words) });

/** What a program may send though the types forbid it. */
const wrongly = (value: unknown) => value as never;
const tag = (key: string, value = 'v') => ({ tags: [{ key, value }] });
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `n-${index}`);

describe('the creation of an instance', () => {
  it.each<[string, Partial<CreateInstancesCommandInput>, string, string?]>([
    ['no names', { instanceNames: wrongly(undefined) }, "null at 'instanceNames'"],
    ['an empty list of names', { instanceNames: [] }, 'At least one'],
    ['a name with a space', { instanceNames: ['my exit'] }, 'my exit is not a valid resource name'],
    ['a name that begins with a dash', { instanceNames: ['-exit'] }, 'not a valid resource name'],
    ['a name of one letter', { instanceNames: ['x'] }, 'not a valid resource name'],
    ['a name of 256 letters', { instanceNames: ['x'.repeat(256)] }, 'not a valid resource name'],
    ['a name in use', { instanceNames: ['taken'] }, 'Some names are already in use: taken'],
    ['a name twice', { instanceNames: ['ab', 'ab'] }, 'Some names are already in use: ab'],
    ['too many for the quota', { instanceNames: numbered(3) }, 'maximum limit'],
    [
      'names that are one text',
      { instanceNames: wrongly('exit-1') },
      'instanceNames',
      'SerializationException',
    ],
    ['no zone', { availabilityZone: wrongly(undefined) }, "null at 'availabilityZone'"],
    ['a zone of another region', { availabilityZone: 'us-west-2a' }, 'us-west-2a is not valid in us-east-2'],
    ['a zone that does not exist', { availabilityZone: 'us-east-2d' }, 'us-east-2d'],
    ['no blueprint', { blueprintId: wrongly(undefined) }, "null at 'blueprintId'"],
    ['an unknown blueprint', { blueprintId: 'ubuntu_99' }, 'ubuntu_99'],
    ['a retired blueprint', { blueprintId: 'ubuntu_18_04' }, 'no longer available'],
    [
      'a blueprint that the bundle cannot run',
      { blueprintId: 'windows_server_2022' },
      'cannot be used with the blueprint',
    ],
    ['a blank bundle', { bundleId: ' ' }, 'blank'],
    ['an unknown bundle', { bundleId: 'pico_3_0' }, 'pico_3_0'],
    ['a retired bundle', { bundleId: 'nano_2_0' }, 'no longer available'],
    ['an IPv6 bundle for IPv4', { bundleId: 'nano_ipv6_3_0' }, 'IP address type'],
    ['an unknown address type', { ipAddressType: wrongly('ipv5') }, 'ipAddressType'],
    ['too long a script', { userData: 'é'.repeat(8193) }, '16384'],
    ['a script that is a number', { userData: wrongly(1) }, 'userData', 'SerializationException'],
    ['an unknown key pair', { keyPairName: 'mine' }, 'mine', 'NotFoundException'],
    ['an empty tag key', tag(''), 'at least 1'],
    ['a long tag key', tag('k'.repeat(129)), '128'],
    ['a long tag value', tag('k', 'v'.repeat(257)), '256'],
    ['a tag of strange letters', tag('k', 'a;b'), 'not allowed'],
    ['a reserved tag', tag('aws:x'), 'reserved'],
    ['a tag twice', { tags: [{ key: 'k' }, { key: 'k' }] }, 'unique'],
    ['51 tags', { tags: numbered(51).map((key) => ({ key })) }, '50'],
  ])('is refused with %s', async (_what, order, words, name = 'InvalidInputException') => {
    await expect(clientOf(standIn).send(new CreateInstancesCommand(anOrder(order)))).rejects.toThrowError(
      refusal(name, words),
    );
    expect(standIn.instances()).toHaveLength(1);
  });
});

describe('ports', () => {
  it.each<[string, Partial<PortInfo>, string]>([
    ['an unknown protocol', { protocol: wrongly('sctp') }, 'protocol'],
    ['a port above 65535', { toPort: 65_536 }, '65535'],
    ['ports the wrong way round', { fromPort: 23 }, '23-22'],
    ['a port that is half', { fromPort: 1.5 }, 'fromPort'],
    ['an IPv4 range out of bounds', { cidrs: ['192.0.2.0/33'] }, '192.0.2.0/33'],
    ['an address that is none', { cidrs: ['me'] }, 'me is not a valid'],
    ['a range without bits', { cidrs: ['192.0.2.0/'] }, '192.0.2.0/'],
    ['IPv6 where IPv4 belongs', { cidrs: ['2001:db8::/32'] }, 'ipv4'],
    ['IPv4 where IPv6 belongs', { ipv6Cidrs: ['192.0.2.1/32'] }, 'ipv6'],
  ])('are refused with %s', async (_what, info, words) => {
    const portInfos = [{ fromPort: 22, toPort: 22, protocol: 'tcp' as const, ...info }];
    const put = new PutInstancePublicPortsCommand({ instanceName: 'taken', portInfos });
    await expect(clientOf(standIn).send(put)).rejects.toThrowError(
      expect.objectContaining({ message: expect.stringContaining(words) }),
    );
  });

  it('are refused when they are given twice', async () => {
    const info = { fromPort: 22, toPort: 22, protocol: 'tcp' } as const;
    const put = new PutInstancePublicPortsCommand({ instanceName: 'taken', portInfos: [info, info] });
    await expect(clientOf(standIn).send(put)).rejects.toThrowError(refusal('InvalidInputException', 'twice'));
  });
});

describe('what does not exist', () => {
  it.each([
    ['an instance to read', () => new GetInstanceCommand({ instanceName: 'nobody' })],
    ['an instance to delete', () => new DeleteInstanceCommand({ instanceName: 'nobody' })],
    ['an instance to tag', () => new TagResourceCommand({ resourceName: 'nobody', tags: [] })],
    ['an operation', () => new GetOperationCommand({ operationId: 'nothing' })],
  ])('is not found: %s', async (_what, command) => {
    const send = clientOf(standIn).send(command() as GetInstanceCommand);
    await expect(send).rejects.toThrowError(refusal('NotFoundException', 'does not exist'));
  });

  it('is not found in another region either', async () => {
    const get = new GetInstanceCommand({ instanceName: 'taken' });
    await expect(clientOf(standIn, 'us-west-2').send(get)).rejects.toThrowError(
      refusal('NotFoundException', 'taken'),
    );
  });

  it('is refused as a page token', async () => {
    const get = new GetInstancesCommand({ pageToken: 'next, please' });
    await expect(clientOf(standIn).send(get)).rejects.toThrowError(
      refusal('InvalidInputException', 'page token'),
    );
  });
});
