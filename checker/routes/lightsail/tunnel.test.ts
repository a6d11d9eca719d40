import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { processesNaming, type Sshd, type SshdOptions, startSshd } from '../../../test/sshd.ts';
import { adoptTunnel } from './adopt-tunnel.ts';
import { askEcho } from './echo.ts';
import { freePort } from './free-port.ts';
import { type Keys, makeKeys } from './keys.ts';
import { openTunnel, type TunnelOptions } from './open-tunnel.ts';
import { Tunnel } from './tunnel.ts';
import { tunnelDial } from './tunnel-dial.ts';

const never = new AbortController().signal;
const policy = { allowLoopback: true };
let parent = '';
let keys: Keys;
let opened: AsyncDisposableStack;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'puptime-tunnel-'));
  keys = await makeKeys(parent);
  opened = new AsyncDisposableStack();
});

/** Whatever a test did: no key file and no process of it is left. */
afterEach(async () => {
  await opened.disposeAsync();
  await keys[Symbol.asyncDispose]();
  expect(await processesNaming(parent)).toEqual([]);
  expect(await readdir(parent)).toEqual([]);
  await rm(parent, { recursive: true });
});

async function sshd(options: Partial<SshdOptions> = {}): Promise<Sshd> {
  const started = await startSshd({
    hostKey: keys.hostKey.privateKey,
    authorizedKeys: `restrict,port-forwarding ${keys.client.publicKey}\n`,
    ...options,
  });
  opened.use(started);
  return started;
}

/** Listens on a loopback port until the test ends. */
async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.defer(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function echo(answer = '127.0.0.1'): Promise<string> {
  return `http://localhost:${await listening(createHttpServer((_request, response) => response.end(answer)))}/`;
}

async function optionsFor(server: Sshd, change: Partial<TunnelOptions> = {}): Promise<TunnelOptions> {
  return {
    host: '127.0.0.1',
    port: server.port,
    user: server.user,
    identityFile: keys.client.path,
    hostKey: keys.hostKey.publicKey,
    echoUrls: change.echoUrls ?? [await echo()],
    expectedAddress: '127.0.0.1',
    deadlineMs: 30_000,
    signal: never,
    now: () => new Date(),
    log: () => undefined,
    ...change,
  };
}

async function open(server: Sshd, change: Partial<TunnelOptions> = {}): Promise<Tunnel> {
  return opened.use(await openTunnel(await optionsFor(server, change)));
}

it('opens, proves itself, carries requests, and is gone when closed', async () => {
  const tunnel = await open(await sshd());
  expect(tunnel).toMatchObject({ alive: true, address: '127.0.0.1' });
  const { spawned, sshReady, proven } = tunnel.times;
  expect([spawned, sshReady, proven].toSorted()).toEqual([spawned, sshReady, proven]);
  const page = await echo('192.0.2.9');
  expect(await askEcho(new URL(page), tunnelDial(tunnel, policy), never)).toBe('192.0.2.9');
  await tunnel.close();
  expect(tunnel.alive).toBe(false);
  expect(await processesNaming(keys.dir)).toEqual([]);
  await expect(tunnelDial(tunnel, policy)({ host: 'localhost', port: 80 }, never)).rejects.toMatchObject({
    kind: 'route',
    code: 'TUNNEL_LOST',
  });
});

it('gives up at once on a wrong host key when the instance has been made', async () => {
  await using other = await makeKeys(join(parent, 'other'));
  const server = await sshd({ hostKey: other.hostKey.privateKey });
  const failed = open(server, { launching: false });
  await expect(failed).rejects.toMatchObject({ name: 'PuptimeError', kind: 'host-key' });
  await expect(failed).rejects.toThrow(/Host key verification failed/);
  expect(server.log()).not.toContain('Accepted');
  await rm(join(parent, 'other'), { recursive: true });
});

it('waits for the right host key while the launch script may still have to run', async () => {
  await using other = await makeKeys(join(parent, 'other'));
  const server = await sshd({ hostKey: other.hostKey.privateKey });
  const heard: string[] = [];
  const tunnel = await open(server, {
    log: (line) => {
      heard.push(line);
      if (heard.length === 1)
        server.kill().then(() => server.start({ hostKey: keys.hostKey.privateKey }), expect.unreachable);
    },
  });
  expect(tunnel.alive).toBe(true);
  expect(heard[0]).toMatch(/\(host-key\): Host key verification failed/);
  await rm(join(parent, 'other'), { recursive: true });
});

it('says which failure was the last when the deadline passes', async () => {
  const server = await sshd({ authorizedKeys: '' });
  const failed = open(server, { deadlineMs: 1_500 });
  await expect(failed).rejects.toMatchObject({ kind: 'denied' });
  await expect(failed).rejects.toThrow(/within 2 s; at last \(denied\): .*Permission denied \(publickey\)/);
});

it('gives up at once on a refused key when the instance has let us in before', async () => {
  await expect(open(await sshd({ authorizedKeys: '' }), { launching: false })).rejects.toMatchObject({
    kind: 'denied',
  });
});

it('waits for an sshd that does not listen yet', async () => {
  const server = await sshd();
  await server.kill();
  const heard: string[] = [];
  await open(server, {
    log: (line) => {
      heard.push(line);
      if (heard.length === 1) server.start().catch(expect.unreachable);
    },
  });
  expect(heard[0]).toMatch(/\(not-ready\): .*Connection refused/);
});

it.each([
  ['sshd forwards nothing', 'AllowTcpForwarding no', 'restrict,port-forwarding'],
  ['the key may not forward', '', 'restrict'],
])('is not ready when %s, although its port listens', async (_name, settings, rights) => {
  const failed = open(await sshd({ settings, authorizedKeys: `${rights} ${keys.client.publicKey}\n` }));
  await expect(failed).rejects.toMatchObject({ kind: 'forwarding' });
  await expect(failed).rejects.toThrow(/administratively prohibited/);
});

it('takes another port when the one chosen is taken', async () => {
  const ports = [await listening(createServer((socket) => socket.destroy()))];
  const heard: string[] = [];
  const tunnel = await open(await sshd(), {
    choosePort: async () => ports.shift() ?? freePort(),
    log: (line) => heard.push(line),
  });
  expect(tunnel.alive).toBe(true);
  expect(heard).toEqual([expect.stringMatching(/\(port-taken\)/)]);
});

it('asks the next echo when one does not answer or makes no sense', async () => {
  const echoUrls = ['http://localhost:1/', await echo('<html>'), await echo('{"ip":"127.0.0.1"}')];
  expect((await open(await sshd(), { echoUrls })).address).toBe('127.0.0.1');
});

it('refuses an exit that is seen from another address', async () => {
  const failed = open(await sshd(), { echoUrls: [await echo('192.0.2.66')] });
  await expect(failed).rejects.toMatchObject({ kind: 'address' });
  await expect(failed).rejects.toThrow(/saw 192\.0\.2\.66, but the instance has 127\.0\.0\.1/);
});

it('tells that it was lost when sshd is killed, and blames the route alone', async () => {
  const server = await sshd();
  const tunnel = await open(server);
  const hanging = await listening(createServer());
  const { socket } = await tunnelDial(tunnel, policy)({ host: 'localhost', port: hanging }, never);
  socket.on('error', () => undefined);
  const cut = once(socket, 'close');
  await server.kill();
  const loss = await tunnel.lost;
  await cut;
  expect(loss).toMatchObject({ code: 255, at: expect.stringMatching(/Z$/) });
  expect(loss.detail).toMatch(/closed by remote host|Broken pipe|Connection reset/);
  expect(tunnel.alive).toBe(false);
});

it('tells that it was lost when the peer freezes; a dial under way then fails for the route', async () => {
  const server = await sshd();
  const tunnel = await open(server, { keepAlive: { intervalSeconds: 1, count: 1 } });
  await server.freeze();
  const dialled = tunnelDial(tunnel, policy)({ host: 'localhost', port: 80 }, never);
  await expect(dialled).rejects.toMatchObject({ kind: 'route', code: 'TUNNEL_LOST' });
  expect((await tunnel.lost).detail).toMatch(/not responding/);
});

const impatient = { targetMs: 500, answerMs: 2_000 };

it('blames the route when the tunnel is silent', async () => {
  const server = await sshd();
  const tunnel = await open(server);
  await server.freeze();
  const dialled = tunnelDial(tunnel, policy, impatient)({ host: 'localhost', port: 80 }, never);
  await expect(dialled).rejects.toMatchObject({ kind: 'route', code: 'TUNNEL_SILENT' });
});

it('blames the target when it is the target that does not answer', async () => {
  const tunnel = await open(await sshd());
  const port = await fullListener();
  const dialled = tunnelDial(tunnel, policy, impatient)({ host: '127.0.0.1', port }, never);
  await expect(dialled).rejects.toMatchObject({ kind: 'connect', code: 'ETIMEDOUT' });
});

/** A port whose queue is full and whose program accepts nothing: the kernel then ignores who knocks. */
async function fullListener(): Promise<number> {
  const child = spawn(
    process.execPath,
    [
      '-e',
      "require('net').createServer().listen(0, '127.0.0.1', 1, function () { console.log(this.address().port); })",
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  opened.defer(() => void child.kill('SIGKILL'));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(line.toString());
  child.kill('SIGSTOP');
  for (let queued = 0; queued < 4; queued++) {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    opened.defer(() => void socket.destroy());
  }
  return port;
}

it('opens over a slow line', async () => {
  const server = await sshd();
  const delayed = (from: Socket, to: Socket) => {
    from.on('data', (chunk) => setTimeout(() => to.write(chunk), 40));
    from.on('close', () => to.destroy());
    from.on('error', () => to.destroy());
  };
  const port = await listening(
    createServer((near) => {
      const far = connect(server.port, '127.0.0.1');
      delayed(near, far);
      delayed(far, near);
    }),
  );
  expect((await open(server, { port })).alive).toBe(true);
});

it('types the failure of each target while others work, at the same time', async () => {
  const tunnel = await open(await sshd());
  const dial = tunnelDial(tunnel, policy);
  const page = new URL(await echo('192.0.2.9'));
  const fails = (host: string, port: number) => dial({ host, port }, never).catch((error: unknown) => error);
  const [refused, unknown, sixth, works, ...many] = await Promise.all([
    fails('127.0.0.1', 1),
    fails('nobody.invalid', 443),
    fails('::1', 1),
    askEcho(page, dial, never),
    ...Array.from({ length: 20 }, (_, index) =>
      index % 2 === 0 ? fails('localhost', 2 + index) : fails(`nobody-${index}.invalid`, 80),
    ),
  ]);
  expect(refused).toMatchObject({
    kind: 'connect',
    code: 'ECONNREFUSED',
    message: '127.0.0.1:1: connect failed: Connection refused',
  });
  expect(unknown).toMatchObject({ kind: 'dns', code: 'ENOTFOUND' });
  expect(sixth).toMatchObject({ kind: 'connect' });
  expect(works).toBe('192.0.2.9');
  for (const [index, failure] of many.entries())
    expect(failure).toMatchObject(
      index % 2 === 0 ? { kind: 'connect', code: 'ECONNREFUSED' } : { kind: 'dns', code: 'ENOTFOUND' },
    );
  expect(tunnel.alive).toBe(true);
});

it('leaves no ssh when it is called off', async () => {
  const server = await sshd({ authorizedKeys: '' });
  const call = new AbortController();
  const failed = open(server, { signal: call.signal, log: () => call.abort(new Error('called off')) });
  await expect(failed).rejects.toThrow('called off');
  expect(await processesNaming(keys.dir)).toEqual([]);
});

it('leaves no ssh when it is called off while the echo is silent', async () => {
  const call = new AbortController();
  const silent = await listening(createServer(() => call.abort(new Error('called off'))));
  const failed = open(await sshd(), { signal: call.signal, echoUrls: [`http://localhost:${silent}/`] });
  await expect(failed).rejects.toThrow('called off');
  expect(await processesNaming(keys.dir)).toEqual([]);
});

it('is taken over by what finds it running, and closed by it', async () => {
  const server = await sshd();
  const echoUrls = [await echo()];
  const first = await open(server, { detached: true, echoUrls });
  const left = {
    pid: first.pid,
    socksPort: Number(new URL(first.socksUrl).port),
    dir: keys.dir,
    spawned: first.times.spawned,
  };
  const proof = { echoUrls, expectedAddress: '127.0.0.1' };
  const taken = await adoptTunnel(left, proof, { signal: never, now: () => new Date() });
  if (!(taken instanceof Tunnel)) return expect.unreachable(JSON.stringify(taken));
  await expect(tunnelDial(taken, policy)({ host: 'nobody.invalid', port: 80 }, never)).rejects.toMatchObject({
    kind: 'dns',
  });
  await taken.close();
  expect(await processesNaming(keys.dir)).toEqual([]);
  expect(await adoptTunnel(left, proof, { signal: never, now: () => new Date() })).toMatchObject({
    kind: 'lost',
  });
});

it('does not take another process for a tunnel that was left', async () => {
  const left = { pid: process.pid, socksPort: 1, dir: keys.dir, spawned: '2026-11-03T14:00:00.000Z' };
  const proof = { echoUrls: [], expectedAddress: '127.0.0.1' };
  expect(await adoptTunnel(left, proof, { signal: never, now: () => new Date() })).toMatchObject({
    kind: 'lost',
    detail: expect.stringContaining(`process ${process.pid}`),
  });
});
