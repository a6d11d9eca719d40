import { createServer } from 'node:net';

/** Loopback addresses for instances, each given once, so that a fresh instance has a fresh address. */
export class AddressPool {
  readonly #port: number;
  #given = 0;

  /** `port`: of the ssh servers; an address where it is taken is passed over. */
  constructor(port: number) {
    this.#port = port;
  }

  async next(): Promise<string> {
    for (;;) {
      this.#given++;
      const address = `127.10.${this.#given >> 8}.${this.#given & 255}`;
      if (await isFree(address, this.#port)) return address;
      if (this.#given >= 0xffff)
        throw new Error(`port ${this.#port} is taken on every address of 127.10.0.0/16`);
    }
  }
}

/** A port that nothing listens on at an address. */
export function freePort(address: string): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, address, () => {
      const bound = server.address();
      server.close(() => {
        if (bound !== null && typeof bound === 'object') resolve(bound.port);
        else reject(new Error(`no port at ${address}`));
      });
    });
  });
}

function isFree(address: string, port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if ('code' in error && error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen(port, address, () => server.close(() => resolve(true)));
  });
}
