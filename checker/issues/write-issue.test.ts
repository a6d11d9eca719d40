import { expect, it } from 'vitest';
import type { SeenRequest, Trouble } from '../../test/github/weather.ts';
import { withKey } from '../domain/issues/marker.ts';
import { anOpening, aRig, aStep } from './test/rig.ts';

const creates = ({ method, path }: SeenRequest) => method === 'POST' && path.endsWith('/issues');
const comments = ({ method, path }: SeenRequest) => method === 'POST' && path.endsWith('/comments');

const LOST: [string, Trouble, number][] = [
  ['the answer is lost', 'lost-answer', 1],
  ['the connection breaks first', 'reset', 2],
  ['GitHub has a fault', 'server-error', 2],
  ['no answer comes in time', 'time-out', 2],
];

it.each(LOST)('opens one issue when %s', async (_, trouble, sent) => {
  await using rig = await aRig({}, { requestMs: 500 });
  rig.github.failNext({ match: creates, with: trouble });
  const { done, failed } = await rig.issues.apply([anOpening('oh-track')], { mostWrites: 20 });
  expect(done).toMatchObject([{ issue: 1 }]);
  expect(failed).toEqual([]);
  expect(rig.github.issues).toHaveLength(1);
  expect(rig.github.requests.filter(creates)).toHaveLength(sent);
});

it.each(LOST)('comments once when %s', async (_, trouble, sent) => {
  await using rig = await aRig({}, { requestMs: 500 });
  rig.opened();
  rig.github.failNext({ match: comments, with: trouble });
  const step = aStep(1, { do: 'comment', body: withKey('News.', 'news:1') });
  expect((await rig.issues.apply([step], { mostWrites: 20 })).done).toHaveLength(1);
  expect(rig.github.issues[0]?.comments).toHaveLength(1);
  expect(rig.github.requests.filter(comments)).toHaveLength(sent);
});

it('does not take an older issue, or an older comment, for the one that was lost', async () => {
  await using rig = await aRig();
  const old = rig.opened({ key: 'oh-track' });
  rig.commented(old.number, withKey('News of last week.', 'news:1'));
  rig.pass(200);
  rig.github.failNext({ match: creates, with: 'reset' });
  rig.github.failNext({ match: comments, with: 'reset' });
  await rig.issues.apply(
    [aStep(old.number, { do: 'comment', body: withKey('News.', 'news:1') }), anOpening('oh-track')],
    { mostWrites: 20 },
  );
  expect(rig.github.issues).toHaveLength(2);
  expect(rig.github.issues[0]?.comments).toHaveLength(2);
});

it('gives a creation up after three tries, and for want of writes before', async () => {
  await using rig = await aRig();
  rig.github.failNext({ match: creates, times: Number.POSITIVE_INFINITY, with: 'reset' });
  const first = await rig.issues.apply([anOpening('oh-track')], { mostWrites: 20 });
  expect(first.failed).toMatchObject([{ why: expect.stringMatching(/; the next run tries again$/) }]);
  expect(rig.github.requests.filter(creates)).toHaveLength(3);
  const second = await rig.issues.apply([anOpening('oh-track')], { mostWrites: 2 });
  expect(second.writes).toBe(2);
});

it('does not open an issue a second time while it cannot look for the first', async () => {
  await using rig = await aRig();
  rig.github.failNext({ match: creates, with: 'lost-answer' });
  rig.github.failNext({
    match: ({ method, path }) => method === 'GET' && path.endsWith('/issues'),
    times: Number.POSITIVE_INFINITY,
    with: 'server-error',
  });
  const { failed } = await rig.issues.apply([anOpening('oh-track')], { mostWrites: 20 });
  expect(failed).toHaveLength(1);
  expect(rig.github.issues).toHaveLength(1);
});
