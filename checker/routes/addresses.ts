import ipaddr from 'ipaddr.js';

export interface AddressPolicy {
  /** Tests and the demo visit pages on this machine. */
  allowLoopback: boolean;
}

/**
 * Why nothing may connect to an IP address, or null when it is a public one. Private, loopback, link-local (cloud metadata
 * included), CGNAT, ULA, multicast and every other special range is refused; IPv4 inside IPv6 is judged as IPv4.
 */
export function refusedAddress(address: string, policy: AddressPolicy): string | null {
  if (!ipaddr.isValid(address)) return `not an IP address: ${address}`;
  const range = ipaddr.process(address).range();
  if (range === 'unicast') return null;
  if (range === 'loopback' && policy.allowLoopback) return null;
  return `${address} is a ${RANGE_WORDS[range] ?? range} address`;
}

const RANGE_WORDS: Record<string, string> = {
  private: 'private',
  loopback: 'loopback',
  linkLocal: 'link-local',
  carrierGradeNat: 'carrier-grade NAT',
  uniqueLocal: 'unique local',
};
