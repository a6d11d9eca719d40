import { expect, it } from 'vitest';
import { withKey } from '../domain/issues/marker.ts';
import { aRig, type Rig } from './test/rig.ts';

const permissions = (rig: Rig) => rig.github.requests.filter(({ path }) => path.endsWith('/permission'));

function read(rig: Rig) {
  return rig.issues.read({
    closedSince: rig.ago(48),
    commentsSince: rig.ago(1),
    known: new Map(),
    kept: new Map(),
  });
}

it('keeps what people with write access wrote on an outage, and asks about each of them once', async () => {
  await using rig = await aRig();
  rig.github.addUser('ada', 'write');
  rig.github.addUser('sam', 'triage');
  rig.github.addUser('mallory', 'read');
  const { number } = rig.opened();
  rig.commented(number, withKey('Still down.', 'still:1'));
  const { id } = rig.github.as('ada').comment(number, 'The **county** is on it.');
  rig.github.as('ada').comment(number, 'Back by noon.');
  rig.github.as('sam').comment(number, 'I only sort issues.');
  rig.github.as('mallory').comment(number, 'All is well!');
  rig.github.as('octo-org').comment(number, 'Thanks.');
  const { updates } = await read(rig);
  expect(updates.map(({ author, text }) => [author, text])).toEqual([
    ['ada', 'The county is on it.'],
    ['ada', 'Back by noon.'],
    ['octo-org', 'Thanks.'],
  ]);
  expect(updates[0]).toEqual({
    id,
    issue: number,
    author: 'ada',
    at: rig.ago(0).replace(/\.\d+/, '.000'),
    text: 'The county is on it.',
    url: `${rig.github.webUrl}/octo-org/monitor/issues/${number}#issuecomment-${id}`,
  });
  expect(permissions(rig).map(({ path }) => path.split('/').at(-2))).toEqual(['ada', 'sam', 'octo-org']);
  await read(rig);
  expect(permissions(rig)).toHaveLength(3);
});

it('keeps them on an outage that is over, and on nothing but outages', async () => {
  await using rig = await aRig();
  const over = rig.opened();
  const upkeep = rig.opened({ kind: 'drift', key: 'drift oh-track' });
  const own = rig.github.as('octo-org').open({ title: 'An idea', body: 'Or two.' });
  rig.github.as('octo-org').close(over.number);
  rig.pass(100);
  for (const { number } of [over, upkeep, own]) rig.github.as('octo-org').comment(number, `On ${number}.`);
  const { updates, threads } = await read(rig);
  expect(updates.map(({ text }) => text)).toEqual(['On 1.']);
  expect(threads.map(({ number }) => number)).toEqual([upkeep.number]);
});

it('reads the issues all the same when GitHub does not say who may write', async () => {
  await using rig = await aRig();
  const { number } = rig.opened();
  rig.github.as('octo-org').comment(number, 'Thanks.');
  rig.github.failNext({
    match: ({ path }) => path.endsWith('/permission'),
    with: {
      status: 403,
      body: { message: 'Must have push access to view collaborator permission.' },
    },
  });
  const { threads, updates } = await read(rig);
  expect([threads.length, updates.length]).toEqual([1, 0]);
  expect(rig.lines.join()).toMatch(/asking what octo-org may do: Must have push access/);
});
