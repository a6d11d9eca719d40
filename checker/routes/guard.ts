import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type Duplex, pipeline } from 'node:stream';
import { type Dial, DialError, type DialFailureKind, type Dialled, errorCode, type Target } from './dial.ts';

/** What opening connections to one host came to, newest last word. */
export interface HostReport {
  address: string | null;
  dnsMs: number | null;
  connectMs: number | null;
  failure: { kind: DialFailureKind; code: string; message: string } | null;
}

/** What passed a guard so far. */
export interface GuardReport {
  /** By `host:port`. */
  hosts: ReadonlyMap<string, HostReport>;
  bytesSent: number;
  bytesReceived: number;
  refused: number;
  /** More than the limit came: everything was cut off. */
  overLimit: boolean;
}

export interface GuardOptions {
  dial: Dial;
  /** Bytes that one visit may receive. */
  limitBytes: number;
}

/**
 * A forward proxy on loopback for one visit, the browser's only way out: whatever a page does, a WebSocket or a service
 * worker included, passes here, where the name is resolved, the address checked and the connection opened. It never answers in
 * a site's place: where no connection can be opened the browser's is closed, and the report says why.
 */
export class Guard implements AsyncDisposable {
  readonly #server: Server;
  readonly #options: GuardOptions;
  readonly #hosts = new Map<string, HostReport>();
  readonly #open = new Set<Duplex>();
  readonly #ended = new AbortController();
  readonly #dialled = new Set<Socket>();
  readonly #watch: NodeJS.Timeout;
  #port = 0;
  #closedSent = 0;
  #closedReceived = 0;
  #refused = 0;
  readonly #limit = Promise.withResolvers<void>();
  #overLimit = false;

  private constructor(options: GuardOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => void this.#forward(request, response));
    this.#server.on('connect', (request, socket, head) => void this.#tunnel(request, socket, head));
    this.#server.on('connection', (socket) => this.#keep(socket));
    this.#watch = setInterval(() => this.#cutAtLimit(), LIMIT_CHECK_MS).unref();
  }

  static async open(options: GuardOptions): Promise<Guard> {
    const guard = new Guard(options);
    await new Promise<void>((resolve, reject) => {
      guard.#server.once('error', reject);
      guard.#server.listen(0, '127.0.0.1', resolve);
    });
    guard.#port = (guard.#server.address() as AddressInfo).port;
    return guard;
  }

  /** Address of the proxy, for the browser. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Resolves when the limit was passed and everything was cut off. */
  get overLimit(): Promise<void> {
    return this.#limit.promise;
  }

  report(): GuardReport {
    const open = [...this.#dialled];
    return {
      hosts: this.#hosts,
      bytesSent: open.reduce((sum, socket) => sum + socket.bytesWritten, this.#closedSent),
      bytesReceived: open.reduce((sum, socket) => sum + socket.bytesRead, this.#closedReceived),
      refused: this.#refused,
      overLimit: this.#overLimit,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#watch);
    this.#ended.abort();
    for (const socket of this.#open) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** https and WebSockets: CONNECT host:port. */
  async #tunnel(request: IncomingMessage, browser: Duplex, head: Buffer): Promise<void> {
    const target = parseAuthority(request.url ?? '');
    const dialled = target && (await this.#dial(target));
    if (!dialled || browser.destroyed) {
      dialled?.socket.destroy();
      browser.end('HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\n\r\n');
      return;
    }
    browser.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) dialled.socket.write(head);
    pipeline(browser, dialled.socket, browser, () => {
      // Either side may end as it likes: the browser reports what it met.
      browser.destroy();
      dialled.socket.destroy();
    });
  }

  /** Plain http: the whole request comes here, with the absolute URL. */
  async #forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = URL.parse(request.url ?? '');
    const target =
      url?.protocol === 'http:' ? { host: bare(url.hostname), port: Number(url.port || 80) } : null;
    const dialled = target && (await this.#dial(target));
    if (!url || !dialled || response.destroyed) {
      dialled?.socket.destroy();
      request.socket.destroy();
      return;
    }
    const onward = httpRequest({
      method: request.method,
      path: url.pathname + url.search,
      headers: endToEnd(request.rawHeaders),
      setHost: false,
      insecureHTTPParser: true,
      createConnection: () => dialled.socket,
    });
    onward.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage, endToEnd(answer.rawHeaders));
      pipeline(answer, response, (error) => {
        if (error) request.socket.destroy();
        dialled.socket.destroy();
      });
    });
    onward.once('error', () => request.socket.destroy());
    response.once('close', () => onward.destroy());
    request.pipe(onward);
  }

  async #dial(target: Target): Promise<Dialled | null> {
    const key = `${target.host}:${target.port}`;
    try {
      const dialled = await this.#options.dial(target, this.#ended.signal);
      this.#keep(dialled.socket);
      this.#count(dialled.socket);
      const { address, dnsMs, connectMs } = dialled;
      // The first connection carries the document: its times are the ones to report.
      if (!this.#hosts.get(key)?.connectMs)
        this.#hosts.set(key, { address, dnsMs, connectMs, failure: null });
      return dialled;
    } catch (error) {
      const failure =
        error instanceof DialError
          ? error
          : new DialError('route', errorCode(error), `${key}: ${errorCode(error)}`);
      if (failure.kind === 'refused') this.#refused++;
      const { kind, code, message } = failure;
      this.#hosts.set(key, { address: null, dnsMs: null, connectMs: null, failure: { kind, code, message } });
      return null;
    }
  }

  #keep(socket: Duplex): void {
    this.#open.add(socket);
    // A connection that breaks is a fact for the browser to meet, not an error of ours.
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#open.delete(socket));
  }

  #count(socket: Socket): void {
    this.#dialled.add(socket);
    socket.once('close', () => {
      this.#dialled.delete(socket);
      this.#closedSent += socket.bytesWritten;
      this.#closedReceived += socket.bytesRead;
    });
  }

  #cutAtLimit(): void {
    if (this.#overLimit || this.report().bytesReceived <= this.#options.limitBytes) return;
    this.#overLimit = true;
    this.#limit.resolve();
    for (const socket of this.#open) socket.destroy();
  }
}

/** Nothing is buffered here, so a limit that is passed by what comes in this time costs bandwidth alone. */
const LIMIT_CHECK_MS = 200;

const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Raw headers without those that belong to one connection (RFC 9110, 7.6.1); order and letter case stay. */
function endToEnd(raw: readonly string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = raw[index] ?? '';
    if (!HOP_BY_HOP.has(name.toLowerCase())) kept.push(name, raw[index + 1] ?? '');
  }
  return kept;
}

function parseAuthority(authority: string): Target | null {
  const url = URL.parse(`connect://${authority}`);
  return url?.hostname && url.port ? { host: bare(url.hostname), port: Number(url.port) } : null;
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
