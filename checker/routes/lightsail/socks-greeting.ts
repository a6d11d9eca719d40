import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 50;
const ANSWER_MS = 1_000;

/**
 * Waits until something answers the SOCKS5 greeting on a loopback port: ssh does once it is let in.
 * False: the signal aborted first.
 */
export async function untilGreeting(port: number, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    if (await greets(port, signal)) return true;
    // Rejects on abort alone, which ends the loop.
    await pause(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
  return false;
}

/** Version 5, one method, none needed (RFC 1928, 3); answered with the method chosen. */
async function greets(port: number, signal: AbortSignal): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    const waiting = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
    await once(socket, 'connect', { signal: waiting });
    socket.write(Buffer.from([5, 1, 0]));
    const [answer] = (await once(socket, 'data', { signal: waiting })) as [Buffer];
    return answer[0] === 5 && answer[1] === 0;
  } catch {
    // Nobody listens yet, or what listens does not answer in time: not yet.
    return false;
  } finally {
    socket.destroy();
  }
}
