import {
  CreateInstancesCommand,
  DeleteInstanceCommand,
  GetInstanceCommand,
  GetInstancesCommand,
  GetRegionsCommand,
} from '@aws-sdk/client-lightsail';
import { describe, expect, it } from 'vitest';
import { anOrder, clientOf, until } from './rig.ts';
import { ERROR_STATUS, type ErrorType } from './service-error.ts';
import { startLightsail } from './stand-in.ts';

const NEVER = { behaviour: { pendingMs: Number.POSITIVE_INFINITY, deletingMs: 0 } };

describe('a fault', () => {
  it.each(Object.entries(ERROR_STATUS) as [ErrorType, number][])(
    'may be a %s with status %d',
    async (type, status) => {
      await using standIn = await startLightsail();
      standIn.fail({ with: type });
      const send = clientOf(standIn).send(new GetRegionsCommand({}));
      await expect(send).rejects.toThrowError(
        expect.objectContaining({
          name: type,
          $metadata: expect.objectContaining({ httpStatusCode: status }),
        }),
      );
      await clientOf(standIn).send(new GetRegionsCommand({}));
    },
  );

  it.each(['ThrottlingException', 'ServiceException', 'lost-request', 'bad-gateway'] as const)(
    'that passes is got over by the SDK itself: %s',
    async (kind) => {
      await using standIn = await startLightsail();
      standIn.fail({ with: kind, operation: 'GetRegions', times: 2 });
      const { regions } = await clientOf(standIn, 'us-east-2', 3).send(new GetRegionsCommand({}));
      expect(regions?.length).toBeGreaterThan(1);
      expect(standIn.calls().map(({ outcome }) => outcome)).toEqual([kind, kind, 'answered']);
    },
  );

  it('spoils the calls it names, and no others', async () => {
    await using standIn = await startLightsail(NEVER);
    standIn.fail({
      with: 'OperationFailureException',
      operation: 'CreateInstances',
      zone: 'us-east-2a',
      times: Number.POSITIVE_INFINITY,
    });
    const client = clientOf(standIn);
    for (const _ of [1, 2]) {
      await expect(client.send(new CreateInstancesCommand(anOrder()))).rejects.toThrow('could not complete');
    }
    await client.send(new GetInstancesCommand({}));
    await client.send(new CreateInstancesCommand(anOrder({ availabilityZone: 'us-east-2b' })));
    standIn.heal();
    await client.send(new CreateInstancesCommand(anOrder({ instanceNames: ['exit-2'] })));
    expect(standIn.instances().map(({ zone }) => zone)).toEqual(['us-east-2b', 'us-east-2a']);
  });

  it('on creation may leave an instance behind that never runs', async () => {
    await using standIn = await startLightsail();
    standIn.fail({ with: 'OperationFailureException', operation: 'CreateInstances', leavesInstance: true });
    const client = clientOf(standIn);
    await expect(client.send(new CreateInstancesCommand(anOrder()))).rejects.toThrow('could not complete');
    const { instance } = await client.send(new GetInstanceCommand({ instanceName: 'exit-1' }));
    expect(instance?.state?.name).toBe('pending');
  });

  it('may lose the answer of a creation: the SDK tries again, and finds the name in use', async () => {
    await using standIn = await startLightsail(NEVER);
    standIn.fail({ with: 'lost-answer', operation: 'CreateInstances' });
    const send = clientOf(standIn, 'us-east-2', 2).send(new CreateInstancesCommand(anOrder()));
    await expect(send).rejects.toThrow('Some names are already in use: exit-1');
    expect(standIn.instances()).toHaveLength(1);
  });

  it('may make a deletion fail twice', async () => {
    await using standIn = await startLightsail(NEVER);
    const client = clientOf(standIn);
    await client.send(new CreateInstancesCommand(anOrder()));
    standIn.fail({ with: 'ServiceException', operation: 'DeleteInstance', times: 2 });
    const remove = () => client.send(new DeleteInstanceCommand({ instanceName: 'exit-1' }));
    for (const _ of [1, 2]) await expect(remove()).rejects.toThrow('unable to complete');
    await remove();
    await until(() => standIn.instances().length === 0);
  });

  it('may leave a call without an answer', async () => {
    await using standIn = await startLightsail();
    standIn.fail({ with: 'hang' });
    const abort = new AbortController();
    const send = clientOf(standIn).send(new GetRegionsCommand({}), { abortSignal: abort.signal });
    await until(() => standIn.calls()[0]?.outcome === 'hang');
    abort.abort();
    await expect(send).rejects.toThrowError(expect.objectContaining({ name: 'AbortError' }));
  });

  it('may make an answer slow', async () => {
    await using standIn = await startLightsail(NEVER);
    standIn.fail({ with: 'slow', operation: 'CreateInstances', delayMs: 50 });
    await clientOf(standIn).send(new CreateInstancesCommand(anOrder()));
    expect(standIn.calls()).toMatchObject([{ outcome: 'slow' }]);
  });

  it('may be the clock, which the SDK sets right by the date of the refusal', async () => {
    await using standIn = await startLightsail();
    standIn.setClockSkew(3_600_000);
    await clientOf(standIn, 'us-east-2', 2).send(new GetRegionsCommand({}));
    expect(standIn.calls().map(({ outcome }) => outcome)).toEqual(['InvalidSignatureException', 'answered']);
  });
});
