import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import type { SeenRequest } from '../../test/github/weather.ts';
import { GithubIssues } from './github-issues.ts';
import { anOpening, aRig, aStep, type Rig } from './test/rig.ts';

const forever = Number.POSITIVE_INFINITY;
const creates = ({ method, path }: SeenRequest) => method === 'POST' && path.endsWith('/issues');

function read(rig: Rig) {
  return rig.issues.read({
    closedSince: rig.ago(1),
    commentsSince: rig.ago(1),
    known: new Map(),
    kept: new Map(),
  });
}

it.each(['server-error', 'reset', 'time-out'] as const)(
  'asks three times more, and no more, where nothing comes but %s',
  async (trouble) => {
    await using rig = await aRig({}, { requestMs: 200 });
    rig.github.failNext({ times: forever, with: trouble });
    await expect(read(rig)).rejects.toThrow(
      /^GitHub: reading the issues of octo-org\/monitor: .*; the next run tries again$/,
    );
    expect(rig.github.requests).toHaveLength(4);
    expect(rig.issues.requests).toBe(4);
    expect(rig.waits).toEqual([1_000, 4_000, 9_000]);
  },
);

it('goes on when a later try is answered', async () => {
  await using rig = await aRig();
  rig.opened();
  rig.github.failNext({ times: 3, with: 'server-error' });
  expect((await read(rig)).threads).toHaveLength(1);
  rig.github.failNext({ times: 3, with: 'reset' });
  expect((await read(rig)).threads).toHaveLength(1);
  // Each request counts its own tries.
  expect(rig.waits).toEqual([1_000, 4_000, 9_000, 1_000, 4_000, 9_000]);
});

it('waits as long as a secondary limit says, and sends again what was refused', async () => {
  await using rig = await aRig();
  rig.github.failNext({ match: creates, with: { kind: 'secondary-limit', seconds: 30 } });
  const { done } = await rig.issues.apply([anOpening('oh-track')], { mostWrites: 20 });
  expect(done).toHaveLength(1);
  expect(rig.waits).toEqual([30_000]);
  expect(rig.lines).toEqual(['GitHub: too many writes in a short time; asked again in 30 s']);
});

it('waits for the hour of the primary limit to end when that is soon', async () => {
  await using rig = await aRig();
  rig.github.failNext({ with: { kind: 'rate-limit', seconds: 20 } });
  await read(rig);
  expect(rig.waits).toHaveLength(1);
  // The header has whole seconds, and the plugin adds one.
  expect(rig.waits[0]).toBeGreaterThanOrEqual(20_000);
  expect(rig.waits[0]).toBeLessThanOrEqual(23_000);
});

it.each([403, 429])('obeys a %s that only says when to come again', async (status) => {
  await using rig = await aRig();
  rig.github.failNext({
    with: { status, body: { message: 'Slow down' }, headers: { 'retry-after': '7' } },
  });
  await read(rig);
  expect(rig.waits).toEqual([7_000]);
});

it('waits two minutes in all, and leaves the rest for the next run', async () => {
  await using rig = await aRig();
  rig.github.failNext({ match: creates, times: forever, with: { kind: 'secondary-limit', seconds: 50 } });
  const steps = [anOpening('a', { labels: [] }), anOpening('b', { labels: [] })];
  const { left, stopped } = await rig.issues.apply(steps, { mostWrites: 20 });
  expect(left).toEqual(steps);
  expect(stopped?.kind).toBe('limited');
  expect(rig.waits).toEqual([50_000, 50_000]);
  expect(rig.github.requests.filter(creates)).toHaveLength(3);
  expect(rig.lines.at(-1)).toMatch(/50 s to wait is longer than a run waits$/);
});

it.each([
  ['a primary limit', 'rate-limit'],
  ['a 429', { status: 429, body: { message: 'Slow down' }, headers: { 'retry-after': '3600' } }],
  ['a 429 without a time', { status: 429, body: { message: 'Slow down' } }],
] as const)('does not wait an hour for %s', async (_, trouble) => {
  await using rig = await aRig();
  rig.github.failNext({ times: forever, with: trouble });
  await expect(read(rig)).rejects.toMatchObject({ kind: 'limited' });
  expect(rig.waits).toEqual([]);
  expect(rig.github.requests).toHaveLength(1);
});

it('keeps a second between writes, and three where people are notified', async () => {
  await using rig = await aRig();
  const { spacingMs: _, ...access } = rig.access;
  for (let at = 0; at < 2; at++) rig.opened();
  await GithubIssues.open(access).apply(
    [
      aStep(1, { do: 'edit', title: 'One' }),
      aStep(2, { do: 'edit', title: 'Two' }),
      aStep(1, { do: 'comment', body: 'News.' }),
      aStep(2, { do: 'comment', body: 'News.' }),
    ],
    { mostWrites: 20 },
  );
  expect(rig.waits).toEqual([1_000, 1_000, 1_000, 2_000]);
});

it('ends at once when it is interrupted, also in the middle of a wait', async () => {
  await using rig = await aRig();
  const reason = new DOMException('enough', 'AbortError');
  rig.github.failNext({ times: forever, with: 'server-error' });
  rig.atWait = () => rig.interrupt.abort(reason);
  await expect(read(rig)).rejects.toBe(reason);
  expect(rig.github.requests).toHaveLength(1);
  await expect(read(rig)).rejects.toBe(reason);
  expect(rig.github.requests).toHaveLength(1);
});

it.each([new Error('enough'), new DOMException('enough', 'AbortError')])(
  'cuts off a request that is under way with %s',
  async (reason) => {
    await using rig = await aRig();
    rig.github.failNext({
      match: () => {
        rig.interrupt.abort(reason);
        return true;
      },
      with: 'time-out',
    });
    await expect(read(rig)).rejects.toBe(reason);
    expect(rig.github.requests).toHaveLength(1);
  },
);

it('ends a timer of its own as well', async () => {
  await using rig = await aRig();
  rig.github.failNext({ with: { kind: 'secondary-limit', seconds: 60 } });
  const { wait: _, ...access } = rig.access;
  const reason = new Error('enough');
  const issues = GithubIssues.open({ ...access, log: () => rig.interrupt.abort(reason) });
  await expect(
    issues.read({ closedSince: rig.ago(1), commentsSince: rig.ago(1), known: new Map(), kept: new Map() }),
  ).rejects.toBe(reason);
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
    const issues = GithubIssues.open({
      apiUrl: `http://127.0.0.1:${port}/`,
      repository: 'octo-org/monitor',
      token: 'x',
      userAgent: 'puptime/test',
      log: () => {},
      now: () => new Date(),
      signal: new AbortController().signal,
      wait: async () => {},
    });
    const since = '2026-11-23T00:00:00Z';
    await issues.read({ closedSince: since, commentsSince: since, known: new Map(), kept: new Map() });
    expect(asked).toBe(4);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
