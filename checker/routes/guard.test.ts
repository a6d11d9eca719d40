import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { Server as ProxyServer } from 'proxy-chain';
import { afterEach, expect, it } from 'vitest';
import type { Dial } from './dial.ts';
import { directDial } from './dial-direct.ts';
import { proxyDial } from './dial-proxy.ts';
import { Guard } from './guard.ts';

const policy = { allowLoopback: true };
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function site(handler: Parameters<typeof createServer>[1]): Promise<number> {
  const server: Server = createServer(handler);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function guarded(dial: Dial = directDial(policy), limitBytes = 1_000_000): Promise<Guard> {
  const guard = await Guard.open({ dial, limitBytes });
  closing.push(() => guard[Symbol.asyncDispose]());
  return guard;
}

/** A request as a browser puts it to a proxy. */
function through(guard: Guard, url: string, options: { method?: string; body?: string } = {}) {
  const { hostname, port } = new URL(guard.url);
  const call = request({
    host: hostname,
    port,
    path: url,
    method: options.method ?? 'GET',
    headers: { host: new URL(url).host, 'proxy-connection': 'keep-alive' },
  });
  call.end(options.body);
  return new Promise<{ status: number; body: string; headers: NodeJS.Dict<string | string[]> }>(
    (resolve, reject) => {
      call.once('error', reject);
      call.once('response', (response) => {
        text(response).then(
          (body) => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }),
          reject,
        );
      });
    },
  );
}

async function tunnel(guard: Guard, authority: string): Promise<string> {
  const { hostname, port } = new URL(guard.url);
  const socket = connect(Number(port), hostname);
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nhost: ${authority}\r\n\r\n`);
  const [first] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return first.toString().split('\r\n')[0] ?? '';
}

it('passes a request and its answer on, and tells what it took', async () => {
  const port = await site((incoming, response) => {
    text(incoming).then((body) =>
      response.end(
        `${incoming.method} ${incoming.url} ${incoming.headers.host} ${incoming.headers['proxy-connection']} ${body}`,
      ),
    );
  });
  const guard = await guarded();
  const { status, body } = await through(guard, `http://page.localhost:${port}/a?b=c`, {
    method: 'POST',
    body: 'x=1',
  });
  expect(status).toBe(200);
  expect(body).toBe(`POST /a?b=c page.localhost:${port} undefined x=1`);
  const report = guard.report();
  const host = report.hosts.get(`page.localhost:${port}`);
  expect(host).toMatchObject({ address: '127.0.0.1', failure: null });
  expect(host?.connectMs).toBeGreaterThan(0);
  expect(report.bytesReceived).toBeGreaterThan(100);
  expect(report.bytesSent).toBeGreaterThan(50);
});

it('opens tunnels', async () => {
  const port = await site((_incoming, response) => response.end());
  expect(await tunnel(await guarded(), `localhost:${port}`)).toBe('HTTP/1.1 200 Connection Established');
});

it.each([
  ['http://10.0.0.1/', '10.0.0.1:80'],
  ['http://169.254.169.254/latest/meta-data/', '169.254.169.254:80'],
  ['http://[fd00:ec2::254]/', 'fd00:ec2::254:80'],
  ['http://[::ffff:169.254.169.254]/', '::ffff:a9fe:a9fe:80'],
])('refuses %s even where loopback is allowed', async (url, key) => {
  const guard = await guarded();
  await expect(through(guard, url)).rejects.toThrow();
  expect(guard.report().refused).toBe(1);
  expect(guard.report().hosts.get(key)?.failure).toMatchObject({ kind: 'refused' });
});

it('refuses loopback, by name, by address and in every spelling that a browser resolves, unless it is allowed', async () => {
  const port = await site((_incoming, response) => response.end('inside'));
  for (const host of [
    'localhost',
    'a.localhost',
    '127.0.0.1',
    '[::1]',
    '127.1',
    '0x7f000001',
    '2130706433',
  ]) {
    const guard = await guarded(directDial({ allowLoopback: false }));
    await expect(through(guard, `http://${host}:${port}/`), host).rejects.toThrow();
    expect(await tunnel(guard, `${host}:${port}`), host).toBe('HTTP/1.1 502 Bad Gateway');
    expect(guard.report().refused, host).toBe(2);
  }
});

it('tells a name that does not exist and a closed port apart, and never answers in the site’s place', async () => {
  const closed = createTcpServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  closed.close();
  const guard = await guarded();
  await expect(through(guard, 'http://nobody.invalid/')).rejects.toThrow(/hang up|ECONNRESET/);
  await expect(through(guard, `http://localhost:${port}/`)).rejects.toThrow(/hang up|ECONNRESET/);
  expect(guard.report().hosts.get('nobody.invalid:80')?.failure).toMatchObject({
    kind: 'dns',
    code: 'ENOTFOUND',
  });
  expect(guard.report().hosts.get(`localhost:${port}`)?.failure).toMatchObject({
    kind: 'connect',
    code: 'ECONNREFUSED',
  });
});

it('cuts off what goes over the limit', async () => {
  const port = await site((_incoming, response) => {
    const more = () => {
      while (response.write(Buffer.alloc(65_536))) if (response.destroyed) return;
    };
    response.on('drain', more);
    more();
  });
  const guard = await guarded(directDial(policy), 500_000);
  await expect(through(guard, `http://localhost:${port}/`)).rejects.toThrow();
  expect(guard.report().overLimit).toBe(true);
});

it('leaves nothing open when it is closed', async () => {
  const port = await site((_incoming, response) => void response.write('for ever'));
  const guard = await Guard.open({ dial: directDial(policy), limitBytes: 1_000 });
  const pending = through(guard, `http://localhost:${port}/`);
  pending.catch(() => undefined);
  while (guard.report().bytesReceived === 0) await new Promise(setImmediate);
  await guard[Symbol.asyncDispose]();
  await expect(pending).rejects.toThrow();
  await expect(through(guard, `http://localhost:${port}/`)).rejects.toThrow();
});

it('goes through an http proxy with user and password', async () => {
  const seen: string[] = [];
  const proxy = new ProxyServer({
    port: 0,
    host: '127.0.0.1',
    prepareRequestFunction: ({ username, password, hostname }) => {
      seen.push(`${username}:${password}@${hostname}`);
      return { requestAuthentication: password !== 'p@ss' };
    },
  });
  await proxy.listen();
  closing.push(() => proxy.close(true));
  const port = await site((_incoming, response) => response.end('far'));
  const guard = await guarded(proxyDial(new URL(`http://user:p%40ss@127.0.0.1:${proxy.port}`), policy));
  expect(await through(guard, `http://localhost:${port}/`)).toMatchObject({ status: 200, body: 'far' });
  expect(seen).toEqual(['user:p@ss@localhost']);
  const refused = await guarded(proxyDial(new URL(`http://user:wrong@127.0.0.1:${proxy.port}`), policy));
  await expect(through(refused, `http://localhost:${port}/`)).rejects.toThrow();
  expect(refused.report().hosts.get(`localhost:${port}`)?.failure).toMatchObject({
    kind: 'route',
    code: 'PROXY_407',
  });
});

it.each(['http', 'socks5'])('blames the route when the %s proxy is dead', async (protocol) => {
  const guard = await guarded(proxyDial(new URL(`${protocol}://127.0.0.1:1`), policy));
  await expect(through(guard, 'http://localhost:9/')).rejects.toThrow();
  expect(guard.report().hosts.get('localhost:9')?.failure).toMatchObject({ kind: 'route' });
});

it('refuses private addresses before they reach a proxy', async () => {
  const guard = await guarded(proxyDial(new URL('socks5://127.0.0.1:1'), { allowLoopback: false }));
  expect(await tunnel(guard, '169.254.169.254:80')).toBe('HTTP/1.1 502 Bad Gateway');
  expect(guard.report().hosts.get('169.254.169.254:80')?.failure).toMatchObject({ kind: 'refused' });
});
