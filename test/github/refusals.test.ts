import { describe, expect, it } from 'vitest';
import { octokitOf, refusalOf, repositoryOf } from './rig.ts';
import { type GitHubStandIn, startGitHub } from './stand-in.ts';

function clientOf(standIn: GitHubStandIn) {
  const { issues } = octokitOf(standIn);
  const here = repositoryOf(standIn);
  return { issues, here, one: { ...here, issue_number: 1 } };
}

describe('what GitHub does not take', () => {
  it('is a 422 with the field, and changes nothing', async () => {
    await using standIn = await startGitHub();
    standIn.addUser('reader', 'read');
    const { issues, here, one } = clientOf(standIn);
    await issues.create({ ...here, title: 'one', body: 'x'.repeat(65_536) });
    const errorsOf = async (request: Promise<unknown>) => {
      const { status, response } = await refusalOf(request);
      return { status, ...Object(response?.data) };
    };
    const refused = (...errors: object[]) =>
      expect.objectContaining({ status: '422', message: 'Validation Failed', errors });
    const long = 'x'.repeat(65_537);
    expect([
      await errorsOf(issues.create({ ...here, title: '  ' })),
      await errorsOf(issues.create({ ...here, title: 'x'.repeat(257) })),
      await errorsOf(issues.update({ ...one, title: 'two', body: long })),
      await errorsOf(issues.createComment({ ...one, body: long })),
      await errorsOf(issues.createLabel({ ...here, name: 'x'.repeat(51) })),
      await errorsOf(issues.createLabel({ ...here, name: 'BUG' })),
      await errorsOf(issues.createLabel({ ...here, name: 'new', color: 'red' })),
      await errorsOf(issues.update({ ...one, state: 'closed', assignees: ['reader'] })),
    ]).toEqual([
      refused({ resource: 'Issue', code: 'missing_field', field: 'title' }),
      refused({
        resource: 'Issue',
        code: 'custom',
        field: 'title',
        message: 'title is too long (maximum is 256 characters)',
      }),
      refused({
        resource: 'Issue',
        code: 'custom',
        field: 'body',
        message: 'body is too long (maximum is 65536 characters)',
      }),
      refused({
        resource: 'IssueComment',
        code: 'unprocessable',
        field: 'data',
        message: 'Body is too long (maximum is 65536 characters)',
      }),
      refused({
        resource: 'Label',
        code: 'custom',
        field: 'name',
        message: 'name is too long (maximum is 50 characters)',
      }),
      refused({ resource: 'Label', code: 'already_exists', field: 'name' }),
      refused({ resource: 'Label', code: 'invalid', field: 'color' }),
      refused({ value: 'reader', resource: 'Issue', field: 'assignees', code: 'invalid' }),
    ]);
    expect(standIn.issues).toMatchObject([{ title: 'one', state: 'open', comments: [], events: [] }]);
    expect(standIn.faults).toEqual([]);
  });

  it('is a 403 naming the permission when the token lacks it, and reading goes on', async () => {
    await using standIn = await startGitHub({ rights: { contents: 'read' } });
    const { issues, here } = clientOf(standIn);
    const refused = await refusalOf(issues.create({ ...here, title: 'one' }));
    expect(refused.status).toBe(403);
    expect(refused.message).toContain('Resource not accessible by integration');
    expect(refused.response?.headers['x-accepted-github-permissions']).toBe('issues=write');
    expect((await issues.listForRepo(here)).data).toEqual([]);
    expect(standIn.faults).toEqual([]);
  });

  it('is a 401 with a wrong token, and a 404 for a repository that cannot be seen', async () => {
    await using standIn = await startGitHub();
    const { issues, here } = clientOf(standIn);
    const wrong = octokitOf({ ...standIn, token: 'ghs_other' });
    expect(await refusalOf(wrong.issues.listForRepo(here))).toMatchObject({
      status: 401,
      message: expect.stringContaining('Bad credentials'),
    });
    expect((await refusalOf(issues.listForRepo({ ...here, repo: 'other' }))).status).toBe(404);
    expect(standIn.faults).toEqual([]);
  });

  it('is, for a person who may only read, labels in silence, and a change of an issue of others', async () => {
    await using standIn = await startGitHub();
    standIn.addUser('reader', 'read');
    standIn.grants.set('reads', { login: 'reader', rights: { issues: 'write' }, sees: true });
    const { issues, here, one } = clientOf(standIn);
    await issues.create({ ...here, title: 'one' });
    const reader = octokitOf({ ...standIn, token: 'reads' });
    const { data } = await reader.issues.create({
      ...here,
      title: 'two',
      labels: ['bug'],
      assignees: ['octo-org'],
    });
    expect(data).toMatchObject({ labels: [], assignees: [], user: { login: 'reader', type: 'User' } });
    expect((await refusalOf(reader.issues.update({ ...one, state: 'closed' }))).status).toBe(403);
    expect((await refusalOf(reader.issues.addLabels({ ...one, labels: ['bug'] }))).status).toBe(403);
    expect(standIn.faults).toEqual([]);
  });
});

describe('an issue that people dealt with', () => {
  it('takes no comment of a workflow while it is locked, though it may unlock it', async () => {
    await using standIn = await startGitHub();
    const { issues, here, one } = clientOf(standIn);
    await issues.create({ ...here, title: 'one' });
    standIn.as('octo-org').lock(1, 'too heated');
    expect(await refusalOf(issues.createComment({ ...one, body: 'x' }))).toMatchObject({
      status: 403,
      message: expect.stringContaining('Unable to create comment because issue is locked.'),
    });
    expect((await issues.get(one)).data).toMatchObject({ locked: true, active_lock_reason: 'too heated' });
    expect((await issues.update({ ...one, state: 'closed' })).data.state).toBe('closed');
    expect(standIn.as('octo-org').comment(1, 'as an admin').author).toBe('octo-org');
    standIn.addUser('reader', 'read');
    expect(() => standIn.as('reader').comment(1, 'x')).toThrow('takes write');
    await issues.unlock(one);
    expect((await issues.createComment({ ...one, body: 'x' })).status).toBe(201);
    await issues.lock({ ...one, lock_reason: 'resolved' });
    expect(standIn.issues).toMatchObject([{ locked: true, lockReason: 'resolved' }]);
    expect(standIn.faults).toEqual([]);
  });

  it('is found at its new place when it was transferred, and cannot be written to there', async () => {
    await using standIn = await startGitHub();
    const { issues, here, one } = clientOf(standIn);
    await issues.create({ ...here, title: 'one' });
    standIn.as('octo-org').transfer(1, { repository: 'octo-org/archive', number: 77 });
    const bare = await fetch(`${standIn.apiUrl}/repos/${standIn.repository}/issues/1`, {
      redirect: 'manual',
      headers: { authorization: `Bearer ${standIn.token}`, 'user-agent': 'test' },
    });
    const there = `${standIn.apiUrl}/repos/octo-org/archive/issues/77`;
    expect([bare.status, bare.headers.get('location')]).toEqual([301, there]);
    expect((await issues.get(one)).data).toMatchObject({ number: 77, url: there });
    expect((await refusalOf(issues.update({ ...one, state: 'closed' }))).status).toBe(403);
    expect((await refusalOf(issues.createComment({ ...one, body: 'x' }))).status).toBe(404);
    expect((await issues.listForRepo({ ...here, state: 'all' })).data).toEqual([]);
    expect(standIn.faults).toEqual([]);
  });

  it('is gone when it was deleted, and its number is not given again', async () => {
    await using standIn = await startGitHub();
    const { issues, here, one } = clientOf(standIn);
    await issues.create({ ...here, title: 'one' });
    standIn.as('octo-org').delete(1);
    expect((await refusalOf(issues.get(one))).status).toBe(410);
    expect((await refusalOf(issues.createComment({ ...one, body: 'x' }))).status).toBe(410);
    expect((await issues.create({ ...here, title: 'two' })).data.number).toBe(2);
    expect((await refusalOf(issues.get({ ...here, issue_number: 3 }))).status).toBe(404);
    expect(standIn.faults).toEqual([]);
  });

  it('is gone while issues are disabled, and the list is empty', async () => {
    await using standIn = await startGitHub();
    const { issues, here, one } = clientOf(standIn);
    await issues.create({ ...here, title: 'one' });
    standIn.state.settings.hasIssues = false;
    const requests = [
      () => issues.create({ ...here, title: 'two' }),
      () => issues.get(one),
      () => issues.listComments(one),
    ];
    for (const request of requests) {
      expect(await refusalOf(request())).toMatchObject({
        status: 410,
        message: expect.stringContaining('Issues are disabled for this repo'),
      });
    }
    expect((await issues.listForRepo(here)).data).toEqual([]);
    standIn.state.settings.hasIssues = true;
    expect((await issues.listForRepo(here)).data).toHaveLength(1);
    expect(standIn.faults).toEqual([]);
  });
});
