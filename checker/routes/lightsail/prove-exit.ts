import { DialError } from '../dial.ts';
import { askEcho } from './echo.ts';
import type { SshFailureKind } from './ssh-failure.ts';
import { type DialledTunnel, tunnelDial } from './tunnel-dial.ts';

/**
 * Why a tunnel cannot be used. Beside the failures of ssh itself, `forwarding`: sshd let us in and forwards nothing.
 * `echo`: no echo answered through it. `address`: an echo saw another address than the instance's.
 */
export interface TunnelFailure {
  kind: SshFailureKind | 'forwarding' | 'echo' | 'address';
  retry: boolean;
  detail: string;
}

/** Addresses to ask, in this order until one answers; and the one that must be seen. */
export interface ExitProof {
  /** http(s) URLs of public address echoes. */
  echoUrls: readonly string[];
  expectedAddress: string;
}

const ECHO_MS = 10_000;

/**
 * Whether requests through a tunnel reach the world from the address expected: a listening port proves nothing, since ssh
 * listens just as well when sshd forwards nothing. Resolves with null when so, else with the failure; rejects on abort alone.
 */
export async function proveExit(
  tunnel: DialledTunnel,
  { echoUrls, expectedAddress }: ExitProof,
  signal: AbortSignal,
): Promise<TunnelFailure | null> {
  // Where the echo stands is the operator's choice: no page's.
  const dial = tunnelDial(tunnel, { allowLoopback: true });
  const silent: string[] = [];
  let other: string | null = null;
  for (const url of echoUrls) {
    try {
      const seen = await askEcho(new URL(url), dial, AbortSignal.any([signal, AbortSignal.timeout(ECHO_MS)]));
      if (seen === expectedAddress) return null;
      other ??= `${url} saw ${seen}, but the instance has ${expectedAddress}`;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof DialError && error.code === 'FORWARDING_REFUSED')
        return { kind: 'forwarding', retry: false, detail: `sshd forwards nothing (${error.message})` };
      silent.push(`${url}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (other !== null) return { kind: 'address', retry: false, detail: other };
  return { kind: 'echo', retry: true, detail: `no address echo answered: ${silent.join('; ')}` };
}
