import { expect, it } from 'vitest';
import type { Trouble } from '../../test/github/weather.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import { GithubApi } from './github-api.ts';
import { githubProblem } from './github-problem.ts';
import { anApiRig } from './test/rig.ts';

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): Trouble => ({
  status,
  body,
  headers,
});

const CASES: [string, Trouble, string][] = [
  [
    'a token that is not valid',
    answer(401, { message: 'Bad credentials' }),
    'Bad credentials (401); give a valid token as GITHUB_TOKEN; in a workflow it is github.token',
  ],
  [
    'a missing permission',
    answer(
      403,
      { message: 'Resource not accessible by integration' },
      { 'x-accepted-github-permissions': 'issues=read; pull_requests=read' },
    ),
    'Resource not accessible by integration (403); give the job in the workflow these lines, or the token this permission:\npermissions:\n  issues: read',
  ],
  [
    'two missing permissions',
    answer(
      403,
      { message: 'Resource not accessible by personal access token' },
      { 'x-accepted-github-permissions': 'issues=write,pull_requests=read' },
    ),
    'Resource not accessible by personal access token (403); give the job in the workflow these lines, or the token this permission:\npermissions:\n  issues: write\n  pull-requests: read',
  ],
  [
    'a permission that is not named',
    answer(403, { message: 'Must have admin rights to Repository.' }),
    'Must have admin rights to Repository. (403); give a token that may do this, of somebody who may',
  ],
  [
    'an archived repository',
    answer(403, { message: 'Repository was archived so is read-only.' }),
    'Repository was archived so is read-only. (403); take the repository out of the archive',
  ],
  [
    'another refusal',
    answer(403, { message: 'Repository access blocked' }),
    'Repository access blocked (403)',
  ],
  [
    'a repository that is not there',
    answer(404, { message: 'Not Found' }),
    'Not Found (404); there is none, or the token may not see it: check GITHUB_REPOSITORY and GITHUB_TOKEN',
  ],
  [
    'a repository that was renamed',
    answer(
      301,
      { message: 'Moved Permanently', url: 'https://x.example' },
      { location: 'https://x.example' },
    ),
    'Moved Permanently (301); it has a new name or place: check GITHUB_REPOSITORY',
  ],
  [
    'issues that are turned off',
    answer(410, { message: 'Issues are disabled for this repo' }),
    'Issues are disabled for this repo (410); turn them on: Settings → General → Features → Issues',
  ],
  [
    'a request that is wrong',
    answer(422, {
      message: 'Validation Failed',
      errors: [
        { resource: 'Issue', field: 'since', code: 'invalid', value: 'x' },
        { message: '::error::tricks\u001b[31m' },
        7,
      ],
    }),
    'Validation Failed (422)',
  ],
  [
    'words that are hostile',
    answer(400, { message: `::add-mask::x\n\u202e${'y'.repeat(600)}` }),
    `: :add-mask: :x ${'y'.repeat(483)}…`,
  ],
  [
    'something that is not GitHub',
    answer(200, '<html>Sign in to the hotel network</html>'),
    'what came back is not as GitHub answers; the next run tries again',
  ],
];

it.each(CASES)('says of %s what to do', async (_, trouble, words) => {
  await using rig = await anApiRig();
  rig.github.failNext({ with: trouble });
  const error = await rig.read().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(PuptimeError);
  expect(error).toMatchObject({
    message: `GitHub: reading the labels of octo-org/monitor: ${words}`,
    exitCode: 1,
  });
  // Once: none of these is better the next time.
  expect(rig.github.requests).toHaveLength(1);
});

it('says so when nobody is there', async () => {
  await using rig = await anApiRig();
  const api = new GithubApi({ ...rig.access, apiUrl: 'http://127.0.0.1:9/api' });
  await expect(rig.read(api)).rejects.toThrow(
    /: connect ECONNREFUSED 127\.0\.0\.1:9; the next run tries again$|bad port/,
  );
});

it.each([
  [{ repository: 'no-owner' }, 'GITHUB_REPOSITORY: expected owner/name, received "no-owner"'],
  [{ repository: 'a/b/c?d' }, 'GITHUB_REPOSITORY: expected owner/name, received "a/b/c?d"'],
  [{ token: '' }, /^GITHUB_TOKEN is not set/],
])('refuses %j before it asks anybody', async (access, message) => {
  await using rig = await anApiRig();
  expect(() => new GithubApi({ ...rig.access, ...access })).toThrow(message);
  expect(() => new GithubApi({ ...rig.access, ...access })).toThrow(PuptimeError);
});

it('never says the token', async () => {
  await using rig = await anApiRig();
  rig.github.grants.clear();
  const error = await rig.read().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ kind: 'token' });
  expect(JSON.stringify([String(error), rig.lines])).not.toContain(rig.github.token);
});

it('does not take what is blocked for locked', () => {
  const error = { status: 403, message: 'Repository access blocked', response: { headers: {}, data: null } };
  expect(githubProblem('commenting', error)).toMatchObject({ kind: 'refused' });
});
