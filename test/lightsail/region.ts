import { setTimeout as wait } from 'node:timers/promises';
import type { Operation } from '@aws-sdk/client-lightsail';
import type { AddressPool } from './address-pool.ts';
import type { Behaviours } from './behaviour.ts';
import { BUNDLES, IMAGES, type Image, type KnownBundle, REGION_ZONES } from './catalogue.ts';
import type { CreateInstancesInput } from './inputs.ts';
import { Instance } from './instance.ts';
import { invalidInput, ServiceError } from './service-error.ts';
import type { Wire } from './wire.ts';

/** What all regions of a stand-in share. */
export interface RegionSettings {
  /** Instances that may exist at once in a region. */
  quota: number;
  /** Instances on a page of `GetInstances`. */
  pageSize: number;
  /** Port of every instance's ssh server. */
  sshPort: number;
  addresses: AddressPool;
  behaviours: Behaviours;
  localNames: readonly string[];
  onFault(error: unknown): void;
}

/** One region with its own instances, names and quota. */
export class Region {
  readonly name: string;
  readonly settings: RegionSettings;
  /** Every operation so far, by id. */
  readonly operations = new Map<string, Wire<Operation>>();
  #instances: Instance[] = [];
  #past: Instance[] = [];
  readonly #names = new Set<string>();
  #closed = false;

  constructor(name: string, settings: RegionSettings) {
    this.name = name;
    this.settings = settings;
  }

  /** Names of its zones. */
  get zones(): string[] {
    return [...(REGION_ZONES[this.name] ?? '')].map((letter) => this.name + letter);
  }

  /** The instances that exist, the oldest first. */
  get instances(): readonly Instance[] {
    return this.#instances;
  }

  /** All there ever were. */
  get everyInstance(): readonly Instance[] {
    return [...this.#past, ...this.#instances];
  }

  /** Throws a `NotFoundException` for a name that no instance has. */
  find(name: string): Instance {
    const instance = this.#instances.find((each) => each.name === name);
    if (!instance) throw new ServiceError('NotFoundException', `The Instance does not exist: ${name}`);
    return instance;
  }

  /** Creates instances, or refuses all of them with a `ServiceError`. `failed`: they never get to run. */
  async create(input: CreateInstancesInput, failed = false): Promise<Instance[]> {
    const { instanceNames, availabilityZone: zone, ipAddressType = 'dualstack' } = input;
    const { image, bundle } = this.#accept(input);
    const taken = instanceNames.filter(
      (name, index) => this.#names.has(name) || instanceNames.indexOf(name) !== index,
    );
    if (taken.length > 0) throw invalidInput(`Some names are already in use: ${taken.join(', ')}`);
    if (this.#names.size + instanceNames.length > this.settings.quota) {
      throw invalidInput(
        `Sorry, you've reached your maximum limit of Lightsail Instances : ${this.settings.quota}. If you need more, please contact Customer Service.`,
      );
    }
    // Held before anything is waited for, so that a second call meets them.
    for (const name of instanceNames) this.#names.add(name);
    const { sshPort, localNames, onFault, addresses, behaviours } = this.settings;
    const planned = await Promise.all(
      instanceNames.map(async (name) => {
        const behaviour = behaviours.take(this.name, zone);
        if (failed) behaviour.pendingMs = Number.POSITIVE_INFINITY;
        return { name, behaviour, address: behaviour.address ?? (await addresses.next()) };
      }),
    );
    if (this.#closed) throw new ServiceError('ServiceException');
    const { tags = [], userData = '' } = input;
    const plan = { region: this.name, zone, image, bundle, ipAddressType, tags, userData };
    const made = planned.map((own) => new Instance({ ...plan, ...own, sshPort, localNames, onFault }));
    this.#instances.push(...made);
    return made;
  }

  /** Ends all instances; no more are created. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#instances.map((instance) => instance.stop()));
  }

  /** Deletes an instance: its processes are gone when this resolves, the instance itself some time later. */
  async delete(name: string): Promise<Instance> {
    const instance = this.find(name);
    if (instance.state === 'shutting-down') return instance;
    await instance.terminate();
    // It holds nothing but its name by now, so that nobody need wait for this.
    void wait(instance.plan.behaviour.deletingMs, undefined, { ref: false }).then(() =>
      this.#forget(instance),
    );
    return instance;
  }

  #forget(instance: Instance): void {
    instance.end();
    this.#instances = this.#instances.filter((each) => each !== instance);
    this.#past.push(instance);
    this.#names.delete(instance.name);
  }

  #accept(input: CreateInstancesInput): { image: Image; bundle: KnownBundle } {
    const { availabilityZone: zone, blueprintId, bundleId, ipAddressType, keyPairName } = input;
    if (!this.zones.includes(zone)) {
      throw invalidInput(`The Availability Zone ${zone} is not valid in ${this.name}.`);
    }
    const image = IMAGES.find(({ blueprint }) => blueprint.blueprintId === blueprintId);
    if (!image) throw invalidInput(`The blueprint ID is not valid: ${blueprintId}`);
    if (!image.blueprint.isActive) throw invalidInput(`The blueprint is no longer available: ${blueprintId}`);
    const bundle = BUNDLES.find((each) => each.bundleId === bundleId);
    if (!bundle) throw invalidInput(`The bundle ID is not valid: ${bundleId}`);
    if (!bundle.isActive) throw invalidInput(`The bundle is no longer available: ${bundleId}`);
    const { platform = 'LINUX_UNIX', minPower = 0 } = image.blueprint;
    if (!bundle.supportedPlatforms?.includes(platform) || bundle.power < minPower) {
      throw invalidInput(`The bundle ${bundleId} cannot be used with the blueprint ${blueprintId}.`);
    }
    if ((bundle.publicIpv4AddressCount === 0) !== (ipAddressType === 'ipv6')) {
      throw invalidInput(
        `The bundle ${bundleId} cannot be used with the IP address type ${ipAddressType ?? 'dualstack'}.`,
      );
    }
    if (keyPairName !== undefined && keyPairName !== 'LightsailDefaultKeyPair') {
      throw new ServiceError('NotFoundException', `The KeyPair does not exist: ${keyPairName}`);
    }
    return { image, bundle };
  }
}
