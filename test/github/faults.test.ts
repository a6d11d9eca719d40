import { describe, expect, it } from 'vitest';
import { octokitOf, refusalOf, repositoryOf } from './rig.ts';
import { startGitHub } from './stand-in.ts';

describe('a wrong request', () => {
  it.each([
    ['GET', '/issues?labels=a&colour=red', null, 422, 'unknown query parameter colour'],
    ['GET', '/issues?state=opened', null, 422, 'query parameter state: the whole must be equal to one of'],
    ['GET', '/issues?since=yesterday', null, 422, 'query parameter since: the whole must match format'],
    ['GET', '/issues?per_page=many', null, 422, 'query parameter per_page: the whole must be integer'],
    ['GET', '/issues?per_page=250', null, 200, 'per_page is over 100'],
    ['GET', '/issues/first', null, 404, 'path parameter issue_number: the whole must be integer'],
    ['GET', '/issue', null, 404, 'not in GitHub’s description'],
    ['GET', '/milestones', null, 501, 'does not serve it'],
    ['GET', '/issues?milestone=1', null, 501, 'does not filter issues by milestone'],
    ['POST', '/issues', { body: 'no title' }, 422, 'must have required property'],
    ['POST', '/issues', { title: 'x', labels: 'outage' }, 422, '/labels must be array'],
    [
      'POST',
      '/issues',
      { title: 'x', lables: ['outage'] },
      422,
      'must NOT have additional properties (lables)',
    ],
    ['POST', '/issues', { title: 'x', labels: [{ title: 'outage' }] }, 422, '/labels/0'],
    ['POST', '/issues', null, 422, 'the body is missing'],
    ['POST', '/issues', '{', 400, 'the body is not JSON'],
    ['PATCH', '/issues/1', { state: 'shut' }, 422, '/state must be equal to one of the allowed values'],
    ['PATCH', '/issues/1', { state_reason: 'fixed' }, 422, '/state_reason'],
    ['PUT', '/issues/1/lock', { lock_reason: 'rude' }, 422, '/lock_reason'],
    ['DELETE', '/issues/1/lock', { lock_reason: 'spam' }, 422, 'a body is not described'],
  ])('%s %s %j is answered %d and noted: %s', async (method, path, body, status, fault) => {
    await using standIn = await startGitHub();
    await octokitOf(standIn).issues.create({ ...repositoryOf(standIn), title: 'one' });
    const response = await fetch(`${standIn.apiUrl}/repos/${standIn.repository}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${standIn.token}`,
        accept: 'application/vnd.github+json',
        'user-agent': 'test',
        ...(body === null ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === null ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    expect(response.status).toBe(status);
    expect(standIn.faults).toEqual([expect.stringContaining(fault.replace('’', "'"))]);
    expect(standIn.issues).toMatchObject([{ number: 1, state: 'open' }]);
  });

  it.each([
    [{ authorization: '' }, 401, 'no Authorization'],
    [{ accept: 'text/html' }, 415, 'accepts text/html'],
    [{ 'x-github-api-version': '2019-01-01' }, 400, 'version 2019-01-01'],
    [{ 'user-agent': '' }, 403, 'no User-Agent'],
  ])('with headers %j is answered %d and noted', async (headers, status, fault) => {
    await using standIn = await startGitHub();
    const response = await fetch(`${standIn.apiUrl}/repos/${standIn.repository}`, {
      headers: { authorization: `token ${standIn.token}`, 'user-agent': 'test', ...headers },
    });
    expect(response.status).toBe(status);
    expect(standIn.faults).toEqual([expect.stringContaining(fault)]);
  });
});

describe('an answer', () => {
  it.each([
    [
      'lacks a member',
      (body: object) => ({ ...body, title: undefined }),
      "must have required property 'title'",
    ],
    ['has a wrong type', (body: object) => ({ ...body, user: 'ada' }), '/user must be'],
    ['has a wrong format', (body: object) => ({ ...body, created_at: 'today' }), 'format "date-time"'],
    [
      'has a member too many',
      (body: object) => ({ ...body, colour: 'red' }),
      'additional properties (colour)',
    ],
    [
      'is wrong deep inside',
      (body: object) => ({ ...body, reactions: {} }),
      "/reactions must have required property 'url'",
    ],
  ])('of the stand-in that %s is noted and answered 500', async (_, alter, fault) => {
    await using standIn = await startGitHub();
    const { issues } = octokitOf(standIn);
    const broken = (body: unknown) => JSON.parse(JSON.stringify(alter(Object(body))));
    standIn.failNext({ match: ({ method }) => method === 'GET', with: { alter: broken } });
    await issues.create({ ...repositoryOf(standIn), title: 'one' });
    const one = { ...repositoryOf(standIn), issue_number: 1 };
    expect((await refusalOf(issues.get(one))).status).toBe(500);
    expect(standIn.faults).toEqual([expect.stringContaining(fault)]);
    expect((await issues.get(one)).status).toBe(200);
  });
});
