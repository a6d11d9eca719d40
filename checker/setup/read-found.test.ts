import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SETUP_RIGHTS } from '../../test/github/grant.ts';
import type { Found } from '../domain/setup/found.ts';
import { applyChange } from './apply-change.ts';
import { readFound, readRepository } from './read-found.ts';
import { readRulesets } from './read-rulesets.ts';
import { aSetupRig, type SetupRig } from './test/rig.ts';

let rig: SetupRig;
beforeEach(async () => {
  rig = await aSetupRig({ repositoryId: 4_242, ownerId: 77, createdAt: new Date('2026-11-01T00:00:00Z') });
  becomes(rig.github.state.owner);
});
afterEach(() => rig[Symbol.asyncDispose]());

/** Whom the requests come from: their token has all rights that setting up takes. */
function becomes(login: string): void {
  rig.github.grants.set(rig.github.token, { login, rights: SETUP_RIGHTS, sees: true });
}

const read = async (): Promise<Found> => readFound(rig.api, await readRepository(rig.api));

describe('readFound', () => {
  it('reads a repository that was just made', async () => {
    expect(await read()).toEqual({
      repository: {
        ...{ owner: 'octo-org', name: 'monitor', ownerId: 77, id: 4_242, createdAt: '2026-11-01T00:00:00Z' },
        ...{ private: false, archived: false, defaultBranch: 'main', hasIssues: true, sizeKb: 108 },
      },
      actions: { enabled: true, allowed: 'all' },
      workflowRights: 'read',
      workflows: [{ file: 'monitor.yml', name: 'Monitor', state: 'active' }],
      pages: null,
      environment: null,
      branches: { data: false, snapshots: false },
      labels: new Set(rig.github.state.labels.map(({ name }) => name)),
      rulesets: [],
      variables: new Map(),
      subject: { prefix: 'repo:octo-org@77/monitor@4242', customised: false },
    });
    expect(rig.writes()).toEqual([]);
  });

  it('reads more variables than come on a page', async () => {
    const { variables } = rig.github.state;
    const now = rig.github.state.instant();
    for (let at = 0; at < 65; at += 1)
      variables.push({ name: `V${at}`, value: `${at}`, createdAt: now, updatedAt: now });
    const found = await read();
    expect([found.variables.size, found.variables.get('V64')]).toEqual([65, '64']);
  });

  it('tells which rules workflows go round, where it may see that, and leaves rules for tags out', async () => {
    const made = { createdAt: rig.github.state.instant(), updatedAt: rig.github.state.instant() };
    const conditions = { ref_name: { include: ['~ALL'], exclude: ['refs/heads/data'] } };
    const rules = [{ type: 'deletion' as const }];
    rig.github.state.rulesets.push(
      {
        ...{ id: 1, name: 'Around', target: 'branch', enforcement: 'active', conditions, rules, ...made },
        bypassActors: [{ actor_id: 15_368, actor_type: 'Integration', bypass_mode: 'always' }],
      },
      {
        ...{ id: 2, name: 'Trial', target: 'branch', enforcement: 'evaluate', conditions, rules, ...made },
        bypassActors: [{ actor_id: 15_368, actor_type: 'Integration', bypass_mode: 'pull_request' }],
      },
      {
        ...{ id: 3, name: 'Tags', target: 'tag', enforcement: 'active', conditions, rules, ...made },
        bypassActors: [],
      },
    );
    const both = { own: true, include: ['~ALL'], exclude: ['refs/heads/data'], rules: ['deletion'] };
    expect((await read()).rulesets).toEqual([
      { id: 1, name: 'Around', active: true, actionsBypass: true, ...both },
      { id: 2, name: 'Trial', active: false, actionsBypass: false, ...both },
    ]);
    rig.github.addUser('bob', 'write');
    becomes('bob');
    const rulesets = await readRulesets(rig.api);
    expect(rulesets?.map(({ actionsBypass }) => actionsBypass)).toEqual([null, null]);
  });

  it('knows that a private repository has no rules where the plan has none', async () => {
    rig.github.state.settings.private = true;
    expect(await read()).toMatchObject({ repository: { private: true }, rulesets: null });
  });

  it('tells from where the site may be published', async () => {
    await applyChange(rig.api, { do: 'limit-environment', branch: 'main', narrow: true });
    expect((await read()).environment).toEqual({ from: 'names', branches: ['main'], reviewed: false });
    const [environment] = rig.github.state.environments;
    for (const from of ['protected', 'anywhere'] as const) {
      if (environment) environment.from = from;
      expect((await read()).environment).toEqual({ from, branches: [], reviewed: false });
    }
  });

  it('knows an OIDC subject that somebody changed', async () => {
    rig.github.state.actions.settings.subjectClaims = ['repo', 'context'];
    expect((await read()).subject.customised).toBe(true);
  });
});
