import {
  CreateInstancesCommand,
  DeleteInstanceCommand,
  GetInstancesCommand,
  TagResourceCommand,
} from '@aws-sdk/client-lightsail';
import { describe, expect, it } from 'vitest';
import { decideBy, type PolicyDocument, type Wish } from './policy.ts';
import { anOrder, clientOf } from './rig.ts';
import { startLightsail } from './stand-in.ts';

const LEAST: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: 'lightsail:Get*', Resource: '*' },
    {
      Effect: 'Allow',
      Action: ['lightsail:CreateInstances', 'lightsail:TagResource'],
      Resource: 'arn:aws:lightsail:*:123456789012:Instance/*',
      Condition: {
        StringEquals: { 'aws:RequestTag/owner': 'me/mine', 'aws:RequestedRegion': ['us-east-2'] },
      },
    },
    {
      Effect: 'Allow',
      Action: 'lightsail:DeleteInstance',
      Resource: '*',
      Condition: { StringEquals: { 'aws:ResourceTag/owner': 'me/mine' } },
    },
  ],
};

const OURS = { tags: [{ key: 'owner', value: 'me/mine' }] };

describe('a policy', () => {
  it('allows what it names, and refuses the rest in the words of IAM', async () => {
    await using standIn = await startLightsail({ behaviour: { pendingMs: Number.POSITIVE_INFINITY } });
    const client = clientOf(standIn);
    await client.send(new CreateInstancesCommand(anOrder({ instanceNames: ['theirs'] })));
    standIn.setPolicy(LEAST);
    const refused = (action: string) =>
      expect.objectContaining({
        name: 'AccessDeniedException',
        message: expect.stringMatching(
          new RegExp(`^User: arn:aws:.* is not authorized to perform: lightsail:${action} on resource: `),
        ),
      });
    await client.send(new CreateInstancesCommand(anOrder(OURS)));
    await expect(
      client.send(new CreateInstancesCommand(anOrder({ instanceNames: ['b2'] }))),
    ).rejects.toThrowError(refused('CreateInstances'));
    const west = new CreateInstancesCommand(anOrder({ ...OURS, availabilityZone: 'us-west-2a' }));
    await expect(clientOf(standIn, 'us-west-2').send(west)).rejects.toThrowError(refused('CreateInstances'));
    const claim = new TagResourceCommand({ resourceName: 'theirs', tags: [{ key: 'colour', value: 'red' }] });
    await expect(client.send(claim)).rejects.toThrowError(refused('TagResource'));
    await expect(client.send(new DeleteInstanceCommand({ instanceName: 'theirs' }))).rejects.toThrowError(
      refused('DeleteInstance'),
    );
    await client.send(new DeleteInstanceCommand({ instanceName: 'exit-1' }));
    await expect(client.send(new DeleteInstanceCommand({ instanceName: 'nobody' }))).rejects.toThrow(
      'does not exist',
    );
    expect((await client.send(new GetInstancesCommand({}))).instances?.map(({ name }) => name)).toContain(
      'theirs',
    );
  });

  it('may be a function', async () => {
    await using standIn = await startLightsail({
      policy: ({ action }) => action !== 'lightsail:GetInstances',
    });
    await expect(clientOf(standIn).send(new GetInstancesCommand({}))).rejects.toThrow('not authorized');
  });

  const wish: Wish = {
    action: 'lightsail:DeleteInstance',
    resource: 'arn:x/1',
    region: 'us-east-2',
    requestTags: {},
    resourceTags: { Owner: 'me' },
  };
  const statement = { Effect: 'Allow', Action: '*', Resource: '*' } as const;
  it.each<[string, PolicyDocument['Statement'], boolean]>([
    ['nothing is said', [], false],
    ['all is allowed', statement, true],
    ['it is also denied', [statement, { Effect: 'Deny', Action: 'lightsail:Delete*', Resource: '*' }], false],
    ['the action has other letters', { ...statement, Action: 'LIGHTSAIL:deleteinstance' }, true],
    [
      'a tag key has other letters',
      { ...statement, Condition: { StringEquals: { 'aws:ResourceTag/owner': 'me' } } },
      true,
    ],
    [
      'a tag value has other letters',
      { ...statement, Condition: { StringEquals: { 'aws:ResourceTag/owner': 'ME' } } },
      false,
    ],
    [
      'a tag is like the pattern',
      { ...statement, Condition: { StringLike: { 'aws:ResourceTag/owner': 'm?' } } },
      true,
    ],
    [
      'a tag must be missing',
      { ...statement, Condition: { Null: { 'aws:ResourceTag/owner': 'true' } } },
      false,
    ],
    [
      'a tag must not be so',
      { ...statement, Condition: { StringNotEquals: { 'aws:ResourceTag/owner': 'me' } } },
      false,
    ],
    [
      'no tag is asked for',
      { ...statement, Condition: { StringEquals: { 'aws:RequestTag/owner': 'me' } } },
      false,
    ],
    [
      'only some tags may be asked for',
      { ...statement, Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } } },
      true,
    ],
    ['another resource is meant', { ...statement, Resource: 'arn:x/2' }, false],
  ])('decides when %s', (_what, Statement, allowed) => {
    expect(decideBy({ Version: '2012-10-17', Statement })(wish)).toBe(allowed);
  });

  it('is refused when it has what the stand-in cannot judge', () => {
    const unknownKey = { ...statement, Condition: { StringEquals: { 'aws:SourceIp': '192.0.2.1' } } };
    expect(() => decideBy({ Version: '2012-10-17', Statement: unknownKey })).toThrow('aws:SourceIp');
    const unknownOperator = { ...statement, Condition: { IpAddress: {} } } as never;
    expect(() => decideBy({ Version: '2012-10-17', Statement: unknownOperator })).toThrow('IpAddress');
  });
});
