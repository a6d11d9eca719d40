import { afterAll, beforeAll, expect, it } from 'vitest';
import { aJob, openRig, type Rig } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig[Symbol.asyncDispose]());

const checkout = { uses: 'actions/checkout@v7', with: { 'fetch-depth': 2, 'persist-credentials': false } };
const look = {
  on: { pull_request: { paths: ['sites.json'] } },
  jobs: {
    pages: aJob(
      [
        checkout,
        'git diff --name-only HEAD^1; echo $GITHUB_REF $GITHUB_BASE_REF $GITHUB_HEAD_REF',
        `echo \${{ github.event.pull_request.head.repo.full_name }} >>$GITHUB_STEP_SUMMARY`,
      ],
      { permissions: { contents: 'write', 'id-token': 'write' } },
    ),
  },
};

it('looks at a pull request merged into its base; one from a fork may only read', async () => {
  await rig.commit({ '.github/workflows/test.yml': JSON.stringify(look), 'sites.json': '{}\n' });
  await rig.remote.git('branch', 'add-page', 'main');
  await rig.commit({ 'sites.json': '{"sites":[]}\n' }, 'add-page');
  await rig.commit({ 'other.txt': 'main goes on\n' });
  const pullRequest = { number: 7, head: 'add-page' };
  const own = await rig.runner.run('test.yml', { event: 'pull_request', pullRequest });
  expect(own.jobs.pages?.steps[1]?.log).toBe('sites.json\nrefs/pull/7/merge main add-page\n');
  expect(own.jobs.pages?.rights).toEqual({ contents: 'write', 'id-token': 'write' });
  const foreign = await rig.runner.run('test.yml', {
    event: 'pull_request',
    pullRequest: { ...pullRequest, from: 'mallory/monitor' },
  });
  expect(foreign.jobs.pages?.rights).toEqual({ contents: 'read' });
  expect(foreign.summaries).toMatchObject([{ job: 'pages', text: 'mallory/monitor\n' }]);
});

it('does not start for a pull request that changes nothing of its paths', async () => {
  await rig.remote.git('branch', 'words', 'main');
  await rig.commit({ 'README.md': 'Other words\n' }, 'words');
  const how = { event: 'pull_request' as const, pullRequest: { number: 8, head: 'words' } };
  await expect(rig.runner.run('test.yml', how)).rejects.toThrow('none of the changed files');
});

it('starts after a run of another workflow, and knows of it', async () => {
  const after = await rig.run({ name: 'Monitor', jobs: { a: aJob(['false']) } });
  const reap = {
    on: {
      schedule: [{ cron: '13,43 * * * *' }],
      workflow_run: { workflows: ['Monitor'], types: ['completed'] },
    },
    'run-name': `after \${{ github.event_name }}`,
    concurrency: { group: 'reap' },
    jobs: {
      reap: aJob([`echo \${{ github.event.workflow_run.conclusion }} \${{ vars.PUPTIME_ENABLED || 'off' }}`]),
    },
  };
  const run = await rig.run(reap, { event: 'workflow_run', after });
  expect(run).toMatchObject({ name: 'after workflow_run', concurrency: 'reap' });
  expect(run.jobs.reap?.steps[0]?.log).toBe('failure off\n');
  rig.runner.vars.PUPTIME_ENABLED = 'true';
  const later = await rig.run(reap, { event: 'schedule' });
  expect(later.jobs.reap?.steps[0]?.log).toBe('true\n');
  expect(later.id).toBeGreaterThan(run.id);
});
