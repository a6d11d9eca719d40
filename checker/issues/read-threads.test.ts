import { expect, it } from 'vitest';
import { IssueChanges } from '../../test/github/issue-changes.ts';
import { withKey } from '../domain/issues/marker.ts';
import { aRig, type Rig } from './test/rig.ts';

function read(rig: Rig, known: Parameters<Rig['issues']['read']>[0]['known'] = new Map()) {
  return rig.issues.read({ closedSince: rig.ago(48), commentsSince: rig.ago(48), known, kept: new Map() });
}

const about = { kind: 'outage', key: 'oh-track-20261123' } as const;

it('reads what there is in three requests', async () => {
  await using rig = await aRig();
  rig.github.addUser('ada', 'write');
  const { number } = rig.opened();
  rig.commented(number, withKey('Still down.', 'still:1'));
  rig.github.as('ada').assign(number, 'ada');
  const { threads, updates } = await read(rig);
  expect(rig.issues.requests).toBe(3);
  expect(updates).toEqual([]);
  expect(threads).toEqual([
    expect.objectContaining({
      number,
      url: `${rig.github.webUrl}/octo-org/monitor/issues/${number}`,
      state: 'open',
      title: 'Ohio: Track your ballot is down',
      locked: false,
      said: new Set(['still:1']),
      closedAt: null,
      assignees: ['ada'],
      marker: expect.objectContaining({ key: 'oh-track-20261123', falls: 1 }),
    }),
  ]);
});

it('reads more than a thousand issues', async () => {
  await using rig = await aRig();
  for (let at = 0; at < 1_030; at++) rig.opened({ key: `site-${at}` });
  const { threads } = await read(rig);
  expect(new Set(threads.map(({ marker }) => marker.key)).size).toBe(1_030);
  expect(rig.issues.requests).toBe(11 + 1 + 1);
});

it('gives both of two issues about the same', async () => {
  await using rig = await aRig();
  rig.opened();
  rig.opened();
  const { threads } = await read(rig);
  expect(threads.map(({ number, marker }) => [number, marker.key])).toEqual([
    [1, 'oh-track-20261123'],
    [2, 'oh-track-20261123'],
  ]);
});

it('leaves out pull requests, which GitHub lists among the issues', async () => {
  await using rig = await aRig();
  rig.opened();
  const address = 'https://api.github.com/repos/octo-org/monitor/pulls/1';
  rig.github.failNext({
    match: ({ path }) => path.endsWith('/issues'),
    with: {
      alter: (body) =>
        Array.isArray(body) && body.length > 0
          ? [
              {
                ...body[0],
                pull_request: {
                  url: address,
                  html_url: address,
                  diff_url: `${address}.diff`,
                  patch_url: `${address}.patch`,
                },
              },
            ]
          : body,
    },
  });
  expect((await read(rig)).threads).toEqual([]);
});

it('gives what was closed since, and not what was only written to since', async () => {
  await using rig = await aRig();
  const old = rig.opened({ key: 'old' });
  const recent = rig.opened({ key: 'recent' });
  const bot = new IssueChanges(rig.github.state, 'github-actions[bot]');
  bot.close(old);
  rig.pass(100);
  bot.close(recent);
  rig.commented(old.number, 'Late.');
  const { threads } = await read(rig);
  expect(threads.map(({ number, state, closedAt }) => [number, state, closedAt])).toEqual([
    [recent.number, 'closed', rig.ago(0).replace(/\.\d+/, '.000')],
  ]);
});

it('tells what people did with an issue', async () => {
  await using rig = await aRig();
  rig.github.addUser('ada', 'admin');
  const ada = rig.github.as('ada');
  for (const key of ['closed', 'reopened', 'renamed', 'relabelled', 'locked', 'transferred', 'deleted'])
    rig.opened({ key });
  ada.close(1, 'not_planned');
  ada.close(2);
  ada.reopen(2);
  ada.rename(3, 'Not so bad');
  ada.removeLabels(4, 'puptime');
  ada.lock(5, 'off-topic');
  ada.transfer(6, { repository: 'octo-org/other', number: 9 });
  ada.delete(7);
  const known = new Map(
    [1, 2, 3, 4, 5, 6, 7].map((number) => [number, { kind: 'outage' as const, key: `k${number}` }]),
  );
  const { threads } = await read(rig, known);
  expect(threads.map(({ marker, state, title, locked }) => [marker.key, state, title, locked])).toEqual([
    ['closed', 'closed', 'Ohio: Track your ballot is down', false],
    ['reopened', 'open', 'Ohio: Track your ballot is down', false],
    ['renamed', 'open', 'Not so bad', false],
    ['relabelled', 'open', 'Ohio: Track your ballot is down', false],
    ['locked', 'open', 'Ohio: Track your ballot is down', true],
    ['k6', 'gone', '', false],
    ['k7', 'gone', '', false],
  ]);
  // Three, and one for each that the label did not find.
  expect(rig.issues.requests).toBe(3 + 3);
});

it('does not follow an issue into another repository', async () => {
  await using rig = await aRig();
  rig.github.addUser('ada', 'admin');
  const { number } = rig.opened();
  rig.github.as('ada').transfer(number, { repository: 'octo-org/other', number: 9 });
  await read(rig, new Map([[number, about]]));
  expect(rig.github.requests.filter(({ path }) => path.includes('octo-org/other'))).toEqual([]);
});

it('asks by number for what the record holds open and is closed for long', async () => {
  await using rig = await aRig();
  const { number } = rig.opened();
  new IssueChanges(rig.github.state, 'github-actions[bot]').close(rig.github.state.issue(number));
  rig.pass(1_000);
  const { threads } = await read(rig, new Map([[number, about]]));
  expect(threads).toMatchObject([{ number, state: 'closed' }]);
});

it('leaves an issue alone whose body bears no mark, and says so', async () => {
  await using rig = await aRig();
  rig.github.addUser('ada', 'write');
  rig.github.as('ada').open({ title: 'Puptime is great', body: 'It is.', labels: ['puptime'] });
  expect((await read(rig)).threads).toEqual([]);
  expect(rig.lines).toEqual(["issue #1 has no mark of Puptime's in its body: it is left alone"]);
});

it('takes an issue of its own for gone when a person rewrote its body', async () => {
  await using rig = await aRig();
  rig.github.addUser('ada', 'write');
  const { number } = rig.opened();
  rig.github.as('ada').editBody(number, 'I will tell this myself.');
  const { threads } = await read(rig, new Map([[number, about]]));
  expect(threads).toMatchObject([{ number, state: 'gone', marker: about }]);
});

it('believes the keys of its own comments alone', async () => {
  await using rig = await aRig();
  rig.github.addUser('mallory', 'read');
  const { number } = rig.opened();
  rig.commented(number, withKey('Still down.', 'still:1'));
  rig.github.as('mallory').comment(number, withKey('Hush.', 'still:6'));
  const { threads } = await read(rig);
  expect(threads[0]?.said).toEqual(new Set(['still:1']));
});
