import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { type HeldPort, listen } from '../simulated-web/server.ts';
import type { Instance } from './instance.ts';
import { farEnds, holdsSocket } from './processes.ts';

/**
 * Tells which instance a connection on this machine comes from. On loopback every connection has the same address, so the
 * far end's socket is looked for among the open files of the instances' processes, the first time that its connection is met.
 */
export class Exits {
  readonly #instances: () => Iterable<Instance>;
  readonly #known = new WeakMap<Socket, Instance | null>();

  constructor(instances: () => Iterable<Instance>) {
    this.#instances = instances;
  }

  /** The instance that a server's connection comes from; null: from somewhere else. Ask while it is open. */
  exitOf(socket: Socket): Instance | null {
    const known = this.#known.get(socket);
    if (known !== undefined) return known;
    const found = this.#find(socket);
    this.#known.set(socket, found);
    return found;
  }

  #find({ localPort, remotePort }: Socket): Instance | null {
    if (localPort === undefined || remotePort === undefined) return null;
    const inodes = farEnds(localPort, remotePort);
    if (inodes.size === 0) return null;
    for (const instance of this.#instances()) {
      if (instance.pids().some((pid) => holdsSocket(pid, inodes))) return instance;
    }
    return null;
  }
}

/** A public address echo: says, as one line of text, from which address it is asked. */
export interface Echo extends HeldPort {
  url: string;
}

/** Opens an echo that knows the public addresses of instances. */
export async function openEcho(exits: Exits): Promise<Echo> {
  const server = createServer((request, response) => {
    const address = exits.exitOf(request.socket)?.address ?? request.socket.remoteAddress ?? '';
    response
      .writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-store' })
      .end(`${address}\n`);
  });
  server.on('connection', (socket) => exits.exitOf(socket));
  const held = await listen(server);
  return { ...held, url: `http://127.0.0.1:${held.port}/` };
}
