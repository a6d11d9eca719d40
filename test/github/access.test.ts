import { describe, expect, it } from 'vitest';
import { makeGitRemote } from '../git-remote.ts';
import { SETUP_RIGHTS } from './grant.ts';
import { octokitOf, refusalOf, repositoryOf } from './rig.ts';
import { startGitHub } from './stand-in.ts';

type Client = ReturnType<typeof octokitOf>;
type Here = ReturnType<typeof repositoryOf>;

/** A request of each kind that takes a right, with the right as GitHub names it. */
const REQUESTS: [string, (client: Client, here: Here) => Promise<unknown>][] = [
  ['actions_variables=read', ({ actions }, here) => actions.listRepoVariables(here)],
  [
    'actions_variables=write',
    ({ actions }, here) => actions.createRepoVariable({ ...here, name: 'A', value: '1' }),
  ],
  ['pages=read', ({ repos }, here) => repos.getPages(here)],
  [
    'administration=write,pages=write',
    ({ repos }, here) => repos.createPagesSite({ ...here, build_type: 'workflow' }),
  ],
  [
    'administration=write',
    ({ repos }, here) => repos.createOrUpdateEnvironment({ ...here, environment_name: 'github-pages' }),
  ],
  ['contents=write', ({ git }, here) => git.createBlob({ ...here, content: 'text' })],
  [
    'administration=write',
    ({ repos }, here) => repos.createRepoRuleset({ ...here, name: 'main', enforcement: 'active' }),
  ],
  ['administration=read', ({ actions }, here) => actions.getGithubActionsPermissionsRepository(here)],
  [
    'administration=write',
    ({ actions }, here) =>
      actions.setGithubActionsDefaultWorkflowPermissionsRepository({
        ...here,
        default_workflow_permissions: 'read',
      }),
  ],
  ['actions=write', ({ actions }, here) => actions.enableWorkflow({ ...here, workflow_id: 'monitor.yml' })],
  [
    'actions=write',
    ({ actions }, here) =>
      actions.createWorkflowDispatch({ ...here, workflow_id: 'monitor.yml', ref: 'main' }),
  ],
];

const WRITES = REQUESTS.filter(([need]) => need.endsWith('write'));

describe('a right', () => {
  it.each(REQUESTS)(
    '%s is missed by the token of a workflow that did not ask for it',
    async (need, request) => {
      await using standIn = await startGitHub();
      standIn.state.actions.addWorkflow('monitor.yml');
      const refused = await refusalOf(request(octokitOf(standIn), repositoryOf(standIn)));
      expect(refused.status).toBe(403);
      expect(refused.message).toContain('Resource not accessible by integration');
      expect(refused.response?.headers['x-accepted-github-permissions']).toBe(need);
      expect(standIn.faults).toEqual([]);
    },
  );

  it.each(WRITES)('%s is of no use to someone without the role', async (_need, request) => {
    await using remote = await makeGitRemote();
    await using standIn = await startGitHub({ gitDir: remote.dir });
    standIn.state.actions.addWorkflow('monitor.yml');
    standIn.addUser('reader', 'read');
    const client = octokitOf({ ...standIn, token: standIn.issueToken(SETUP_RIGHTS, 'reader') });
    const refused = await refusalOf(request(client, repositoryOf(standIn)));
    expect(refused).toMatchObject({
      status: 403,
      message: expect.stringContaining('Must have admin rights to Repository.'),
    });
    expect(standIn.faults).toEqual([]);
  });

  it('that a token of an admin lacks is named as missing from that token', async () => {
    await using standIn = await startGitHub();
    const { actions, issues } = octokitOf({
      ...standIn,
      token: standIn.issueToken({ issues: 'write' }, 'octo-org'),
    });
    const here = repositoryOf(standIn);
    const refused = await refusalOf(actions.createRepoVariable({ ...here, name: 'A', value: '1' }));
    expect(refused.message).toContain('Resource not accessible by personal access token');
    expect((await issues.create({ ...here, title: 'one' })).data.user?.login).toBe('octo-org');
    expect(standIn.faults).toEqual([]);
  });

  it('to read is with everyone where the repository is public, but for its settings', async () => {
    await using standIn = await startGitHub({ rights: {} });
    standIn.state.actions.addWorkflow('monitor.yml');
    const { actions, repos } = octokitOf(standIn);
    const here = repositoryOf(standIn);
    expect((await actions.listRepoWorkflows(here)).data.total_count).toBe(1);
    expect((await repos.getRepoRulesets(here)).data).toEqual([]);
    standIn.state.settings.private = true;
    standIn.state.settings.paid = true;
    expect((await refusalOf(actions.listRepoWorkflows(here))).status).toBe(403);
    expect((await repos.getRepoRulesets(here)).data).toEqual([]);
    expect(standIn.faults).toEqual([]);
  });

  it('is had by whoever the token is made for', async () => {
    await using standIn = await startGitHub();
    standIn.addUser('ada', 'write');
    const tokens = [
      standIn.issueToken({ issues: 'write' }),
      standIn.issueToken({ issues: 'write' }, 'ada'),
      standIn.issueToken({ contents: 'read' }, 'ada'),
    ];
    expect(new Set(tokens).size).toBe(3);
    expect(tokens.map((token) => standIn.grants.get(token)?.login)).toEqual([
      'github-actions[bot]',
      'ada',
      'ada',
    ]);
    expect(() => standIn.issueToken({}, 'nobody')).toThrow('add them first');
  });
});
