import {
  CreateInstancesCommand,
  DeleteInstanceCommand,
  GetBlueprintsCommand,
  GetBundlesCommand,
  GetInstanceCommand,
  GetInstancePortStatesCommand,
  GetInstancesCommand,
  GetRegionsCommand,
  type Instance,
  LightsailClient,
  PutInstancePublicPortsCommand,
} from '@aws-sdk/client-lightsail';
import { lightsailError } from './lightsail-error.ts';

/** An instance as the API describes it. */
export interface InstanceFacts {
  name: string;
  region: string;
  zone: string;
  /** `pending`, `running`, `shutting-down` and the like. */
  state: string;
  /** Null until it has one; it may be `running` before. */
  address: string | null;
  user: string;
  createdAt: Date | null;
  tags: Record<string, string>;
}

/** What is to be made. */
export interface InstanceOrder {
  name: string;
  zone: string;
  bundle: string;
  blueprint: string;
  /** Shell script that root runs at the first boot. */
  userData: string;
  tags: { key: string; value: string }[];
}

/** A bundle or blueprint that can be ordered now. */
export interface CatalogueEntry {
  id: string;
  /** Dollars a month, of a bundle. */
  price: number | null;
}

const CONNECT_MS = 5_000;
const ANSWER_MS = 20_000;

/**
 * The few calls of Lightsail that Puptime makes, in one region. The SDK repeats what was throttled or failed on the way; every
 * call ends within a minute. Rejects with `LightsailError`. Endpoint and credentials are found by AWS's own variables.
 */
export class LightsailApi implements Disposable {
  readonly region: string;
  readonly #client: LightsailClient;

  constructor(region: string) {
    this.region = region;
    this.#client = new LightsailClient({
      region,
      maxAttempts: 4,
      requestHandler: {
        connectionTimeout: CONNECT_MS,
        requestTimeout: ANSWER_MS,
        throwOnRequestTimeout: true,
      },
    });
  }

  /** Zones of the region that can be used, in order. */
  async zones(): Promise<string[]> {
    const { regions = [] } = await this.#call('listing zones', () =>
      this.#client.send(new GetRegionsCommand({ includeAvailabilityZones: true })),
    );
    const zones = regions.find(({ name }) => name === this.region)?.availabilityZones ?? [];
    return zones.flatMap(({ zoneName, state }) =>
      zoneName && (state ?? 'available') === 'available' ? [zoneName] : [],
    );
  }

  async bundles(): Promise<CatalogueEntry[]> {
    return this.#pages('listing bundles', async (pageToken) => {
      const { bundles = [], nextPageToken } = await this.#client.send(new GetBundlesCommand({ pageToken }));
      const items = bundles.flatMap(({ bundleId, isActive, price }) =>
        bundleId && isActive ? [{ id: bundleId, price: price ?? null }] : [],
      );
      return { items, nextPageToken };
    });
  }

  async blueprints(): Promise<CatalogueEntry[]> {
    return this.#pages('listing blueprints', async (pageToken) => {
      const { blueprints = [], nextPageToken } = await this.#client.send(
        new GetBlueprintsCommand({ pageToken }),
      );
      const items = blueprints.flatMap(({ blueprintId, isActive }) =>
        blueprintId && isActive ? [{ id: blueprintId, price: null }] : [],
      );
      return { items, nextPageToken };
    });
  }

  async create(order: InstanceOrder): Promise<void> {
    await this.#call(`creating ${order.name} in ${order.zone}`, () =>
      this.#client.send(
        new CreateInstancesCommand({
          instanceNames: [order.name],
          availabilityZone: order.zone,
          bundleId: order.bundle,
          blueprintId: order.blueprint,
          userData: order.userData,
          tags: order.tags,
          // GitHub's runners have no IPv6, and an address less is a door less.
          ipAddressType: 'ipv4',
        }),
      ),
    );
  }

  /** Null when there is no such instance. */
  async find(name: string): Promise<InstanceFacts | null> {
    try {
      const { instance } = await this.#call(`looking at ${name}`, () =>
        this.#client.send(new GetInstanceCommand({ instanceName: name })),
      );
      return instance ? this.#facts(instance) : null;
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
  }

  /** Every instance of the account in this region, ours or not. */
  async list(): Promise<InstanceFacts[]> {
    return this.#pages('listing instances', async (pageToken) => {
      const { instances = [], nextPageToken } = await this.#client.send(
        new GetInstancesCommand({ pageToken }),
      );
      return { items: instances.map((instance) => this.#facts(instance)), nextPageToken };
    });
  }

  /** Opens one port to one IPv4 address, and closes all others; then reads back what is open, in words. */
  async openOnly(name: string, port: number, address: string): Promise<string[]> {
    await this.#call(`closing the ports of ${name}`, () =>
      this.#client.send(
        new PutInstancePublicPortsCommand({
          instanceName: name,
          portInfos: [
            { fromPort: port, toPort: port, protocol: 'tcp', cidrs: [`${address}/32`], ipv6Cidrs: [] },
          ],
        }),
      ),
    );
    const { portStates = [] } = await this.#call(`reading the ports of ${name}`, () =>
      this.#client.send(new GetInstancePortStatesCommand({ instanceName: name })),
    );
    return portStates
      .filter(({ state }) => state === 'open')
      .map(
        ({ fromPort, toPort, protocol, cidrs = [], ipv6Cidrs = [] }) =>
          `${protocol} ${fromPort}-${toPort} ${[...cidrs, ...ipv6Cidrs].join(',')}`,
      );
  }

  /** Orders an instance to be deleted; false when there is none: it is gone already, which is what was wanted. */
  async delete(name: string): Promise<boolean> {
    try {
      await this.#call(`deleting ${name}`, () =>
        this.#client.send(new DeleteInstanceCommand({ instanceName: name, forceDeleteAddOns: true })),
      );
      return true;
    } catch (error) {
      if (isGone(error)) return false;
      throw error;
    }
  }

  [Symbol.dispose](): void {
    this.#client.destroy();
  }

  #facts(instance: Instance): InstanceFacts {
    return {
      name: instance.name ?? '',
      region: this.region,
      zone: instance.location?.availabilityZone ?? '',
      state: instance.state?.name ?? 'unknown',
      address: instance.publicIpAddress || null,
      user: instance.username ?? '',
      createdAt: instance.createdAt ?? null,
      tags: Object.fromEntries(
        (instance.tags ?? []).flatMap(({ key, value }) => (key ? [[key, value ?? '']] : [])),
      ),
    };
  }

  async #call<T>(what: string, send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      throw lightsailError(`${what} (${this.region})`, error);
    }
  }

  /** All pages of a listing. */
  async #pages<T>(
    what: string,
    page: (token: string | undefined) => Promise<{ items: T[]; nextPageToken: string | undefined }>,
  ): Promise<T[]> {
    const all: T[] = [];
    let token: string | undefined;
    do {
      const { items, nextPageToken } = await this.#call(what, () => page(token));
      all.push(...items);
      token = nextPageToken;
    } while (token);
    return all;
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'kind' in error && error.kind === 'gone';
}
