import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { type SimulatedWeb, startSimulatedWeb } from './simulated-web.ts';
import { listens, visit } from './visitor.ts';

function urlOf(web: SimulatedWeb, id: string): string {
  return web.sites.find((site) => site.id === id)?.url ?? '';
}

/** Opens a tunnel: its status, what the proxy says of a failure, and the socket. */
function tunnel(exit: string, authority: string) {
  return new Promise<{ status: number; proxyStatus: string | undefined; socket: Duplex }>(
    (resolve, reject) => {
      const asking = request({
        host: '127.0.0.1',
        port: new URL(exit).port,
        method: 'CONNECT',
        path: authority,
      });
      asking.once('error', reject);
      asking.once('connect', (response, socket) => {
        const proxyStatus = response.headers['proxy-status'];
        resolve({ status: response.statusCode ?? 0, proxyStatus: proxyStatus?.toString(), socket });
      });
      asking.end();
    },
  );
}

describe('the second exit', () => {
  it('lets a site tell it from the direct one, for plain requests', async () => {
    await using web = await startSimulatedWeb();
    const url = urlOf(web, 'pa-register');
    expect((await visit(url)).body).toContain('Request Rejected');
    expect((await visit(url, { through: web.exit() })).body).toContain('Start my registration');
    expect(web.requests('pa-register').map(({ viaExit }) => viaExit)).toEqual([false, true]);
  });

  it('lets a site tell it from the direct one, for tunnels', async () => {
    await using web = await startSimulatedWeb();
    const { host } = new URL(urlOf(web, 'pa-register'));
    const { status, socket } = await tunnel(web.exit(), host);
    expect(status).toBe(200);
    socket.end(`GET / HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
    const answer = await text(socket);
    expect(answer).toContain('Start my registration');
    expect(web.requests('pa-register').map(({ viaExit }) => viaExit)).toEqual([true]);
  });

  it.each([
    ['a name that does not exist', 'nm-register', 'dns_error'],
    ['a closed port', 'ak-track-ballot', 'connection_refused'],
  ])('answers 502 and says why for %s', async (_what, id, error) => {
    await using web = await startSimulatedWeb();
    const url = new URL(urlOf(web, id));
    const opened = await tunnel(web.exit(), `${url.hostname}:${url.port || 80}`);
    opened.socket.destroy();
    expect(opened.status).toBe(502);
    expect(opened.proxyStatus).toContain(`error=${error}`);
    const answer = await visit(url, { through: web.exit() });
    expect(answer.status).toBe(502);
    expect(answer.headers['proxy-status']).toContain(`error=${error}`);
  });

  it('reaches nothing outside the simulated web', async () => {
    await using web = await startSimulatedWeb();
    const answer = await visit('http://election.example/', { through: web.exit() });
    expect(answer.status).toBe(502);
  });

  it('is gone when the web is closed, tunnels included', async () => {
    const web = await startSimulatedWeb();
    const { host } = new URL(urlOf(web, 'de-track-ballot'));
    const { socket } = await tunnel(web.exit(), host);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => socket.destroy());
    await web.close();
    await closed;
    expect(await listens(Number(new URL(web.exit()).port))).toBe(false);
  });
});
