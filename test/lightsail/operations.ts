import type {
  CreateInstancesCommandOutput,
  DeleteInstanceCommandOutput,
  GetBlueprintsCommandOutput,
  GetBundlesCommandOutput,
  GetInstanceCommandOutput,
  GetInstancePortStatesCommandOutput,
  GetInstanceStateCommandOutput,
  GetInstancesCommandOutput,
  GetOperationCommandOutput,
  GetRegionsCommandOutput,
  PutInstancePublicPortsCommandOutput,
  TagResourceCommandOutput,
} from '@aws-sdk/client-lightsail';
import type { z } from 'zod';
import { BUNDLES, IMAGES, REGION_ZONES } from './catalogue.ts';
import {
  CatalogueInput,
  CreateInstancesInput,
  DeleteInstanceInput,
  GetOperationInput,
  GetRegionsInput,
  InstanceNameInput,
  PageInput,
  PutInstancePublicPortsInput,
  readInput,
  TagResourceInput,
} from './inputs.ts';
import { arnOf, instanceOnWire, operationOn, portOnWire, stateOf } from './instance-wire.ts';
import { pageOf } from './page.ts';
import type { Region } from './region.ts';
import { invalidInput, ServiceError } from './service-error.ts';
import type { Wire } from './wire.ts';

/** Carries a call out. */
export type Perform = (region: Region) => object | Promise<object>;

/** Reads the parameters of a call, and gives back what carries it out. Throws `ServiceError`. */
type Operation = (raw: unknown) => Perform;

function operation<S extends z.ZodType, Answer>(
  input: S,
  perform: (input: z.output<S>, region: Region) => Wire<Answer> | Promise<Wire<Answer>>,
): Operation {
  return (raw) => {
    const read = readInput(input, raw);
    return (region) => perform(read, region) as object | Promise<object>;
  };
}

function noted<T extends { id: string }>(region: Region, done: T): T {
  region.operations.set(done.id, done);
  return done;
}

/** Everything the stand-in can do, by the name that goes into `X-Amz-Target`. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  CreateInstances: operation<typeof CreateInstancesInput, CreateInstancesCommandOutput>(
    CreateInstancesInput,
    async (input, region) => ({
      operations: (await region.create(input)).map((each) =>
        noted(region, operationOn(each, 'CreateInstance', each.zone)),
      ),
    }),
  ),
  GetInstance: operation<typeof InstanceNameInput, GetInstanceCommandOutput>(
    InstanceNameInput,
    ({ instanceName }, region) => ({ instance: instanceOnWire(region.find(instanceName)) }),
  ),
  GetInstanceState: operation<typeof InstanceNameInput, GetInstanceStateCommandOutput>(
    InstanceNameInput,
    ({ instanceName }, region) => ({ state: stateOf(region.find(instanceName)) }),
  ),
  GetInstances: operation<typeof PageInput, GetInstancesCommandOutput>(PageInput, ({ pageToken }, region) => {
    const { pageSize: size } = region.settings;
    const { items, ...next } = pageOf(region.instances, { idOf: ({ id }) => id, size, token: pageToken });
    return { instances: items.map(instanceOnWire), ...next };
  }),
  PutInstancePublicPorts: operation<typeof PutInstancePublicPortsInput, PutInstancePublicPortsCommandOutput>(
    PutInstancePublicPortsInput,
    ({ instanceName, portInfos }, region) => {
      const instance = region.find(instanceName);
      const kinds = portInfos.map(({ fromPort, toPort, protocol }) => `${protocol} ${fromPort}-${toPort}`);
      const twice = kinds.find((kind, index) => kinds.indexOf(kind) !== index);
      if (twice) throw invalidInput(`The port is given twice: ${twice}`);
      instance.ports = portInfos;
      return { operation: noted(region, operationOn(instance, 'PutInstancePublicPorts')) };
    },
  ),
  GetInstancePortStates: operation<typeof InstanceNameInput, GetInstancePortStatesCommandOutput>(
    InstanceNameInput,
    ({ instanceName }, region) => ({ portStates: region.find(instanceName).ports.map(portOnWire) }),
  ),
  DeleteInstance: operation<typeof DeleteInstanceInput, DeleteInstanceCommandOutput>(
    DeleteInstanceInput,
    async ({ instanceName }, region) => ({
      operations: [noted(region, operationOn(await region.delete(instanceName), 'DeleteInstance'))],
    }),
  ),
  TagResource: operation<typeof TagResourceInput, TagResourceCommandOutput>(
    TagResourceInput,
    ({ resourceName, resourceArn, tags }, region) => {
      const instance = region.find(resourceName);
      if (resourceArn !== undefined && resourceArn !== arnOf(instance))
        throw invalidInput('The ARN is not that of the resource.');
      const all = {
        ...instance.tags,
        ...Object.fromEntries(tags.map(({ key, value = '' }) => [key, value])),
      };
      if (Object.keys(all).length > 50) throw invalidInput('A resource can have at most 50 tags.');
      instance.tags = all;
      return { operations: [] };
    },
  ),
  GetOperation: operation<typeof GetOperationInput, GetOperationCommandOutput>(
    GetOperationInput,
    ({ operationId }, region) => {
      const known = region.operations.get(operationId);
      if (!known) throw new ServiceError('NotFoundException', `The Operation does not exist: ${operationId}`);
      const waits = region.instances.some(
        ({ name, state }) => name === known.resourceName && state === 'pending',
      );
      return { operation: waits ? known : { ...known, isTerminal: true, status: 'Succeeded' } };
    },
  ),
  GetBundles: operation<typeof CatalogueInput, GetBundlesCommandOutput>(
    CatalogueInput,
    ({ includeInactive = false, pageToken }) => {
      const shown = BUNDLES.filter(({ isActive }) => includeInactive || isActive);
      const { items, ...next } = pageOf(shown, {
        idOf: ({ bundleId }) => bundleId,
        size: 100,
        token: pageToken,
      });
      return { bundles: items, ...next };
    },
  ),
  GetBlueprints: operation<typeof CatalogueInput, GetBlueprintsCommandOutput>(
    CatalogueInput,
    ({ includeInactive = false, pageToken }) => {
      const shown = IMAGES.map(({ blueprint }) => blueprint).filter(
        ({ isActive }) => includeInactive || isActive,
      );
      const { items, ...next } = pageOf(shown, {
        idOf: (each) => each.blueprintId,
        size: 100,
        token: pageToken,
      });
      return { blueprints: items, ...next };
    },
  ),
  GetRegions: operation<typeof GetRegionsInput, GetRegionsCommandOutput>(
    GetRegionsInput,
    ({ includeAvailabilityZones = false }) => ({
      regions: Object.entries(REGION_ZONES).map(([name, letters]) => ({
        name: name as 'us-east-1',
        displayName: name,
        description: `Region ${name} of the stand-in.`,
        continentCode: name.startsWith('eu') ? 'EU' : 'NA',
        availabilityZones: includeAvailabilityZones
          ? [...letters].map((letter) => ({ zoneName: name + letter, state: 'available' }))
          : [],
      })),
    }),
  ),
};
