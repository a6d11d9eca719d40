import { afterEach, beforeEach, expect, it } from 'vitest';
import { PAGES_ENVIRONMENT } from '../domain/setup/plan-pages.ts';
import type { Change } from '../domain/setup/step.ts';
import { applyChange } from './apply-change.ts';
import { aSetupRig, type SetupRig } from './test/rig.ts';

let rig: SetupRig;
beforeEach(async () => {
  rig = await aSetupRig();
});
afterEach(() => rig[Symbol.asyncDispose]());

const PROTECT: Change = {
  do: 'protect-branch',
  ruleset: { name: 'Puptime: data', branch: 'data', rules: ['deletion', 'non_fast_forward'] },
  id: null,
};

it.each<Change>([
  { do: 'enable-actions' },
  { do: 'limit-workflow-token' },
  { do: 'enable-workflow', file: 'monitor.yml' },
  { do: 'publish-by-actions', exists: false },
  { do: 'limit-environment', branch: 'main', narrow: true },
  { do: 'begin-branch', branch: 'data', readme: '# The record\n' },
  PROTECT,
  { do: 'make-labels', labels: [{ name: 'outage', color: 'b60205', description: 'A page is down' }] },
  { do: 'set-variable', name: 'PUPTIME_ENABLED', value: 'true', exists: false },
])('comes to the same when it is done twice: $do', async (change) => {
  const { state } = rig.github;
  const shown = () => {
    const { pages, environments, variables, labels, rulesets } = state;
    const { settings } = state.actions;
    return structuredClone({ pages, settings, labels, variables, environments, rulesets });
  };
  await applyChange(rig.api, change);
  const [first, ref] = [shown(), state.git?.ref('refs/heads/data')];
  await applyChange(rig.api, change);
  const timeless = (value: object) => JSON.stringify(value).replace(/"updatedAt":"[^"]*"/g, '');
  expect(timeless(shown())).toBe(timeless(first));
  expect(state.git?.ref('refs/heads/data')).toEqual(ref);
});

it('makes a branch that follows no other and holds its README alone', async () => {
  await applyChange(rig.api, { do: 'begin-branch', branch: 'snapshots', readme: '# Snapshots – “ü”\n' });
  expect(await rig.remote.git('rev-list', '--count', 'snapshots')).toBe('1');
  expect(await rig.remote.git('ls-tree', '--name-only', 'snapshots')).toBe('README.md');
  expect(await rig.remote.git('show', 'snapshots:README.md')).toBe('# Snapshots – “ü”');
});

it('tells where Pages put the site, also where they were on already', async () => {
  const change: Change = { do: 'publish-by-actions', exists: false };
  expect(await applyChange(rig.api, change)).toEqual({ siteUrl: 'https://octo-org.github.io/monitor/' });
  const { pages } = rig.github.state;
  if (pages) Object.assign(pages, { buildType: 'legacy', cname: 'status.example.org' });
  expect(await applyChange(rig.api, { ...change, exists: true })).toEqual({
    siteUrl: 'https://status.example.org/',
  });
  expect(pages?.buildType).toBe('workflow');
});

it('lets one more branch publish without asking for what is there already', async () => {
  const narrow: Change = { do: 'limit-environment', branch: 'main', narrow: true };
  await applyChange(rig.api, narrow);
  await applyChange(rig.api, { ...narrow, branch: 'next', narrow: false });
  const [environment] = rig.github.state.environments;
  expect(environment?.name).toBe(PAGES_ENVIRONMENT);
  expect(environment?.patterns.map(({ name }) => name)).toEqual(['main', 'next']);
  expect(rig.writes().filter((line) => line.startsWith('PUT '))).toHaveLength(1);
});

it('sends reviewers and a waiting time back as they were, since GitHub resets what it is not sent', async () => {
  await applyChange(rig.api, { do: 'limit-environment', branch: 'main', narrow: true });
  rig.github.failNext({
    match: ({ method, path }) => method === 'GET' && path.endsWith(PAGES_ENVIRONMENT),
    times: 1,
    with: {
      status: 200,
      body: {
        protection_rules: [
          { type: 'wait_timer', wait_timer: 30 },
          {
            type: 'required_reviewers',
            prevent_self_review: true,
            reviewers: [{ type: 'User', reviewer: { id: 7 } }],
          },
        ],
        deployment_branch_policy: null,
      },
    },
  });
  rig.github.failNext({
    match: ({ method }) => method === 'PUT',
    times: 1,
    with: { status: 200, body: {} },
  });
  await applyChange(rig.api, { do: 'limit-environment', branch: 'main', narrow: true });
  const put = rig.github.requests.findLast(({ method }) => method === 'PUT');
  expect(put?.body).toMatchObject({
    wait_timer: 30,
    prevent_self_review: true,
    reviewers: [{ type: 'User', id: 7 }],
  });
});

it('makes no second ruleset, and does not fail, where the answer to the first try is lost', async () => {
  rig.github.failNext({ match: ({ method }) => method === 'POST', times: 1, with: 'lost-answer' });
  await applyChange(rig.api, PROTECT);
  expect(rig.github.state.rulesets).toMatchObject([{ name: 'Puptime: data', enforcement: 'active' }]);
});

it('adds to a ruleset of its name what is missing, and leaves what somebody added', async () => {
  await applyChange(rig.api, PROTECT);
  const [ruleset] = rig.github.state.rulesets;
  if (!ruleset) throw new Error('no ruleset was made');
  Object.assign(ruleset, {
    enforcement: 'disabled',
    conditions: { ref_name: { include: ['refs/heads/other'], exclude: ['refs/heads/data'] } },
    rules: [{ type: 'required_linear_history' }, { type: 'deletion' }],
  });
  await applyChange(rig.api, { ...PROTECT, id: ruleset.id });
  expect(rig.github.state.rulesets).toHaveLength(1);
  expect(ruleset).toMatchObject({
    enforcement: 'active',
    conditions: { ref_name: { include: ['refs/heads/other', 'refs/heads/data'], exclude: [] } },
    rules: [{ type: 'required_linear_history' }, { type: 'deletion' }, { type: 'non_fast_forward' }],
  });
});
