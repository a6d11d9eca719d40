import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { SeenRequest } from '../../test/github/weather.ts';
import { GithubApi } from './github-api.ts';
import { anApiRig } from './test/rig.ts';

const forever = Number.POSITIVE_INFINITY;
const creates = ({ method, path }: SeenRequest) => method === 'POST' && path.endsWith('/issues');

it.each(['server-error', 'reset', 'time-out'] as const)(
  'asks three times more, and no more, where nothing comes but %s',
  async (trouble) => {
    await using rig = await anApiRig({}, { requestMs: 200 });
    rig.github.failNext({ times: forever, with: trouble });
    await expect(rig.read()).rejects.toThrow(
      /^GitHub: reading the labels of octo-org\/monitor: .*; the next run tries again$/,
    );
    expect(rig.github.requests).toHaveLength(4);
    expect(rig.api.count.requests).toBe(4);
    expect(rig.waits).toEqual([1_000, 4_000, 9_000]);
  },
);

it('goes on when a later try is answered', async () => {
  await using rig = await anApiRig();
  const labels = rig.github.state.labels.length;
  rig.github.failNext({ times: 3, with: 'server-error' });
  expect(await rig.read()).toHaveLength(labels);
  rig.github.failNext({ times: 3, with: 'reset' });
  expect(await rig.read()).toHaveLength(labels);
  // Each request counts its own tries.
  expect(rig.waits).toEqual([1_000, 4_000, 9_000, 1_000, 4_000, 9_000]);
});

it('waits as long as a secondary limit says, and sends again what was refused', async () => {
  await using rig = await anApiRig();
  rig.github.failNext({ match: creates, with: { kind: 'secondary-limit', seconds: 30 } });
  await rig.open('News');
  expect(rig.github.issues).toHaveLength(1);
  expect(rig.waits).toEqual([30_000]);
  expect(rig.lines).toEqual(['GitHub: too many writes in a short time; asked again in 30 s']);
});

it('waits for the hour of the primary limit to end when that is soon', async () => {
  await using rig = await anApiRig();
  rig.github.failNext({ with: { kind: 'rate-limit', seconds: 20 } });
  await rig.read();
  expect(rig.waits).toHaveLength(1);
  // The header has whole seconds, and the plugin adds one.
  expect(rig.waits[0]).toBeGreaterThanOrEqual(20_000);
  expect(rig.waits[0]).toBeLessThanOrEqual(23_000);
});

it.each([403, 429])('obeys a %s that only says when to come again', async (status) => {
  await using rig = await anApiRig();
  rig.github.failNext({
    with: { status, body: { message: 'Slow down' }, headers: { 'retry-after': '7' } },
  });
  await rig.read();
  expect(rig.waits).toEqual([7_000]);
});

it('waits two minutes in all, whatever is asked', async () => {
  await using rig = await anApiRig();
  rig.github.failNext({ match: creates, times: forever, with: { kind: 'secondary-limit', seconds: 50 } });
  await expect(rig.open('News')).rejects.toMatchObject({ kind: 'limited' });
  expect(rig.waits).toEqual([50_000, 50_000]);
  expect(rig.github.requests.filter(creates)).toHaveLength(3);
  await expect(rig.open('More news')).rejects.toMatchObject({ kind: 'limited' });
  expect(rig.waits).toEqual([50_000, 50_000]);
  expect(rig.lines.at(-1)).toMatch(/50 s to wait is longer than a run waits$/);
});

it.each([
  ['a primary limit', 'rate-limit'],
  ['a 429', { status: 429, body: { message: 'Slow down' }, headers: { 'retry-after': '3600' } }],
  ['a 429 without a time', { status: 429, body: { message: 'Slow down' } }],
] as const)('does not wait an hour for %s', async (_, trouble) => {
  await using rig = await anApiRig();
  rig.github.failNext({ times: forever, with: trouble });
  await expect(rig.read()).rejects.toMatchObject({ kind: 'limited' });
  expect(rig.waits).toEqual([]);
  expect(rig.github.requests).toHaveLength(1);
});

it('keeps a second between writes, and three where people are notified', async () => {
  await using rig = await anApiRig();
  const { spacingMs: _, ...access } = rig.access;
  const api = new GithubApi(access);
  const label = (name: string) =>
    api.call(`making the label ${name}`, z.unknown(), (rest, place) =>
      rest.issues.createLabel({ ...place, name }),
    );
  await label('one');
  await label('two');
  await rig.open('News', api);
  await rig.open('More news', api);
  expect(rig.waits).toEqual([1_000, 1_000, 1_000, 2_000]);
});

it('ends at once when it is interrupted, also in the middle of a wait', async () => {
  await using rig = await anApiRig();
  const reason = new DOMException('enough', 'AbortError');
  rig.github.failNext({ times: forever, with: 'server-error' });
  rig.atWait = () => rig.interrupt.abort(reason);
  await expect(rig.read()).rejects.toBe(reason);
  expect(rig.github.requests).toHaveLength(1);
  await expect(rig.read()).rejects.toBe(reason);
  expect(rig.github.requests).toHaveLength(1);
});

it.each([new Error('enough'), new DOMException('enough', 'AbortError')])(
  'cuts off a request that is under way with %s',
  async (reason) => {
    await using rig = await anApiRig();
    rig.github.failNext({
      match: () => {
        rig.interrupt.abort(reason);
        return true;
      },
      with: 'time-out',
    });
    await expect(rig.read()).rejects.toBe(reason);
    expect(rig.github.requests).toHaveLength(1);
  },
);

it('ends a timer of its own as well', async () => {
  await using rig = await anApiRig();
  rig.github.failNext({ with: { kind: 'secondary-limit', seconds: 60 } });
  const { wait: _, ...access } = rig.access;
  const reason = new Error('enough');
  const api = new GithubApi({ ...access, log: () => rig.interrupt.abort(reason) });
  await expect(rig.read(api)).rejects.toBe(reason);
});

it('asks again when an answer breaks off in the middle', async () => {
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '2' });
    if (asked > 1) return response.end('[]');
    response.write('[', () => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  try {
    await using rig = await anApiRig();
    const api = new GithubApi({
      ...rig.access,
      apiUrl: `http://127.0.0.1:${port}/`,
    });
    await rig.read(api);
    expect(asked).toBe(2);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
