/** How an instance comes up, works and goes. Times are in milliseconds. */
export interface InstanceBehaviour {
  /** From its creation to `running`. `Infinity`: it never runs. */
  pendingMs: number;
  /** From `running` to its public address. `Infinity`: it never has one. */
  addressMs: number;
  /** From the order to delete it until it is gone; it is `shutting-down` meanwhile. */
  deletingMs: number;
  /** From `running` to its ssh server; until then connections are refused. `Infinity`: for ever. */
  sshdMs: number;
  /** From `running` to its launch script; until then another host key answers and no key is let in. `Infinity`: never. */
  scriptMs: number;
  /** `wrong`: the host key is another one than the launch script installs, for ever. */
  hostKey: 'installed' | 'wrong';
  /** Whether authorized keys let anyone in. */
  authorizedKeys: boolean;
  /** Whether the ssh server forwards connections. */
  forwarding: boolean;
  /** How late everything to and from the ssh server is; 0: not at all. */
  slowMs: number;
  /** A public address of its own, in 127.0.0.0/8; null: the next one that no instance has had. */
  address: string | null;
}

export const USUAL_BEHAVIOUR: InstanceBehaviour = {
  pendingMs: 60,
  addressMs: 60,
  deletingMs: 60,
  sshdMs: 0,
  scriptMs: 0,
  hostKey: 'installed',
  authorizedKeys: true,
  forwarding: true,
  slowMs: 0,
  address: null,
};

/** A line that says how instances yet to be created will behave. What is left out matches all. */
export interface BehaviourOrder extends Partial<InstanceBehaviour> {
  region?: string;
  zone?: string;
  /** How many instances; default 1. `Infinity`: all. */
  times?: number;
}

/** Orders for instances to come: the first that matches is used up first. */
export class Behaviours {
  readonly #usual: InstanceBehaviour;
  #orders: { order: BehaviourOrder; left: number }[] = [];

  constructor(usual: Partial<InstanceBehaviour> = {}) {
    this.#usual = { ...USUAL_BEHAVIOUR, ...usual };
  }

  add(order: BehaviourOrder): void {
    this.#orders.push({ order, left: order.times ?? 1 });
  }

  clear(): void {
    this.#orders = [];
  }

  /** How the next instance in a zone behaves. Counts it. */
  take(region: string, zone: string): InstanceBehaviour {
    const line = this.#orders.find(
      ({ order, left }) => left > 0 && (order.region ?? region) === region && (order.zone ?? zone) === zone,
    );
    if (!line) return { ...this.#usual };
    line.left--;
    const { region: _region, zone: _zone, times: _times, ...behaviour } = line.order;
    return { ...this.#usual, ...behaviour };
  }
}
