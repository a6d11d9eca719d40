import { describe, expect, it } from 'vitest';
import { octokitOf, repositoryOf } from './rig.ts';
import { type GitHubStandIn, startGitHub } from './stand-in.ts';

async function withIssue(): Promise<GitHubStandIn> {
  const standIn = await startGitHub();
  standIn.addUser('ada', 'write');
  standIn.addUser('voter', 'read');
  await octokitOf(standIn).issues.create({
    ...repositoryOf(standIn),
    title: 'one',
    body: 'text',
    labels: ['bug'],
  });
  return standIn;
}

describe('the hands of a person', () => {
  it('change an issue as GitHub’s pages do, and the API tells of it', async () => {
    await using standIn = await withIssue();
    const ada = standIn.as('ada');
    ada.rename(1, 'two');
    ada.editBody(1, 'other text');
    ada.addLabels(1, 'outage');
    ada.removeLabels(1, 'BUG');
    ada.assign(1, 'ada', 'octo-org');
    const first = ada.comment(1, 'first');
    const second = ada.comment(1, 'second');
    ada.editComment(1, second.id, 'second, mended');
    ada.deleteComment(1, first.id);
    ada.close(1, 'not_planned');
    const { issues } = octokitOf(standIn);
    const one = { ...repositoryOf(standIn), issue_number: 1 };
    expect((await issues.get(one)).data).toMatchObject({
      title: 'two',
      body: 'other text',
      labels: [{ name: 'outage' }],
      assignees: [{ login: 'ada' }, { login: 'octo-org' }],
      state: 'closed',
      state_reason: 'not_planned',
      closed_by: { login: 'ada' },
      comments: 1,
    });
    expect((await issues.listComments(one)).data).toMatchObject([
      { body: 'second, mended', author_association: 'COLLABORATOR', user: { login: 'ada', type: 'User' } },
    ]);
    expect(standIn.issues[0]?.events.map(({ kind }) => kind)).toEqual([
      'labeled',
      'renamed',
      'labeled',
      'unlabeled',
      'assigned',
      'assigned',
      'closed',
    ]);
    expect(standIn.faults).toEqual([]);
  });

  it('send mail for what is opened, said, closed and reopened, and for nothing else', async () => {
    await using standIn = await withIssue();
    const ada = standIn.as('ada');
    ada.rename(1, 'two');
    ada.editBody(1, 'other text');
    ada.addLabels(1, 'outage');
    ada.lock(1);
    ada.comment(1, 'a comment');
    ada.close(1);
    ada.close(1);
    ada.reopen(1);
    expect(standIn.notifications.map(({ kind, by, text }) => [kind, by, text])).toEqual([
      ['opened', 'github-actions[bot]', 'text'],
      ['commented', 'ada', 'a comment'],
      ['closed', 'ada', ''],
      ['reopened', 'ada', ''],
    ]);
  });

  it('are bound by what the person may do', async () => {
    await using standIn = await withIssue();
    const voter = standIn.as('voter');
    voter.comment(1, 'I see it too');
    voter.open({ title: 'of my own' });
    voter.close(2);
    expect(() => voter.close(1)).toThrow('voter has read, and this takes triage');
    expect(() => voter.addLabels(2, 'bug')).toThrow('takes triage');
    expect(() => standIn.as('ada').delete(1)).toThrow('ada has write, and this takes admin');
    expect(() => standIn.as('nobody')).toThrow('knows no nobody');
  });
});
