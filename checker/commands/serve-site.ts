import { preview } from 'astro';

/** Serves a built site on this machine alone; port 0 or a taken port: the next free one. */
export async function serveSite(outDir: string, port: number): Promise<AsyncDisposable & { url: string }> {
  const server = await preview({
    configFile: false,
    root: process.cwd(),
    outDir,
    logLevel: 'error',
    server: { host: '127.0.0.1', port },
  });
  return { url: `http://localhost:${server.port}/`, [Symbol.asyncDispose]: () => server.stop() };
}
