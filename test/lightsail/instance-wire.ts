import { randomUUID } from 'node:crypto';
import type {
  InstancePortState,
  Operation,
  OperationType,
  Instance as WireInstance,
  InstanceState as WireState,
} from '@aws-sdk/client-lightsail';
import { ACCOUNT } from './account.ts';
import type { PortInfo } from './inputs.ts';
import type { Instance, InstanceState } from './instance.ts';
import { type Wire, wireTime } from './wire.ts';

const STATE_CODES: Record<InstanceState, number> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
};

export function arnOf({ region, id }: Instance): string {
  return `arn:aws:lightsail:${region}:${ACCOUNT}:Instance/${id}`;
}

export function stateOf({ state }: Instance): Wire<WireState> {
  return { code: STATE_CODES[state], name: state };
}

/** An instance as `GetInstance` tells it. */
export function instanceOnWire(instance: Instance): Wire<WireInstance> {
  const { image, bundle, ipAddressType, zone, region } = instance.plan;
  return {
    name: instance.name,
    arn: arnOf(instance),
    supportCode: `${ACCOUNT}/i-0${instance.id.replaceAll('-', '').slice(0, 16)}`,
    createdAt: wireTime(instance.createdAt),
    location: { availabilityZone: zone, regionName: region as 'us-east-1' },
    resourceType: 'Instance',
    tags: Object.entries(instance.tags).map(([key, value]) => ({ key, ...(value === '' ? {} : { value }) })),
    blueprintId: image.blueprint.blueprintId,
    blueprintName: image.blueprint.name,
    bundleId: bundle.bundleId,
    addOns: [],
    isStaticIp: false,
    privateIpAddress: instance.address.replace(/^127\.10\./, '172.26.'),
    ...(instance.publicIpAddress === null ? {} : { publicIpAddress: instance.publicIpAddress }),
    ipv6Addresses: ipAddressType === 'ipv4' ? [] : ['2001:db8::1'],
    ipAddressType,
    hardware: { cpuCount: bundle.cpuCount, disks: [], ramSizeInGb: bundle.ramSizeInGb },
    networking: {
      monthlyTransfer: { gbPerMonthAllocated: bundle.transferPerMonthInGb },
      ports: instance.ports.map((info) => ({
        ...reach(info),
        accessFrom: from(reach(info).cidrs),
        accessType: 'Public',
        commonName: info.fromPort === 22 ? 'SSH' : '',
        accessDirection: 'inbound',
      })),
    },
    state: stateOf(instance),
    username: image.username,
    sshKeyName: 'LightsailDefaultKeyPair',
  };
}

/** A firewall rule as `GetInstancePortStates` tells it. */
export function portOnWire(info: PortInfo): Wire<InstancePortState> {
  return { ...reach(info), state: 'open' };
}

/** A rule that names nobody lets everybody in; one that names some in one family lets nobody in of the other. */
function reach({
  fromPort = 0,
  toPort = 65_535,
  protocol,
  cidrs,
  ipv6Cidrs,
  cidrListAliases = [],
}: PortInfo) {
  const open = !cidrs && !ipv6Cidrs && cidrListAliases.length === 0;
  return {
    fromPort,
    toPort,
    protocol,
    cidrs: cidrs ?? (open ? ['0.0.0.0/0'] : []),
    ipv6Cidrs: ipv6Cidrs ?? (open ? ['::/0'] : []),
    cidrListAliases,
  };
}

function from(cidrs: readonly string[]): string {
  return cidrs.includes('0.0.0.0/0') ? 'Anywhere (0.0.0.0/0)' : `Custom (${cidrs.join(', ')})`;
}

/** The note of something that was done to an instance. */
export function operationOn(
  instance: Instance,
  operationType: OperationType,
  details = '',
): Wire<Operation> & { id: string } {
  const now = wireTime(Date.now());
  const isTerminal = operationType !== 'CreateInstance';
  return {
    id: randomUUID(),
    resourceName: instance.name,
    resourceType: 'Instance',
    createdAt: now,
    location: { availabilityZone: instance.zone, regionName: instance.region as 'us-east-1' },
    isTerminal,
    operationDetails: details,
    operationType,
    status: isTerminal ? 'Succeeded' : 'Started',
    statusChangedAt: now,
  };
}
