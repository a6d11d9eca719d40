import { afterEach, beforeEach, expect, it } from 'vitest';
import { type GitHubStandIn, startGitHub } from './github/stand-in.ts';
import { puptime } from './puptime.ts';

let github: GitHubStandIn;
beforeEach(async () => {
  github = await startGitHub({ repository: 'acme/monitor', rights: { actions: 'write' } });
});
afterEach(async () => {
  await github.close();
  expect(github.faults).toEqual([]);
});

const enabled = () => github.state.actions.workflows.map(({ enabledAt }) => enabledAt.length);

it('enables what may run, leaves what a person disabled, and says so in a line each', async () => {
  const { actions } = github.state;
  actions.addWorkflow('monitor.yml', { state: 'disabled_inactivity' });
  actions.addWorkflow('reap.yml', { state: 'disabled_manually' });
  actions.addWorkflow('keepalive.yml');
  actions.addWorkflow('ci.yml', { state: 'disabled_inactivity' });
  const { code, out, err } = await puptime(['keepalive'], github.env);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatchInlineSnapshot(`
    "monitor.yml is enabled again: GitHub had disabled it after 60 days without a commit
    reap.yml is left as it is: somebody disabled it by hand
    keepalive.yml is active, and stays so for 60 days more
    snapshots.yml is not in this repository
    "
  `);
  expect(enabled()).toEqual([1, 0, 1, 0]);
  expect(actions.workflows.map(({ state }) => state)).toEqual([
    'active',
    'disabled_manually',
    'active',
    'disabled_inactivity',
  ]);
});

it('goes on with the others when one cannot be enabled, and fails', async () => {
  const { actions } = github.state;
  for (const file of ['monitor.yml', 'reap.yml', 'keepalive.yml', 'snapshots.yml']) actions.addWorkflow(file);
  github.failNext({
    match: ({ method, path }) => method === 'PUT' && path.includes('monitor.yml'),
    with: { status: 422, body: { message: 'Validation Failed' } },
  });
  const { code, out, err } = await puptime(['keepalive'], github.env);
  expect(code).toBe(1);
  expect(out).toContain('monitor.yml FAILED to be enabled\n');
  expect(err).toBe('GitHub: enabling the workflow monitor.yml: Validation Failed (422)\n');
  expect(enabled()).toEqual([0, 1, 1, 1]);
});

it.each<[string, Record<string, string>, number]>([
  ['no repository', { GITHUB_REPOSITORY: '' }, 2],
  ['no token', { GITHUB_TOKEN: '' }, 2],
  ['a wrong token', { GITHUB_TOKEN: 'nonsense' }, 1],
])('says what to do about %s', async (_, env, exit) => {
  const { code, out, err } = await puptime(['keepalive'], { ...github.env, ...env });
  expect({ code, out }).toEqual({ code: exit, out: '' });
  expect(err).toMatchSnapshot();
});

it('says once which right the token lacks', async () => {
  const { actions } = github.state;
  for (const file of ['monitor.yml', 'reap.yml']) actions.addWorkflow(file);
  const GITHUB_TOKEN = github.issueToken({ actions: 'read' });
  const { code, out, err } = await puptime(['keepalive'], { ...github.env, GITHUB_TOKEN });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatchInlineSnapshot(`
    "GitHub: enabling the workflow monitor.yml: Resource not accessible by integration (403); give the job in the workflow these lines, or the token this permission:
    permissions:
      actions: write
    "
  `);
});
