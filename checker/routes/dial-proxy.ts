import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { SocksClient } from 'socks';
import type { AddressPolicy } from './addresses.ts';
import { type Dial, DialError, errorCode, type Target } from './dial.ts';
import { resolveHost } from './resolve.ts';

const CONNECT_TIMEOUT_MS = 30_000;

/**
 * Connects through a given proxy, `socks5://` or `http(s)://`, with user and password where the URL has them.
 * Names resolve at the far end, as a visitor there would see them; what this machine's resolver knows to be private is refused
 * first, so that no public name leads into the far end's own network.
 */
export function proxyDial(proxy: URL, policy: AddressPolicy): Dial {
  const open = proxy.protocol === 'socks5:' ? openBySocks : openByConnect;
  return async (target, signal) => {
    await refusePrivate(target, policy);
    const started = performance.now();
    const socket = await open(proxy, target, signal);
    return {
      socket,
      address: isIP(target.host) ? target.host : null,
      dnsMs: null,
      connectMs: performance.now() - started,
    };
  };
}

async function refusePrivate(target: Target, policy: AddressPolicy): Promise<void> {
  try {
    await resolveHost(target.host, policy);
  } catch (error) {
    // A name this machine cannot resolve may well exist where the proxy stands.
    if (error instanceof DialError && error.kind === 'dns') return;
    throw error;
  }
}

async function openBySocks(proxy: URL, target: Target, signal: AbortSignal): Promise<Socket> {
  const user = decodeURIComponent(proxy.username);
  try {
    const { socket } = await SocksClient.createConnection({
      command: 'connect',
      proxy: {
        host: proxy.hostname.replace(/^\[|\]$/g, ''),
        port: Number(proxy.port || 1080),
        type: 5,
        ...(user ? { userId: user, password: decodeURIComponent(proxy.password) } : {}),
      },
      destination: target,
      timeout: CONNECT_TIMEOUT_MS,
    });
    if (signal.aborted) socket.destroy();
    return socket;
  } catch (error) {
    throw socksFailure(error, target);
  }
}

/** The replies of RFC 1928 that speak of the target; all others speak of the proxy. */
const SOCKS_TARGET_REPLIES: Record<string, [kind: 'dns' | 'connect', code: string]> = {
  HostUnreachable: ['connect', 'EHOSTUNREACH'],
  NetworkUnreachable: ['connect', 'ENETUNREACH'],
  ConnectionRefused: ['connect', 'ECONNREFUSED'],
  TTLExpired: ['connect', 'ETIMEDOUT'],
  Failure: ['connect', 'SOCKS_FAILURE'],
};

function socksFailure(error: unknown, target: Target): DialError {
  const message = error instanceof Error ? error.message : String(error);
  const reply = /rejected connection - (\w+)/.exec(message)?.[1];
  const known = reply === undefined ? undefined : SOCKS_TARGET_REPLIES[reply];
  if (known) return new DialError(known[0], known[1], `${target.host}:${target.port}: ${reply}`);
  return new DialError('route', errorCode(error), `the proxy did not open a connection: ${message}`);
}

function openByConnect(proxy: URL, target: Target, signal: AbortSignal): Promise<Socket> {
  const host = target.host.includes(':') ? `[${target.host}]` : target.host;
  const authority = `${host}:${target.port}`;
  const request = (proxy.protocol === 'https:' ? httpsRequest : httpRequest)({
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: Number(proxy.port || (proxy.protocol === 'https:' ? 443 : 80)),
    method: 'CONNECT',
    path: authority,
    headers: { host: authority, ...authorization(proxy) },
    agent: false,
    timeout: CONNECT_TIMEOUT_MS,
    signal,
  });
  return new Promise((resolve, reject) => {
    request.once('connect', (response, socket: Socket, head) => {
      const status = response.statusCode ?? 0;
      if (status >= 200 && status < 300) {
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(connectFailure(status, String(response.headers['proxy-status'] ?? ''), authority));
    });
    request.once('timeout', () =>
      request.destroy(new DialError('route', 'ETIMEDOUT', 'the proxy did not answer')),
    );
    request.once('error', (error) => {
      reject(
        error instanceof DialError
          ? error
          : new DialError('route', errorCode(error), `the proxy failed: ${errorCode(error)}`),
      );
    });
    request.end();
  });
}

/** What a proxy says of the target in a `Proxy-Status` header (RFC 9209, 2.3), where it sends one. */
const PROXY_STATUS: Record<string, [kind: 'dns' | 'connect', code: string]> = {
  dns_error: ['dns', 'ENOTFOUND'],
  dns_timeout: ['dns', 'ETIMEOUT'],
  connection_refused: ['connect', 'ECONNREFUSED'],
  connection_timeout: ['connect', 'ETIMEDOUT'],
  connection_terminated: ['connect', 'ECONNRESET'],
  destination_ip_unroutable: ['connect', 'EHOSTUNREACH'],
};

/** 5xx: the proxy tried and could not reach the target. Anything else: it would not try. */
function connectFailure(status: number, proxyStatus: string, authority: string): DialError {
  const known = PROXY_STATUS[/\berror=([a-z_]+)/.exec(proxyStatus)?.[1] ?? ''];
  if (known) return new DialError(known[0], known[1], `${authority}: the proxy says ${known[1]}`);
  return status >= 500
    ? new DialError('connect', `PROXY_${status}`, `${authority}: the proxy answered ${status}`)
    : new DialError('route', `PROXY_${status}`, `the proxy answered ${status} to CONNECT ${authority}`);
}

function authorization(proxy: URL): Record<string, string> {
  if (!proxy.username && !proxy.password) return {};
  const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` };
}
