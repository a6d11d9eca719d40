import type { ExitFacts } from '../../domain/run-record.ts';
import type { AddressPolicy } from '../addresses.ts';
import { type Dial, DialError } from '../dial.ts';
import type { Route } from '../route.ts';
import { exitFacts } from './exit-facts.ts';
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

  async ready(): Promise<void> {
    await this.#tunnel.catch(() => undefined);
  }

  breaks(): number {
    return this.#breaks;
  }

  exit(): ExitFacts {
    return exitFacts(this.#made, this.#removed, this.#wish.now());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    const { made } = this.#made;
    const { owner, now } = this.#wish;
    // The delete goes out first: it is what costs money, and what a killed process would leave behind. Whether it works or not,
    // the rest goes.
    const ends = await Promise.allSettled([
      removeInstance(made.api, made.instance.name, { owner, now }),
      this.#closeTunnel(),
    ]);
    made.api[Symbol.dispose]();
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    this.#removed = now();
  }

  async #closeTunnel(): Promise<void> {
    const tunnel = await this.#tunnel.catch(() => null);
    await tunnel?.close();
    await this.#made.keys[Symbol.asyncDispose]();
  }

  /** Hears of the tunnel's end at once, not when it is known why: a visit that it broke asks within milliseconds. */
  #watch(tunnel: Tunnel): void {
    if (tunnel.over.aborted) this.#lost(tunnel);
    else tunnel.over.addEventListener('abort', () => this.#lost(tunnel), { once: true });
  }

  /** A tunnel that ends unasked is opened again once; what was under way through it says nothing. */
  #lost(tunnel: Tunnel): void {
    if (this.#closing.signal.aborted) return;
    this.#breaks++;
    const again = this.#rebuilt ? '' : ' Opening it again.';
    void tunnel.lost.then(({ detail }) =>
      this.#wish.log(`The tunnel to ${this.name} was lost: ${detail.replace(/\.$/, '')}.${again}`),
    );
    if (this.#rebuilt) return;
    this.#rebuilt = true;
    this.#tunnel = this.#made.reopen(this.#closing.signal);
    this.#tunnel.then(
      (reopened) => this.#watch(reopened),
      (error: unknown) => {
        if (this.#closing.signal.aborted) return;
        this.#wish.log(
          `It could not be opened again: ${error instanceof Error ? error.message : String(error)}`,
        );
      },
    );
  }
}
