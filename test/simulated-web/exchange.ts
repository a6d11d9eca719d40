import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Subject } from './pages.ts';

/** One request to a simulated site, and all that a behaviour may want to know of it. */
export interface Exchange {
  subject: Subject;
  request: IncomingMessage;
  response: ServerResponse;
  /** As asked for, host and port included. */
  url: URL;
  /** Addresses of the site's other hosts, at one of which the request may have come. */
  aliases: readonly URL[];
  /** Whether the request came through the second exit. */
  viaExit: boolean;
  /** Requests for the same path since the site behaves so. */
  earlier: number;
}

/** How a site answers. */
export type Behaviour = (exchange: Exchange) => void | Promise<void>;

/** Ends the answer with these bytes. Nothing may be kept by a browser: each visit is a new one. */
export function send(
  { response }: Exchange,
  status: number,
  contentType: string,
  body: string | Buffer,
  headers: OutgoingHttpHeaders = {},
): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(body);
}

/** Ends the answer with a page. */
export function sendHtml(
  exchange: Exchange,
  body: string,
  status = 200,
  headers?: OutgoingHttpHeaders,
): void {
  send(exchange, status, 'text/html; charset=utf-8', body, headers);
}

/** Sends the visitor on with status 302. */
export function redirect({ response }: Exchange, to: URL | string): void {
  response.writeHead(302, { location: String(to), 'content-length': 0, 'cache-control': 'no-store' });
  response.end();
}

/** Waits, in milliseconds. False: the visitor has gone meanwhile. */
export function pause({ response }: Exchange, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), ms);
    response.once('close', () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}
