import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/**
 * A loopback port that nothing listens on just now: `ssh -D` refuses port 0 and must be told one. Another process may take it
 * first; ssh then ends with "Address already in use", and the tunnel is tried on another port.
 */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
