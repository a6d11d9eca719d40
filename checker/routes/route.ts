import { PuptimeError } from '../domain/puptime-error.ts';
import type { AddressPolicy } from './addresses.ts';
import type { Dial } from './dial.ts';
import { directDial } from './dial-direct.ts';
import { proxyDial } from './dial-proxy.ts';

/** One way out of this machine, open and ready. */
export interface Route extends AsyncDisposable {
  /** For records and people: `direct`, or the proxy without its user and password. */
  name: string;
  dial: Dial;
}

/**
 * A route by its name on the command line: `direct`, `socks5://[user:pass@]host:port`, `http(s)://[user:pass@]host:port`.
 * Throws `PuptimeError` (wrong use) on anything else.
 */
export function openRoute(spec: string, policy: AddressPolicy): Route {
  if (spec === 'direct') return route('direct', directDial(policy));
  const proxy = URL.parse(spec);
  if (!proxy || !PROTOCOLS.has(proxy.protocol) || proxy.hostname === '') {
    throw new PuptimeError(
      `--route ${JSON.stringify(spec)}: expected direct, socks5://host:port or http://user:password@host:port`,
      { exitCode: 2 },
    );
  }
  return route(`${proxy.protocol}//${proxy.host}`, proxyDial(proxy, policy));
}

const PROTOCOLS = new Set(['socks5:', 'http:', 'https:']);

function route(name: string, dial: Dial): Route {
  // Nothing stays open between connections; a tunnel will.
  return { name, dial, [Symbol.asyncDispose]: () => Promise.resolve() };
}
