import type { Blueprint, Bundle } from '@aws-sdk/client-lightsail';
import type { Wire } from './wire.ts';

/** Regions of the stand-in and the last letters of their zones. */
export const REGION_ZONES: Readonly<Record<string, string>> = {
  'us-east-1': 'abcdef',
  'us-east-2': 'abc',
  'us-west-2': 'abcd',
  'ca-central-1': 'abd',
  'eu-central-1': 'abc',
  'eu-west-1': 'abc',
};

type CatalogueBlueprint = Wire<Blueprint> & { blueprintId: string };

/** A blueprint and what its instances are like inside. */
export interface Image {
  blueprint: CatalogueBlueprint;
  /** The user that Lightsail names for ssh. */
  username: string;
  /** Names under which systemd knows the ssh server. */
  sshUnits: readonly string[];
}

function image(
  blueprintId: string,
  name: string,
  username: string,
  sshUnits: readonly string[],
  more: Partial<Pick<CatalogueBlueprint, 'isActive' | 'platform' | 'minPower'>> = {},
): Image {
  const blueprint: CatalogueBlueprint = {
    blueprintId,
    name,
    group: blueprintId.replace(/_\d.*$/, ''),
    type: 'os',
    description: `${name}, as a stand-in has it.`,
    isActive: true,
    minPower: 0,
    version: blueprintId.replace(/^\D+/, '').replaceAll('_', '.'),
    versionCode: '1',
    productUrl: 'https://aws.amazon.com/lightsail/',
    licenseUrl: 'https://aws.amazon.com/agreement/',
    platform: 'LINUX_UNIX',
    ...more,
  };
  return { blueprint, username, sshUnits };
}

export const IMAGES: readonly Image[] = [
  image('ubuntu_24_04', 'Ubuntu', 'ubuntu', ['ssh']),
  image('debian_12', 'Debian', 'admin', ['ssh', 'sshd']),
  image('amazon_linux_2023', 'Amazon Linux 2023', 'ec2-user', ['sshd']),
  image('ubuntu_18_04', 'Ubuntu', 'ubuntu', ['ssh'], { isActive: false }),
  image('windows_server_2022', 'Windows Server 2022', 'Administrator', [], {
    platform: 'WINDOWS',
    minPower: 500,
  }),
];

export type KnownBundle = Wire<Bundle> & { bundleId: string; power: number };

function bundle(
  bundleId: string,
  price: number,
  power: number,
  more: Omit<Wire<Bundle>, 'bundleId' | 'power'> = {},
): KnownBundle {
  return {
    bundleId,
    price,
    power,
    name: bundleId.replace(/_.*$/, '').replace(/^./, (letter) => letter.toUpperCase()),
    instanceType: bundleId.replace(/_.*$/, ''),
    cpuCount: 2,
    diskSizeInGb: 20,
    isActive: true,
    ramSizeInGb: power / 1000,
    transferPerMonthInGb: 1024,
    supportedPlatforms: ['LINUX_UNIX'],
    publicIpv4AddressCount: 1,
    ...more,
  };
}

/** Prices are dollars a month. */
export const BUNDLES: readonly KnownBundle[] = [
  bundle('nano_3_0', 5, 500, { ramSizeInGb: 0.5 }),
  bundle('micro_3_0', 7, 1000, { diskSizeInGb: 40, transferPerMonthInGb: 2048 }),
  bundle('nano_ipv6_3_0', 3.5, 500, { publicIpv4AddressCount: 0 }),
  bundle('nano_2_0', 3.5, 300, { isActive: false, cpuCount: 1 }),
  bundle('nano_win_3_0', 9.5, 500, { diskSizeInGb: 30, supportedPlatforms: ['WINDOWS'] }),
];
