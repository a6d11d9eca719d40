import { parse } from 'tldts';
import { quote } from './quote.ts';

/** `allowLoopback`: pages on this machine, over http and any port, and hosts that cannot exist, for the demo and tests. */
export interface AddressRules {
  allowLoopback: boolean;
}

const LOOPBACK_OR_INVALID = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\]|.+\.invalid)$/;
const IPV4 = /^\d+(?:\.\d+){3}$/;
/** Names that no public resolver answers: RFC 2606, 6761, 6762, 7686, 8375, 9476, and what ICANN keeps for private use. */
const PRIVATE_NAME =
  /(?:^|\.)(?:localhost|local|internal|intranet|private|corp|home|lan|arpa|test|invalid|example|onion|alt)$/;

/** What is wrong with the address of a page, or null. */
export function addressProblem(text: string, rules: AddressRules): string | null {
  const received = `received ${quote(text)}`;
  const url = URL.parse(text);
  if (!url || !/^https?:\/\/[^/?#]/i.test(text)) return `expected an https URL, ${received}`;
  // URL drops tabs and line ends, trims, and takes a backslash for a slash: what is shown must be what is opened.
  if (/[\s\\\p{Cc}\p{Cf}]/u.test(text)) return `expected an https URL without spaces, ${received}`;
  const authority = /^https?:\/\/([^/?#]*)/i.exec(text)?.[1] ?? '';
  if (authority.includes('@')) return `expected a URL without user name and password, ${received}`;
  const problem = hostProblem(url.hostname, rules);
  if (problem) return `${problem}, ${received}`;
  if (isLoopback(url.hostname, rules)) return null;
  if (url.protocol !== 'https:') return `expected https, ${received}`;
  if (url.port !== '') return `expected no port (443 is understood), ${received}`;
  if (authority.toLowerCase().replace(/:(?:0*443)?$/, '') !== url.hostname) {
    return `expected the host as ${quote(url.hostname)}, ${received}`;
  }
  return null;
}

/** What is wrong with the name of a public host, as "expected …"; or null. */
export function hostProblem(host: string, rules: AddressRules): string | null {
  if (isLoopback(host, rules)) return null;
  if (host.startsWith('[') || IPV4.test(host)) return 'expected a public host name, not an IP address';
  if (host.endsWith('.')) return 'expected a host name without a dot at its end';
  if (PRIVATE_NAME.test(host)) return 'expected a public host name, not a private or reserved one';
  if (!host.includes('.')) return 'expected a public host name, with a domain';
  if (!/^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/.test(host)) {
    return 'expected a host name of lower-case letters, digits, hyphens and dots';
  }
  const { domain, isIcann } = parse(host);
  if (!isIcann)
    return `expected a public host name, and no top-level domain is called ${quote(host.replace(/^.*\./s, '.'))}`;
  if (!domain) return 'expected a host name, not a suffix under which names are registered';
  return null;
}

function isLoopback(host: string, rules: AddressRules): boolean {
  return rules.allowLoopback && LOOPBACK_OR_INVALID.test(host);
}

/** The same for all spellings of one address: host case, default port and an empty path do not tell two pages apart. */
export function normalAddress(text: string): string | null {
  return URL.parse(text)?.href ?? null;
}
