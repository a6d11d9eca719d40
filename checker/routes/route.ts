import { PuptimeError } from '../domain/puptime-error.ts';
import type { ExitFacts } from '../domain/run-record.ts';
import type { AddressPolicy } from './addresses.ts';
import type { Dial } from './dial.ts';
import { directDial } from './dial-direct.ts';
import { proxyDial } from './dial-proxy.ts';

/** One way out of this machine, open and ready. Disposing it closes what was opened for it. */
export interface Route extends AsyncDisposable {
  /** For records and people: `direct`, `lightsail:<region>`, or the proxy without its user and password. */
  name: string;
  dial: Dial;
  /** Resolves when it can be used: at once, unless it is being opened again. Where that fails it resolves too, and dials say so. */
  ready(): Promise<void>;
  /** How often it broke so far: what was under way then says nothing about a site. */
  breaks(): number;
  /** What was made for it; null for a route that was there. */
  exit(): ExitFacts | null;
}

/**
 * A route that needs nothing made for it, by its name on the command line: `direct`, `socks5://[user:pass@]host:port`,
 * `http(s)://[user:pass@]host:port`. Throws `PuptimeError` (wrong use) on anything else.
 */
export function givenRoute(spec: string, policy: AddressPolicy): Route {
  if (spec === 'direct') return unbroken('direct', directDial(policy));
  const proxy = URL.parse(spec);
  if (!proxy || !PROTOCOLS.has(proxy.protocol) || proxy.hostname === '') {
    throw new PuptimeError(
      `--route ${JSON.stringify(spec)}: expected direct, socks5://host:port, http://user:password@host:port, lightsail:<region> or tunnel:<file>`,
      { exitCode: 2 },
    );
  }
  return unbroken(`${proxy.protocol}//${proxy.host}`, proxyDial(proxy, policy));
}

const PROTOCOLS = new Set(['socks5:', 'http:', 'https:']);

function unbroken(name: string, dial: Dial): Route {
  // Each connection is its own: nothing stays open between them that could break.
  const nothing = () => Promise.resolve();
  return { name, dial, ready: nothing, breaks: () => 0, exit: () => null, [Symbol.asyncDispose]: nothing };
}
