import { expect, it } from 'vitest';
import type { SeenRequest } from '../../test/github/weather.ts';
import { markerIn, withKey } from '../domain/issues/marker.ts';
import type { Step } from '../domain/issues/step.ts';
import { anOpening, aRig, aStep, type Rig } from './test/rig.ts';

const plenty = { mostWrites: 20 };

function written({ github }: Rig): string[] {
  return github.requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path.replace('/repos/octo-org/monitor', '')}`);
}

const creates = ({ method, path }: SeenRequest) => method === 'POST' && path.endsWith('/issues');
const comments = ({ method, path }: SeenRequest) => method === 'POST' && path.endsWith('/comments');

it('opens an issue with its labels and assignees', async () => {
  await using rig = await aRig();
  rig.github.addUser('ada', 'write');
  const step = anOpening('oh-track', { labels: ['outage', 'group:OH'], assignees: ['ada'] });
  const { done, failed, left, writes, stopped } = await rig.issues.apply([step], plenty);
  expect(done).toEqual([{ step, issue: 1, url: `${rig.github.webUrl}/octo-org/monitor/issues/1` }]);
  expect({ failed, left, stopped, writes }).toEqual({ failed: [], left: [], stopped: null, writes: 4 });
  expect(rig.github.issues).toMatchObject([
    { title: 'oh-track is down', labels: ['puptime', 'outage', 'group:OH'], assignees: ['ada'] },
  ]);
  expect(markerIn(rig.github.issues[0]?.body ?? '')?.key).toBe('oh-track');
});

it('comments, edits and labels in the order of the writes', async () => {
  await using rig = await aRig();
  const { number } = rig.opened();
  const step = aStep(
    number,
    { do: 'comment', body: withKey('Works again.', 'closed:1') },
    { do: 'edit', title: 'It was down', state: 'closed', reason: 'completed', labels: ['blocked'] },
  );
  const { done, writes } = await rig.issues.apply([step], plenty);
  expect(done).toEqual([{ step, issue: number, url: `${rig.github.webUrl}/octo-org/monitor/issues/1` }]);
  expect(written(rig)).toEqual([
    'POST /labels',
    'POST /issues/1/comments',
    'PATCH /issues/1',
    'POST /issues/1/labels',
  ]);
  expect(writes).toBe(4);
  expect(rig.github.issues).toMatchObject([
    {
      title: 'It was down',
      state: 'closed',
      stateReason: 'completed',
      labels: ['puptime', 'blocked'],
      comments: [{ body: expect.stringMatching(/^Works again/) }],
    },
  ]);
});

it('reopens, and closes as a duplicate', async () => {
  await using rig = await aRig();
  rig.opened();
  rig.opened();
  await rig.issues.apply(
    [
      aStep(1, { do: 'edit', state: 'closed', reason: 'duplicate' }),
      aStep(2, { do: 'edit', state: 'closed', reason: 'completed' }),
      aStep(2, { do: 'edit', state: 'open' }),
    ],
    plenty,
  );
  expect(rig.github.issues.map(({ state, stateReason }) => [state, stateReason])).toEqual([
    ['closed', 'duplicate'],
    ['open', 'reopened'],
  ]);
});

it('does whole steps while the writes last, and leaves the rest in order', async () => {
  await using rig = await aRig();
  for (let at = 0; at < 4; at++) rig.opened();
  const steps = [1, 2, 3, 4].map((number) =>
    aStep(
      number,
      { do: 'comment', body: withKey('News.', 'news:1') },
      { do: 'edit', title: `Number ${number}` },
    ),
  );
  const { done, left, writes, stopped } = await rig.issues.apply(steps, { mostWrites: 5 });
  expect(done.map(({ issue }) => issue)).toEqual([1, 2]);
  expect(left).toEqual(steps.slice(2));
  expect([writes, stopped]).toEqual([4, null]);
});

it('does a step larger than its whole budget, or it would never be done', async () => {
  await using rig = await aRig();
  rig.opened();
  const step = aStep(
    1,
    ...[1, 2, 3].map((at) => ({ do: 'comment' as const, body: withKey('News.', `news:${at}`) })),
  );
  expect((await rig.issues.apply([step], { mostWrites: 2 })).done).toHaveLength(1);
  expect((await rig.issues.apply([step], { mostWrites: 0 })).left).toEqual([step]);
});

it('does twenty changes in well under sixty requests', async () => {
  await using rig = await aRig();
  const steps: Step[] = [];
  for (let at = 0; at < 4; at++)
    steps.push(anOpening(`site-${at}`, { labels: ['outage', `group:G${at}`, 'kind:track'] }));
  for (let at = 5; at < 10; at++) {
    rig.opened();
    steps.push(
      aStep(at - 4, { do: 'comment', body: withKey('News.', 'n') }, { do: 'edit', title: `Title ${at}` }),
    );
  }
  await rig.issues.read({
    closedSince: rig.ago(1),
    commentsSince: rig.ago(1),
    known: new Map(),
    kept: new Map(),
  });
  const { writes, failed } = await rig.issues.apply(steps, plenty);
  expect(failed).toEqual([]);
  expect(writes).toBe(20);
  expect(rig.issues.requests).toBeLessThanOrEqual(24);
});

it('does the others when one is refused, and says why in words', async () => {
  await using rig = await aRig();
  rig.opened();
  const steps = [
    anOpening('first', { title: 'x'.repeat(257) }),
    aStep(99, { do: 'edit', title: 'Nobody is there' }),
    aStep(1, { do: 'edit', title: 'Fine' }),
  ];
  const { done, failed, left, stopped } = await rig.issues.apply(steps, plenty);
  expect(done.map(({ issue }) => issue)).toEqual([1]);
  expect(failed.map(({ why }) => why)).toEqual([
    'GitHub: opening an issue in octo-org/monitor: Validation Failed (422; title is too long (maximum is 256 characters))',
    'GitHub: editing issue #99: Not Found (404); there is none, or the token may not see it: check GITHUB_REPOSITORY and GITHUB_TOKEN',
  ]);
  expect([left, stopped]).toEqual([[], null]);
});

it('skips a comment on an issue that a person locked, and does the rest', async () => {
  await using rig = await aRig();
  rig.github.addUser('ada', 'write');
  rig.opened();
  rig.github.as('ada').lock(1);
  const step = aStep(1, { do: 'comment', body: 'News.' }, { do: 'edit', title: 'Still edited' });
  const { done, failed } = await rig.issues.apply([step], plenty);
  expect([done.length, failed.length]).toEqual([1, 0]);
  expect(rig.github.issues).toMatchObject([{ title: 'Still edited', comments: [] }]);
  expect(rig.lines).toEqual(['issue #1 is locked: it is not commented on']);
});

it('fails the step of an issue that was deleted or moved meanwhile', async () => {
  await using rig = await aRig();
  rig.github.addUser('ada', 'admin');
  for (let at = 0; at < 3; at++) rig.opened();
  rig.github.as('ada').delete(1);
  rig.github.as('ada').transfer(2, { repository: 'octo-org/other', number: 9 });
  const steps = [1, 2, 3].map((number) => aStep(number, { do: 'comment', body: 'News.' }));
  const { done, failed } = await rig.issues.apply(steps, plenty);
  expect(done.map(({ issue }) => issue)).toEqual([3]);
  expect(failed.map(({ why }) => why)).toEqual([
    'GitHub: commenting on issue #1: This issue was deleted (410)',
    expect.stringMatching(/^GitHub: commenting on issue #2: /),
  ]);
});

it('opens an issue without the people whom GitHub does not let it assign', async () => {
  await using rig = await aRig();
  const { done, writes } = await rig.issues.apply([anOpening('oh-track', { assignees: ['ghost'] })], plenty);
  expect(done).toHaveLength(1);
  expect(rig.github.issues).toMatchObject([{ labels: ['puptime', 'outage'], assignees: [] }]);
  expect(rig.lines).toEqual([
    expect.stringMatching(/Validation Failed \(422; assignees invalid ghost\); it is opened without$/),
  ]);
  expect(writes).toBe(2 + 2);
});

it.each([
  [
    'issues: write',
    { rights: { issues: 'read' as const } },
    'GitHub: opening an issue in octo-org/monitor: Resource not accessible by integration (403); give the job in the workflow these lines, or the token this permission:\npermissions:\n  issues: write',
  ],
  [
    'issues at all',
    { hasIssues: false },
    'GitHub: opening an issue in octo-org/monitor: Issues are disabled for this repo (410); turn them on: Settings → General → Features → Issues',
  ],
])('ends at the first step, and says what to mend, without %s', async (_, options, message) => {
  await using rig = await aRig(options);
  const steps = [anOpening('a'), anOpening('b')];
  const { done, failed, left, stopped } = await rig.issues.apply(steps, plenty);
  expect([done, failed, left]).toEqual([[], [], steps]);
  expect(stopped?.message).toBe(message);
  expect(rig.github.requests.filter(creates)).toHaveLength(1);
});

it('goes on after an issue that alone cannot be commented on', async () => {
  await using rig = await aRig();
  rig.opened();
  rig.opened();
  rig.github.failNext({
    match: comments,
    with: {
      status: 403,
      body: { message: 'Commenting is disabled on issues with more than 2500 comments' },
    },
  });
  const steps = [1, 2].map((number) => aStep(number, { do: 'comment', body: 'News.' }));
  const { done, failed } = await rig.issues.apply(steps, plenty);
  expect(done.map(({ issue }) => issue)).toEqual([2]);
  expect(failed[0]?.why).toMatch(/more than 2500 comments/);
});

it('leaves the rest for the next run when GitHub is away', async () => {
  await using rig = await aRig();
  rig.github.failNext({
    match: ({ method }) => method !== 'GET',
    times: Number.POSITIVE_INFINITY,
    with: 'server-error',
  });
  const steps = [1, 2, 3].map((number) => aStep(number, { do: 'edit', title: 'x' }));
  const { failed, left, stopped } = await rig.issues.apply(steps, plenty);
  expect(failed.map(({ step }) => step)).toEqual(steps.slice(0, 2));
  expect(left).toEqual(steps.slice(2));
  expect(stopped?.message).toMatch(/answered 502|Server Error \(502\)/);
});

it('leaves what is not begun when it is interrupted', async () => {
  await using rig = await aRig({}, { spacingMs: 1_000 });
  for (let at = 0; at < 3; at++) rig.opened();
  rig.atWait = () => rig.interrupt.abort();
  const steps = [1, 2, 3].map((number) => aStep(number, { do: 'edit', title: 'x' }));
  const { done, failed, left, stopped } = await rig.issues.apply(steps, plenty);
  expect([done.length, failed.length, left, stopped]).toEqual([1, 0, steps.slice(1), null]);
});

it('leaves the rest for the next run when a limit lasts longer than a run waits', async () => {
  await using rig = await aRig();
  rig.github.failNext({
    match: ({ method, path }) => method === 'POST' && path.endsWith('/issues'),
    times: Number.POSITIVE_INFINITY,
    with: { kind: 'secondary-limit', seconds: 50 },
  });
  const steps = [anOpening('a', { labels: [] }), anOpening('b', { labels: [] })];
  const { left, stopped } = await rig.issues.apply(steps, { mostWrites: 20 });
  expect(left).toEqual(steps);
  expect(stopped?.kind).toBe('limited');
  expect(rig.waits).toEqual([50_000, 50_000]);
});
