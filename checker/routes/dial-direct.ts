import { connect, type LookupFunction } from 'node:net';
import type { AddressPolicy } from './addresses.ts';
import { type Dial, DialError, errorCode } from './dial.ts';
import { resolveHost } from './resolve.ts';

const CONNECT_TIMEOUT_MS = 20_000;

/**
 * Connects from this machine. The name is resolved once, its addresses are checked, and the connection goes to one of exactly
 * these (no second resolution that could answer otherwise), the fastest of IPv6 and IPv4 as browsers do.
 */
export function directDial(policy: AddressPolicy): Dial {
  return async (target, signal) => {
    const started = performance.now();
    const addresses = await resolveHost(target.host, policy);
    const resolved = performance.now();
    const pinned: LookupFunction = (_host, _options, done) => done(null, addresses);
    return new Promise((resolve, reject) => {
      const socket = connect({ ...target, lookup: pinned, autoSelectFamily: true, noDelay: true });
      const fail = (code: string) => {
        socket.destroy();
        reject(new DialError('connect', code, `${target.host}:${target.port}: ${code}`));
      };
      const abort = () => fail('ABORTED');
      signal.addEventListener('abort', abort, { once: true });
      socket.setTimeout(CONNECT_TIMEOUT_MS, () => fail('ETIMEDOUT'));
      socket.once('error', (error) => fail(errorCode(error)));
      socket.once('connect', () => {
        signal.removeEventListener('abort', abort);
        socket.setTimeout(0);
        socket.removeAllListeners('error');
        resolve({
          socket,
          address: socket.remoteAddress ?? null,
          dnsMs: resolved - started,
          connectMs: performance.now() - resolved,
        });
      });
    });
  };
}
