import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BROWSER, ROOT } from './puptime.ts';

let url: string;
let close: () => void;
beforeAll(async () => {
  const botd = await readFile(join(ROOT, 'node_modules/@fingerprintjs/botd/dist/botd.esm.js'), 'utf8');
  const page = `<!doctype html><title>Looks</title><p id="said">…</p><script type="module">
    import { load } from '/botd.js';
    const detector = await load({ monitoring: false });
    document.getElementById('said').textContent = JSON.stringify(detector.detect());
  </script>`;
  const server = createServer((request, response) => {
    const script = request.url === '/botd.js';
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html').end(script ? botd : page);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://looks.localhost:${(server.address() as AddressInfo).port}/`;
  close = () => server.close();
});
afterAll(() => close());

/** What BotD says of the browser, visited as the checker visits. */
async function ask(headed: boolean): Promise<{ bot: boolean; botKind?: string }> {
  const script = [join(ROOT, 'test/looks-visit.ts'), BROWSER, url, String(headed)];
  const [command, ...args] = headed
    ? ['xvfb-run', '-a', process.execPath, ...script]
    : [process.execPath, ...script];
  const { stdout } = await promisify(execFile)(command ?? '', args);
  return JSON.parse(stdout);
}

it('is called human by BotD in a real window', async () => {
  expect(await ask(true)).toEqual({ bot: false });
});

it('is called human by BotD without a window, too', async () => {
  const said = await ask(false);
  console.info(`BotD on the headless browser: ${JSON.stringify(said)}`);
  expect(said).toEqual({ bot: false });
});
