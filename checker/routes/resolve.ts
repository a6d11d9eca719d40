import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { type AddressPolicy, refusedAddress } from './addresses.ts';
import { DialError, errorCode } from './dial.ts';

/** Address of a target and its family (4 or 6). */
export interface ResolvedAddress {
  address: string;
  family: number;
}

/**
 * Addresses of a host, all of them public (or loopback where the policy allows it). One refused address refuses the host:
 * a name that answers with a public and a private address is an attempt to get round the guard.
 * Special names never leave the machine (RFC 6761): `*.localhost` is loopback, `*.invalid` does not exist.
 * Rejects with `DialError`.
 */
export async function resolveHost(host: string, policy: AddressPolicy): Promise<ResolvedAddress[]> {
  const name = host.toLowerCase().replace(/\.$/, '');
  const addresses = isIP(name) ? [{ address: name, family: isIP(name) }] : await resolveName(name);
  for (const { address } of addresses) {
    const refusal = refusedAddress(address, policy);
    if (refusal) throw new DialError('refused', 'EREFUSED', `${host}: ${refusal}`);
  }
  return addresses;
}

async function resolveName(name: string): Promise<ResolvedAddress[]> {
  if (name === 'localhost' || name.endsWith('.localhost')) return [{ address: '127.0.0.1', family: 4 }];
  if (name.endsWith('.invalid')) throw new DialError('dns', 'ENOTFOUND', `${name}: there is no such name`);
  try {
    return await lookup(name, { all: true, order: 'verbatim' });
  } catch (error) {
    throw new DialError('dns', errorCode(error), `${name}: ${errorCode(error)}`);
  }
}
