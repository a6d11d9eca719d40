import { describe, expect, it } from 'vitest';
import { anAdmin, octokitOf, told } from './rig.ts';

describe('the repository', () => {
  it('has the ids, the age and the settings that it was given', async () => {
    await using admin = await anAdmin({
      repositoryId: 77,
      ownerId: 42,
      createdAt: new Date('2025-01-02T03:04:05Z'),
      defaultBranch: 'trunk',
      hasIssues: false,
      private: true,
    });
    const { client, here } = admin;
    expect((await client.repos.get(here)).data).toMatchObject({
      id: 77,
      owner: { login: 'octo-org', id: 42 },
      created_at: '2025-01-02T03:04:05Z',
      default_branch: 'trunk',
      has_issues: false,
      has_pages: false,
      private: true,
      visibility: 'private',
      permissions: { admin: true, push: true },
    });
  });
});

describe('rulesets', () => {
  it('are made, listed without what is in them, read, and changed', async () => {
    await using admin = await anAdmin();
    const { standIn, client, here } = admin;
    const { repos } = client;
    const conditions = { ref_name: { include: ['refs/heads/data'], exclude: [] } };
    const rules = [{ type: 'deletion' as const }, { type: 'non_fast_forward' as const }];
    const { data: made } = await repos.createRepoRuleset({
      ...here,
      name: 'The record',
      enforcement: 'disabled',
      conditions,
      rules,
    });
    const one = { ...here, ruleset_id: made.id };
    expect(made).toMatchObject({
      target: 'branch',
      enforcement: 'disabled',
      conditions,
      rules,
      bypass_actors: [],
    });
    const { data: changed } = await repos.updateRepoRuleset({ ...one, enforcement: 'active' });
    expect(changed).toMatchObject({ name: 'The record', enforcement: 'active', conditions, rules });
    const { data: listed } = await repos.getRepoRulesets(here);
    expect(listed).toMatchObject([{ id: made.id, name: 'The record', enforcement: 'active' }]);
    expect(listed[0]).not.toHaveProperty('rules');
    const seen = await octokitOf(standIn).repos.getRepoRuleset(one);
    expect(seen.data).toMatchObject({ rules });
    expect(seen.data).not.toHaveProperty('bypass_actors');
    const again = repos.createRepoRuleset({ ...here, name: 'the record', enforcement: 'active' });
    expect(await told(again)).toBe('422 Validation Failed; name Name must be unique');
    expect(await told(repos.getRepoRuleset({ ...here, ruleset_id: 1 }))).toBe('404 Not Found');
  });
});

describe('what Actions may do', () => {
  it('is read and set', async () => {
    await using admin = await anAdmin();
    const { standIn, client, here } = admin;
    const { actions } = client;
    standIn.state.actions.settings.defaultRights = 'write';
    const rights = async () =>
      (await actions.getGithubActionsDefaultWorkflowPermissionsRepository(here)).data;
    expect(await rights()).toMatchObject({ default_workflow_permissions: 'write' });
    await actions.setGithubActionsDefaultWorkflowPermissionsRepository({
      ...here,
      default_workflow_permissions: 'read',
    });
    expect(await rights()).toEqual({
      default_workflow_permissions: 'read',
      can_approve_pull_request_reviews: false,
    });
    const permissions = async () => (await actions.getGithubActionsPermissionsRepository(here)).data;
    expect(await permissions()).toMatchObject({ enabled: true, allowed_actions: 'all' });
    await actions.setGithubActionsPermissionsRepository({ ...here, enabled: false });
    expect(await permissions()).toEqual({ enabled: false });
  });

  it.each([
    [
      '2026-07-14T23:59:59Z',
      null,
      { use_default: true, use_immutable_subject: false, sub_claim_prefix: 'repo:octo-org/monitor' },
    ],
    [
      '2026-07-15T00:00:00Z',
      null,
      { use_default: true, use_immutable_subject: true, sub_claim_prefix: 'repo:octo-org@42/monitor@77' },
    ],
    [
      '2026-07-15T00:00:00Z',
      ['repo', 'context'],
      { use_default: false, include_claim_keys: ['repo', 'context'] },
    ],
  ])('says how OIDC names a repository made at %s with claims %j', async (createdAt, claims, said) => {
    await using admin = await anAdmin({
      createdAt: new Date(createdAt),
      ownerId: 42,
      repositoryId: 77,
    });
    const { standIn, client, here } = admin;
    standIn.state.actions.settings.subjectClaims = claims;
    expect((await client.actions.getCustomOidcSubClaimForRepo(here)).data).toMatchObject(said);
  });
});
