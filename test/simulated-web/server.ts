import { connect, createServer, type Server, type Socket } from 'node:net';

/** A port of 127.0.0.1 that is ours until it is closed. */
export interface HeldPort {
  port: number;
  /** Cuts every connection; resolves when nothing listens any more. */
  close(): Promise<void>;
}

/** Lets a server of any protocol listen on a port that the system chooses. */
export async function listen(server: Server): Promise<HeldPort> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: portOf(server.address()),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/**
 * A port that refuses connections, and goes on to do so: it is the near end of a connection of our own, so that no other
 * program can listen there meanwhile.
 */
export async function holdClosedPort(): Promise<HeldPort> {
  const far = createServer();
  const held = await listen(far);
  const near = connect(held.port, '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    near.once('connect', resolve);
    near.once('error', reject);
  });
  return {
    port: portOf(near.address()),
    close: async () => {
      near.destroy();
      await held.close();
    },
  };
}

function portOf(address: ReturnType<Server['address']> | ReturnType<Socket['address']>): number {
  if (address === null || typeof address === 'string' || !('port' in address) || address.port === undefined) {
    throw new Error('there is no port yet');
  }
  return address.port;
}
