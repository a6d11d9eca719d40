import { describe, expect, it } from 'vitest';
import { HandClock, octokitOf, refusalOf, repositoryOf } from './rig.ts';
import { startGitHub } from './stand-in.ts';

const NOON = '2026-11-02T12:00:00Z';

describe('right traffic', () => {
  it('over the life of an issue passes, and is what GitHub would answer', async () => {
    const clock = new HandClock(NOON);
    await using standIn = await startGitHub({ now: clock.now });
    standIn.addUser('ada', 'write');
    const { issues, repos } = octokitOf(standIn);
    const here = repositoryOf(standIn);
    const { data: made, headers } = await issues.create({
      ...here,
      title: 'Ohio: Track your ballot is down',
      body: 'Since 11:50.',
      labels: ['outage', 'Bug'],
      assignees: ['ada'],
    });
    expect(made).toMatchObject({
      number: 1,
      state: 'open',
      user: { login: 'github-actions[bot]', type: 'Bot' },
      author_association: 'NONE',
      created_at: NOON,
      labels: [
        { name: 'outage', color: 'ededed' },
        { name: 'bug', color: 'd73a4a' },
      ],
      assignees: [{ login: 'ada' }],
    });
    expect(headers.location).toBe(made.url);
    expect(headers['x-ratelimit-remaining']).toBe('999');
    const one = { ...here, issue_number: 1 };
    clock.pass(60);
    const { data: comment } = await issues.createComment({ ...one, body: 'Still down.' });
    await issues.updateComment({ ...here, comment_id: comment.id, body: 'Still down after an hour.' });
    await issues.addLabels({ ...one, labels: ['group:OH'] });
    await issues.removeLabel({ ...one, name: 'bug' });
    clock.pass(60);
    const { data: closed } = await issues.update({ ...one, state: 'closed', state_reason: 'duplicate' });
    expect(closed).toMatchObject({
      state_reason: 'duplicate',
      closed_at: '2026-11-02T14:00:00Z',
      comments: 1,
    });
    const { data: open } = await issues.update({ ...one, state: 'open', body: 'Again.', labels: ['outage'] });
    expect(open).toMatchObject({ state: 'open', state_reason: 'reopened', closed_at: null, body: 'Again.' });
    const since = { since: '2026-11-02T13:00:00Z' };
    expect((await issues.listComments({ ...one, ...since })).data).toHaveLength(1);
    const everywhere = await issues.listCommentsForRepo({
      ...here,
      ...since,
      sort: 'updated',
      direction: 'desc',
    });
    expect(everywhere.data).toMatchObject([{ body: 'Still down after an hour.', issue_url: made.url }]);
    standIn.addUser('reader', 'read');
    const { data: assigned } = await issues.addAssignees({ ...one, assignees: ['reader', 'octo-org'] });
    expect(assigned.assignees?.map(({ login }) => login)).toEqual(['ada', 'octo-org']);
    expect((await repos.get(here)).data).toMatchObject({ has_issues: true, permissions: { push: false } });
    expect((await issues.checkUserCanBeAssigned({ ...here, assignee: 'ada' })).status).toBe(204);
    const level = await repos.getCollaboratorPermissionLevel({ ...here, username: 'ada' });
    expect(level.data).toMatchObject({ permission: 'write', role_name: 'write' });
    expect(standIn.notifications.map(({ kind }) => kind)).toEqual([
      'opened',
      'commented',
      'closed',
      'reopened',
    ]);
    expect(standIn.faults).toEqual([]);
  });

  it('may ask for labels, and change them', async () => {
    await using standIn = await startGitHub();
    const { issues } = octokitOf(standIn);
    const here = repositoryOf(standIn);
    await issues.createLabel({ ...here, name: 'group:OH', color: 'D73A4A', description: 'Ohio' });
    await issues.create({ ...here, title: 'one', labels: ['GROUP:oh'] });
    await issues.updateLabel({ ...here, name: 'group:OH', new_name: 'state/OH', color: '000000' });
    expect((await issues.getLabel({ ...here, name: 'state/OH' })).data).toMatchObject({ color: '000000' });
    expect(standIn.issues.map(({ labels }) => labels)).toEqual([['state/OH']]);
    const names = (await issues.listLabelsForRepo({ ...here, per_page: 100 })).data.map(({ name }) => name);
    expect(names).toContain('good first issue');
    expect((await refusalOf(issues.getLabel({ ...here, name: 'none' }))).status).toBe(404);
    expect(standIn.faults).toEqual([]);
  });

  it('takes null where the description has it nullable', async () => {
    await using standIn = await startGitHub();
    const { issues } = octokitOf(standIn);
    const here = repositoryOf(standIn);
    await issues.create({ ...here, title: 'one', body: 'text' });
    const { data } = await issues.update({ ...here, issue_number: 1, body: null, state_reason: null });
    expect(data.body).toBeNull();
    expect(standIn.faults).toEqual([]);
  });

  it('lists issues by all labels asked for, state, creator, assignee and time, in the order asked for', async () => {
    const clock = new HandClock(NOON);
    await using standIn = await startGitHub({ now: clock.now });
    standIn.addUser('ada', 'admin');
    const ada = standIn.as('ada');
    const { issues } = octokitOf(standIn);
    const here = repositoryOf(standIn);
    for (const labels of [['a', 'b'], ['a'], ['b'], ['a', 'b', 'c']]) {
      await issues.create({ ...here, title: labels.join('+'), labels });
      clock.pass(1);
    }
    ada.open({ title: 'by hand', assignees: ['ada'] });
    ada.close(1);
    const list = async (filter: Parameters<typeof issues.listForRepo>[0]) =>
      (await issues.listForRepo(filter)).data.map(({ title }) => title);
    expect(await list(here)).toEqual(['by hand', 'a+b+c', 'b', 'a']);
    expect(await list({ ...here, state: 'all', labels: 'a,B' })).toEqual(['a+b+c', 'a+b']);
    expect(await list({ ...here, state: 'closed' })).toEqual(['a+b']);
    expect(await list({ ...here, creator: 'ada' })).toEqual(['by hand']);
    expect(await list({ ...here, assignee: 'none', direction: 'asc' })).toEqual(['a', 'b', 'a+b+c']);
    const since = { since: '2026-11-02T12:03:00Z', state: 'all', sort: 'updated' } as const;
    expect(await list({ ...here, ...since })).toEqual(['by hand', 'a+b', 'a+b+c']);
    expect(standIn.faults).toEqual([]);
  });

  it('pages over 1,000 issues by the links of the answers', async () => {
    await using standIn = await startGitHub();
    const octokit = octokitOf(standIn);
    const ada = standIn.addUser('ada', 'read');
    for (let number = 1; number <= 1_050; number++) standIn.as(ada.login).open({ title: `issue ${number}` });
    const all = await octokit.paginate(octokit.issues.listForRepo, {
      ...repositoryOf(standIn),
      state: 'all',
      per_page: 100,
    });
    expect(new Set(all.map(({ number }) => number)).size).toBe(1_050);
    expect(standIn.requests).toHaveLength(11);
    const { data, headers } = await octokit.issues.listForRepo({ ...repositoryOf(standIn), page: 2 });
    expect(data).toHaveLength(30);
    expect(headers.link).toContain('rel="prev"');
    expect(standIn.faults).toEqual([]);
  });
});
