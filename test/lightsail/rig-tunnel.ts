import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort } from './address-pool.ts';
import type { Instance } from './instance.ts';
import type { Keys } from './rig.ts';

/** An `ssh -D` under way. */
export interface Tunnel extends AsyncDisposable {
  /** Exit code and standard error, once it has ended. */
  ended: Promise<{ code: number | null; err: string }>;
  /** Body of a plain GET through the tunnel. `target`: host or IPv4 address; null: the tunnel refused it. */
  get(url: URL): Promise<string | null>;
  /** Whether it greets, as it does once its login has succeeded. */
  greets(): Promise<boolean>;
}

/** Starts an `ssh -D` to an instance, strictly checking its host key. */
export async function openTunnel(instance: Instance, keys: Keys): Promise<Tunnel> {
  const { address, sshPort } = instance;
  const port = await freePort('127.0.0.1');
  const known = join(keys.folder, `known-${instance.id}`);
  await writeFile(known, `${sshPort === 22 ? address : `[${address}]:${sshPort}`} ${keys.hostKey}\n`);
  const options = ['IdentitiesOnly=yes', `UserKnownHostsFile=${known}`, 'GlobalKnownHostsFile=/dev/null']
    .concat(['StrictHostKeyChecking=yes', 'UpdateHostKeys=no', 'BatchMode=yes', 'ExitOnForwardFailure=yes'])
    .concat(['ConnectTimeout=5', 'ServerAliveInterval=1', 'ServerAliveCountMax=2']);
  const child = spawn(
    'ssh',
    [
      '-F',
      'none',
      '-N',
      '-T',
      '-D',
      `127.0.0.1:${port}`,
      '-p',
      String(sshPort),
      '-i',
      join(keys.folder, 'client'),
    ]
      .concat(options.flatMap((option) => ['-o', option]))
      .concat(`${instance.plan.image.username}@${address}`),
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, err }));
  return {
    ended,
    get: (url) => getBySocks(port, url),
    greets: async () => (await socks(port)) !== null,
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await ended;
    },
  };
}

/** A socket that has been greeted; null when nothing greets there. */
async function socks(port: number) {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  const greeted = new Promise<boolean>((resolve) => {
    socket.once('connect', () => socket.write(Buffer.of(5, 1, 0)));
    socket.once('data', (data) => resolve(data.equals(Buffer.of(5, 0))));
    socket.once('close', () => resolve(false));
  });
  return (await greeted) ? socket : null;
}

async function getBySocks(port: number, url: URL): Promise<string | null> {
  const socket = await socks(port);
  if (!socket) return null;
  const host = Buffer.from(url.hostname);
  const head = Buffer.of(5, 1, 0, 3, host.length);
  const target = Number(url.port || 80);
  socket.write(Buffer.concat([head, host, Buffer.of(target >> 8, target & 255)]));
  let heard = Buffer.alloc(0);
  let asked = false;
  socket.on('data', (chunk: Buffer) => {
    heard = Buffer.concat([heard, chunk]);
    if (asked || heard.length < 10) return;
    asked = true;
    if (heard[1] !== 0) socket.destroy();
    else socket.write(`GET ${url.pathname} HTTP/1.0\r\nhost: ${url.host}\r\n\r\n`);
  });
  await once(socket, 'close');
  const answer = heard.subarray(10).toString();
  return answer.includes('\r\n\r\n') ? answer.slice(answer.indexOf('\r\n\r\n') + 4) : null;
}
