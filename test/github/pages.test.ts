import { describe, expect, it } from 'vitest';
import { anAdmin, told } from './rig.ts';

describe('Pages', () => {
  it('are not there at first, are made once, and changed', async () => {
    await using admin = await anAdmin({ repository: 'Acme/Monitor' });
    const { client, here } = admin;
    const { repos } = client;
    const update = (change: object) =>
      repos.updateInformationAboutPagesSite({ ...here, build_type: 'workflow', ...change });
    expect(await told(repos.getPages(here))).toBe('404 Not Found');
    expect(await told(update({}))).toBe('404 Not Found');
    expect(
      (await repos.createPagesSite({ ...here, source: { branch: 'main', path: '/docs' } })).data,
    ).toMatchObject({ build_type: 'legacy', source: { branch: 'main', path: '/docs' } });
    expect(await told(repos.createPagesSite({ ...here, build_type: 'workflow' }))).toBe(
      '409 GitHub Pages is already enabled.',
    );
    expect((await update({})).status).toBe(204);
    expect((await repos.getPages(here)).data).toMatchObject({
      build_type: 'workflow',
      html_url: 'https://acme.github.io/Monitor/',
      cname: null,
      status: null,
    });
    await update({ cname: 'status.example.org', https_enforced: false });
    expect((await repos.getPages(here)).data.html_url).toBe('http://status.example.org/');
    expect((await repos.get(here)).data.has_pages).toBe(true);
  });

  it('are at the root of the owner where the repository is named so', async () => {
    await using admin = await anAdmin({ repository: 'Acme/acme.github.io' });
    const { client, here } = admin;
    const { data } = await client.repos.createPagesSite({ ...here, build_type: 'workflow' });
    expect(data.html_url).toBe('https://acme.github.io/');
  });

  it('and rulesets are not for private repositories of those who do not pay', async () => {
    await using admin = await anAdmin({ private: true });
    const { standIn, client, here } = admin;
    const { repos } = client;
    const make = () => repos.createPagesSite({ ...here, build_type: 'workflow' });
    expect(await told(make())).toBe(
      '422 Your current plan does not support GitHub Pages for this repository.',
    );
    expect(await told(repos.getRepoRulesets(here))).toContain('403 Upgrade to GitHub Pro');
    standIn.state.settings.paid = true;
    expect((await make()).status).toBe(201);
    expect((await repos.getRepoRulesets(here)).data).toEqual([]);
  });
});

describe('an environment', () => {
  it('is limited to branches by patterns', async () => {
    await using admin = await anAdmin();
    const { client, here } = admin;
    const { repos } = client;
    const one = { ...here, environment_name: 'github-pages' };
    const limit = (custom: boolean, guarded = !custom) =>
      repos.createOrUpdateEnvironment({
        ...one,
        deployment_branch_policy: { protected_branches: guarded, custom_branch_policies: custom },
      });
    const add = (name: string) => repos.createDeploymentBranchPolicy({ ...one, name });
    expect(await told(repos.getEnvironment(one))).toBe('404 Not Found');
    expect(await told(add('main'))).toBe('404 Not Found');
    expect((await repos.createOrUpdateEnvironment(one)).data).toMatchObject({
      name: 'github-pages',
      protection_rules: [],
      deployment_branch_policy: null,
    });
    expect(await told(add('main'))).toBe('404 Not Found');
    expect(await told(limit(true, true))).toContain('422 protected_branches and custom_branch_policies');
    await limit(true);
    expect((await add('main')).data).toMatchObject({ name: 'main', type: 'branch' });
    expect((await repos.listDeploymentBranchPolicies(one)).data).toMatchObject({
      total_count: 1,
      branch_policies: [{ name: 'main' }],
    });
    expect((await repos.getEnvironment(one)).data).toMatchObject({
      protection_rules: [{ type: 'branch_policy' }],
      deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    });
    await limit(false);
    expect((await repos.listDeploymentBranchPolicies(one)).data.total_count).toBe(0);
  });
});
