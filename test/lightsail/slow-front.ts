import { connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** Stands before a server and holds back whatever passes, each way. */
export interface SlowFront {
  close(): Promise<void>;
}

/** Listens on `address:port` and passes everything on to `behind` on the same address, `delayMs` late. */
export async function openSlowFront(
  address: string,
  port: number,
  behind: number,
  delayMs: number,
): Promise<SlowFront> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  const late = () =>
    new Transform({
      transform(chunk, _encoding, done) {
        wait(delayMs, undefined, { ref: false }).then(() => done(null, chunk), done);
      },
    });
  const server = createServer((near) => {
    const far = connect(behind, address);
    keep(near);
    keep(far);
    const close = () => {
      near.destroy();
      far.destroy();
    };
    // Whichever side breaks, the other breaks with it: that is all a wire has to say.
    pipeline(near, late(), far, late(), near).then(close, close);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
