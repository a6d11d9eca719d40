import type { Failure } from '../domain/observation.ts';
import type { ExitReport } from './exit.ts';

/** What Chromium's error names mean, the first pattern that fits. */
const CODES: readonly [pattern: RegExp, kind: Failure['kind']][] = [
  [/^ERR_NAME_/, 'dns'],
  [/^ERR_(CERT_|SSL_|BAD_SSL)/, 'tls'],
  [/^ERR_TOO_MANY_REDIRECTS$/, 'redirect-loop'],
  [/^ERR_(HTTP2|QUIC|SPDY)/, 'http2'],
  [/^ERR_(CONNECTION_TIMED_OUT|TIMED_OUT)$/, 'timeout'],
  [/^ERR_(CONNECTION_REFUSED|CONNECTION_FAILED|ADDRESS_)/, 'connect'],
  // The guard, or the network of this machine: not the site.
  [
    /^ERR_(PROXY_|SOCKS_|INTERNET_DISCONNECTED|NETWORK_CHANGED|NETWORK_IO_SUSPENDED|INSUFFICIENT_RESOURCES)/,
    'route',
  ],
];

/**
 * The typed failure behind an error of a navigation. The guard knows best why a connection could not be opened (the browser only
 * sees a closed one); then the browser's own error name counts. A code nobody foresaw broke the protocol.
 */
export function netFailure(error: unknown, url: string, exit: ExitReport): Failure {
  const host = hostOf(url);
  const refusal = exit.hosts.get(host.key)?.failure;
  if (refusal)
    return { kind: refusal.kind, host: host.name, code: refusal.code, detail: refusal.message.slice(0, 500) };
  const message = error instanceof Error ? error.message : String(error);
  const code = /net::(ERR_[A-Z0-9_]+)/.exec(message)?.[1];
  if (exit.overLimit) return { kind: 'too-large', host: host.name, code: code ?? 'OVER_LIMIT' };
  if (!code) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    const line = message.split('\n')[0]?.slice(0, 200) ?? '';
    return { kind: late ? 'timeout' : 'browser', host: host.name, code: late ? 'TIMEOUT' : line };
  }
  const kind = CODES.find(([pattern]) => pattern.test(code))?.[1] ?? 'protocol';
  return { kind, host: host.name, code };
}

function hostOf(url: string): { name: string; key: string } {
  const parsed = URL.parse(url);
  const name = parsed?.hostname.replace(/^\[|\]$/g, '') ?? '';
  return { name, key: `${name}:${parsed?.port || (parsed?.protocol === 'http:' ? 80 : 443)}` };
}
