import { setTimeout as pause } from 'node:timers/promises';
import type { AddressPolicy } from '../addresses.ts';
import { type Dial, DialError, type Dialled, type Target } from '../dial.ts';
import { proxyDial } from '../dial-proxy.ts';
import type { SshLog } from './ssh-log.ts';

/** What a dial needs of a tunnel. */
export interface DialledTunnel {
  socksUrl: string;
  /** Aborted when the tunnel has ended, asked or not. */
  over: AbortSignal;
  log: SshLog;
}

/** How long a dial may take. Milliseconds. */
export interface DialPatience {
  /** For a target; below the patience of the proxy client, so that the question who was slow is asked here. */
  targetMs: number;
  /** For a round trip to the instance alone. */
  answerMs: number;
}

const PATIENCE: DialPatience = { targetMs: 25_000, answerMs: 5_000 };

/** How long ssh gets to say why a connection closed: it writes before it closes, so this is for a loaded machine. */
const GRACE_MS = 250;
const LOOK_AGAIN_MS = 25;

/**
 * Connects through a tunnel, and says whose failure it was when that fails. ssh answers a SOCKS request once the far
 * connection is open; when it could not be opened it just closes, and writes the reason to its log. A target that fails is never
 * the tunnel's failure, and a tunnel that ended (`route`, TUNNEL_LOST) or is silent (`route`, TUNNEL_SILENT) never the target's.
 */
export function tunnelDial(
  tunnel: DialledTunnel,
  policy: AddressPolicy,
  { targetMs, answerMs }: DialPatience = PATIENCE,
): Dial {
  const dial = proxyDial(new URL(tunnel.socksUrl), policy);
  return async (target, signal) => {
    if (tunnel.over.aborted) throw lost();
    const place = await tunnel.log.end();
    try {
      return await inTime(dial(target, signal), tunnel, signal, targetMs);
    } catch (error) {
      if (!(error instanceof DialError)) throw error;
      const authority = `${target.host}:${target.port}`;
      if (error === LATE) {
        if (await answers(tunnel, signal, answerMs))
          throw new DialError('connect', 'ETIMEDOUT', `${authority}: no connection in ${targetMs} ms`);
        throw tunnel.over.aborted ? lost() : new DialError('route', 'TUNNEL_SILENT', 'the tunnel is silent');
      }
      if (error.kind !== 'route' || error.code === LOST) throw error;
      throw await explained(error, tunnel, target, place);
    }
  };
}

const LOST = 'TUNNEL_LOST';
const LATE = new DialError('route', 'LATE', 'the deadline of a dial');

function lost(): DialError {
  return new DialError('route', LOST, 'the tunnel has ended');
}

/** The first of: the connection, its failure, the tunnel's end, an abort, `LATE`. A connection that comes later is closed. */
async function inTime(
  dialling: Promise<Dialled>,
  tunnel: DialledTunnel,
  signal: AbortSignal,
  ms: number,
): Promise<Dialled> {
  const given = Promise.withResolvers<never>();
  const settled = new AbortController();
  const on = (event: AbortSignal, error: () => DialError) => {
    if (event.aborted) given.reject(error());
    event.addEventListener('abort', () => given.reject(error()), { signal: settled.signal });
  };
  on(signal, () => new DialError('connect', 'ABORTED', 'the connection is no longer wanted'));
  on(tunnel.over, lost);
  const timer = setTimeout(() => given.reject(LATE), ms);
  try {
    return await Promise.race([dialling, given.promise]);
  } catch (error) {
    dialling.then(
      ({ socket }) => socket.destroy(),
      () => undefined,
    );
    throw error;
  } finally {
    clearTimeout(timer);
    settled.abort();
  }
}

/** Whether the far end still answers at all: the instance refuses its own port 1 at once. */
async function answers(tunnel: DialledTunnel, signal: AbortSignal, ms: number): Promise<boolean> {
  const dial = proxyDial(new URL(tunnel.socksUrl), { allowLoopback: true });
  try {
    const { socket } = await inTime(dial({ host: '127.0.0.1', port: 1 }, signal), tunnel, signal, ms);
    socket.destroy();
    return true;
  } catch (error) {
    if (!(error instanceof DialError)) throw error;
    return error !== LATE && !tunnel.over.aborted;
  }
}

/** What ssh wrote about a connection that closed before it was open; the failure itself when it wrote nothing. */
async function explained(
  error: DialError,
  tunnel: DialledTunnel,
  target: Target,
  place: number,
): Promise<DialError> {
  for (let waited = 0; ; waited += LOOK_AGAIN_MS) {
    if (tunnel.over.aborted) return lost();
    const failure = await tunnel.log.failureOf(target, place);
    // A reason without its target may yet get one.
    if (failure && (failure.code !== 'CHANNEL_FAILED' || waited >= GRACE_MS))
      return new DialError(failure.kind, failure.code, `${target.host}:${target.port}: ${failure.detail}`);
    if (waited >= GRACE_MS) return error;
    await pause(LOOK_AGAIN_MS);
  }
}
