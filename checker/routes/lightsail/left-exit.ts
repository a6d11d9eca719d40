import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Instant } from '../../domain/observation.ts';
import { PuptimeError } from '../../domain/puptime-error.ts';
import { ExitFacts } from '../../domain/run-record.ts';
import type { AddressPolicy } from '../addresses.ts';
import { type Dial, DialError } from '../dial.ts';
import type { Route } from '../route.ts';
import { adoptTunnel } from './adopt-tunnel.ts';
import type { Tunnel } from './tunnel.ts';
import { tunnelDial } from './tunnel-dial.ts';

/** What `proxy up` leaves for the commands after it: no secret is in it, so that a user with fewer rights may read it. */
export const LeftExit = z.strictObject({
  version: z.literal(1),
  tunnel: z.strictObject({
    pid: z.int(),
    socksPort: z.int(),
    dir: z.string(),
    logFile: z.string(),
    spawned: Instant,
  }),
  echoUrls: z.array(z.string()),
  exit: ExitFacts,
});
export type LeftExit = z.infer<typeof LeftExit>;

/** Reads what `proxy up` left. Throws `PuptimeError` when it is not there or broken. */
export async function readLeftExit(path: string): Promise<LeftExit> {
  try {
    return LeftExit.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    const what = error instanceof Error ? error.message.slice(0, 300) : String(error);
    throw new PuptimeError(`${path}: expected what "puptime proxy up" writes: ${what}`, {
      exitCode: 2,
      cause: error,
    });
  }
}

/**
 * The route of an exit that another process made and will remove. Rejects with `PuptimeError` when its tunnel does not work any
 * more. Disposing leaves it as it is.
 */
export async function adoptRoute(
  path: string,
  policy: AddressPolicy,
  context: { now(): Date; signal: AbortSignal; log(line: string): void },
): Promise<Route> {
  const { tunnel: left, echoUrls, exit } = await readLeftExit(path);
  const adopted = await adoptTunnel(left, { echoUrls, expectedAddress: exit.address }, context);
  if (!('socksUrl' in adopted))
    throw new PuptimeError(
      `${path}: the tunnel of ${exit.instance} cannot be used (${adopted.kind}): ${adopted.detail}`,
    );
  return new AdoptedRoute(adopted, exit, policy, context.log);
}

class AdoptedRoute implements Route {
  readonly name: string;
  readonly dial: Dial;
  readonly #exit: ExitFacts;
  #breaks = 0;

  constructor(tunnel: Tunnel, exit: ExitFacts, policy: AddressPolicy, log: (line: string) => void) {
    this.name = `lightsail:${exit.region}`;
    this.#exit = exit;
    const dial = tunnelDial(tunnel, policy);
    this.dial = (target, signal) => {
      if (this.#breaks > 0)
        return Promise.reject(new DialError('route', 'TUNNEL_LOST', 'the tunnel has ended'));
      return dial(target, signal);
    };
    // Its keys are with whoever made it: it cannot be opened again from here.
    void tunnel.lost.then(({ detail }) => {
      this.#breaks++;
      log(`The tunnel to ${this.name} was lost: ${detail}.`);
    });
  }

  /** It is never opened again. */
  ready(): Promise<void> {
    return Promise.resolve();
  }

  breaks(): number {
    return this.#breaks;
  }

  exit(): ExitFacts {
    return this.#exit;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}
