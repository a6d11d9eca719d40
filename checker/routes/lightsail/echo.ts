import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { z } from 'zod';
import type { Dial } from '../dial.ts';

/** An address and some JSON around it. */
const BODY_BYTES = 4_096;

/**
 * Asks a public address echo over a route from which address it is seen. Redirects are not followed.
 * Rejects when nothing of use came (with `DialError` when no connection did), or when the signal aborts.
 */
export async function askEcho(url: URL, dial: Dial, signal: AbortSignal): Promise<string> {
  const secure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const { socket } = await dial({ host, port: Number(url.port || (secure ? 443 : 80)) }, signal);
  try {
    const request = (secure ? httpsRequest : httpRequest)(url, {
      createConnection: () => (secure ? overTls(socket, host) : socket),
      signal,
    });
    request.end();
    const [response] = (await once(request, 'response', { signal })) as [IncomingMessage];
    if (response.statusCode !== 200) throw new Error(`${url.host} answered ${response.statusCode}`);
    const address = addressIn(await beginning(response));
    if (address === null) throw new Error(`${url.host} did not answer with an address`);
    return address;
  } finally {
    socket.destroy();
  }
}

/** The address an echo answered with: alone, or as `ip` or `origin` of a JSON object. Null: none. */
export function addressIn(body: string): string | null {
  const text = body.trim();
  if (isIP(text)) return text;
  const answer = EchoBody.safeParse(text);
  const address = answer.data?.ip ?? answer.data?.origin ?? '';
  return isIP(address) ? address : null;
}

const EchoBody = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      // Not JSON: whatever it is, it holds no address for us.
      context.addIssue({ code: 'custom', message: 'not JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.object({ ip: z.string().optional(), origin: z.string().optional() }));

function overTls(socket: Socket, host: string) {
  return connectTls({ socket, host, ...(isIP(host) ? {} : { servername: host }) });
}

async function beginning(response: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of response.setEncoding('latin1')) {
    body += chunk;
    if (body.length > BODY_BYTES) break;
  }
  return body.slice(0, BODY_BYTES);
}
