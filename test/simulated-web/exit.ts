import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { type Duplex, pipeline } from 'node:stream';
import { listen } from './server.ts';

/** A second way out: a forward proxy on loopback that reaches `*.localhost` and nothing else. */
export interface Exit {
  /** `http://127.0.0.1:PORT`. */
  url: string;
  /** Whether a connection that a server sees coming from this port comes through here. */
  cameThrough(remotePort: number | undefined): boolean;
  close(): Promise<void>;
}

/** How a proxy says which side failed (RFC 9209): the status alone would not tell its own failure from the site's. */
type ProxyError = 'dns_error' | 'connection_refused' | 'connection_terminated' | 'http_request_error';

class Unreachable extends Error {
  readonly proxyError: ProxyError;
  constructor(proxyError: ProxyError) {
    super(proxyError);
    this.proxyError = proxyError;
  }
}

/** Opens the exit. It forwards plain requests with a `via` header, tunnels CONNECT, and answers 502 where it cannot. */
export async function openExit(): Promise<Exit> {
  const ports = new Set<number>();
  const onward = new Set<Socket>();

  const reach = (target: URL): Promise<Socket> =>
    new Promise((resolve, reject) => {
      const name = target.hostname;
      if (name !== '127.0.0.1' && name !== 'localhost' && !name.endsWith('.localhost')) {
        reject(new Unreachable('dns_error'));
        return;
      }
      const socket = connect(Number(target.port || 80), '127.0.0.1');
      onward.add(socket);
      socket.once('error', (error: NodeJS.ErrnoException) => {
        reject(
          new Unreachable(error.code === 'ECONNREFUSED' ? 'connection_refused' : 'connection_terminated'),
        );
      });
      // The port is noted before anything is sent, so that no server meets a request whose way it cannot tell.
      socket.once('connect', () => {
        const port = socket.localPort;
        if (port !== undefined) ports.add(port);
        socket.once('close', () => {
          if (port !== undefined) ports.delete(port);
        });
        resolve(socket);
      });
      socket.once('close', () => onward.delete(socket));
    });

  const tunnel = async (request: IncomingMessage, near: Duplex, head: Buffer): Promise<void> => {
    near.on('error', () => near.destroy());
    try {
      const far = await reach(new URL(`connect://${request.url}`));
      near.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      far.write(head);
      // Whichever side ends, the other one ends with it: that is all a tunnel has to say.
      pipeline(near, far, near, () => {
        near.destroy();
        far.destroy();
      });
    } catch (error) {
      near.end(`HTTP/1.1 502 Bad Gateway\r\nproxy-status: ${statusOf(error)}\r\ncontent-length: 0\r\n\r\n`);
    }
  };

  const forward = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const fail = (error: unknown) => {
      if (response.headersSent) response.destroy();
      else response.writeHead(502, { 'proxy-status': statusOf(error) }).end();
    };
    try {
      const target = new URL(request.url ?? '');
      const far = await reach(target);
      const { 'proxy-connection': _, ...headers } = request.headers;
      const sent = httpRequest({
        method: request.method,
        path: target.pathname + target.search,
        headers: { ...headers, via: '1.1 puptime-second-exit', connection: 'close' },
        createConnection: () => far,
      });
      sent.once('error', () => fail(new Unreachable('connection_terminated')));
      sent.once('response', (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        pipeline(answer, response, () => far.destroy());
      });
      response.once('close', () => far.destroy());
      request.pipe(sent);
    } catch (error) {
      fail(error);
    }
  };

  const server = createServer((request, response) => void forward(request, response));
  server.on('connect', (request, near, head) => void tunnel(request, near, head));
  const held = await listen(server);
  return {
    url: `http://127.0.0.1:${held.port}`,
    cameThrough: (remotePort) => remotePort !== undefined && ports.has(remotePort),
    close: async () => {
      for (const socket of onward) socket.destroy();
      await held.close();
    },
  };
}

function statusOf(error: unknown): string {
  return `puptime-second-exit; error=${error instanceof Unreachable ? error.proxyError : 'http_request_error'}`;
}
