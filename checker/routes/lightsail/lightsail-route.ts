import type { ExitFacts } from '../../domain/run-record.ts';
import type { AddressPolicy } from '../addresses.ts';
import { type Dial, DialError } from '../dial.ts';
import type { Route } from '../route.ts';
import { costAtMost } from './exit-cost.ts';
import { type ExitWish, type MadeExit, makeExit } from './make-exit.ts';
import { removeInstance } from './remove-instance.ts';
import type { Tunnel } from './tunnel.ts';
import { tunnelDial } from './tunnel-dial.ts';

/** A route through an instance that was made for it. Disposing removes the instance and waits until it is gone. */
export class LightsailRoute implements Route {
  readonly name: string;
  readonly #wish: ExitWish;
  readonly #made: MadeExit;
  readonly #policy: AddressPolicy;
  #tunnel: Promise<Tunnel>;
  #rebuilt = false;
  #breaks = 0;
  #removed: Date | null = null;
  readonly #closing = new AbortController();

  private constructor(wish: ExitWish, made: MadeExit, policy: AddressPolicy) {
    this.name = `lightsail:${made.made.instance.region}`;
    this.#wish = wish;
    this.#made = made;
    this.#policy = policy;
    this.#tunnel = Promise.resolve(made.tunnel);
    this.#watch(made.tunnel);
  }

  /** Makes the exit and proves it. Rejects with `PuptimeError` or the signal's reason; then nothing of it is left. */
  static async open(wish: ExitWish, policy: AddressPolicy): Promise<LightsailRoute> {
    return new LightsailRoute(wish, await makeExit(wish), policy);
  }

  readonly dial: Dial = async (target, signal) => {
    let tunnel: Tunnel;
    try {
      tunnel = await this.#tunnel;
    } catch (error) {
      throw new DialError('route', 'TUNNEL_LOST', error instanceof Error ? error.message : String(error));
    }
    return tunnelDial(tunnel, this.#policy)(target, signal);
  };

  breaks(): number {
    return this.#breaks;
  }

  exit(): ExitFacts {
    const { made, tunnel, dollarsAMonth } = this.#made;
    return {
      address: tunnel.address,
      region: made.instance.region,
      zone: made.instance.zone,
      instance: made.instance.name,
      created: made.createdAt.toISOString(),
      running: made.runningAt.toISOString(),
      sshReady: tunnel.times.sshReady,
      proven: tunnel.times.proven,
      removed: this.#removed?.toISOString() ?? null,
      costAtMost: costAtMost(dollarsAMonth, made.createdAt, this.#removed ?? this.#wish.now()),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    const { made, keys } = this.#made;
    const { owner, now } = this.#wish;
    // The delete goes out first: it is what costs money, and what a killed process would leave behind.
    const removing = removeInstance(made.api, made.instance.name, { owner, now });
    const tunnel = await this.#tunnel.catch(() => null);
    await tunnel?.close();
    await keys[Symbol.asyncDispose]();
    await removing;
    this.#removed = now();
    made.api[Symbol.dispose]();
  }

  /** A tunnel that ends unasked is rebuilt once; what was under way through it says nothing. */
  #watch(tunnel: Tunnel): void {
    void tunnel.lost.then(({ detail }) => {
      if (this.#closing.signal.aborted) return;
      this.#breaks++;
      this.#wish.log(
        `The tunnel to ${this.name} was lost: ${detail}.${this.#rebuilt ? '' : ' Opening it again.'}`,
      );
      if (this.#rebuilt) return;
      this.#rebuilt = true;
      this.#tunnel = this.#made.reopen(this.#closing.signal);
      this.#tunnel.then(
        (again) => this.#watch(again),
        (error: unknown) => {
          if (this.#closing.signal.aborted) return;
          this.#wish.log(
            `It could not be opened again: ${error instanceof Error ? error.message : String(error)}`,
          );
        },
      );
    });
  }
}
