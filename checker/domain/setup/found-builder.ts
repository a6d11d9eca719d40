import type { Found } from './found.ts';
import type { FoundRuleset } from './ruleset.ts';
import type { Wish } from './wish.ts';

/** For tests: what a repository should have. */
export const A_WISH: Wish = {
  labels: [{ name: 'outage', color: 'b60205', description: 'A page is down' }],
  readmes: { data: '# The record\n', snapshots: '# Snapshots\n' },
  siteUrl: null,
  awsRole: null,
  regions: null,
};

/** For tests: rules for a branch by its name. */
export function aRuleset(
  branch: string,
  rules: string[],
  overrides: Partial<FoundRuleset> = {},
): FoundRuleset {
  return {
    ...{ id: 1, name: 'Ours', own: true, active: true, exclude: [], actionsBypass: false },
    include: [`refs/heads/${branch}`],
    rules,
    ...overrides,
  };
}

/** For tests: a repository in which nothing is missing. */
export function aFound(overrides: Partial<Found> = {}): Found {
  const both = ['deletion', 'non_fast_forward'];
  return {
    repository: {
      ...{ owner: 'Acme', name: 'monitor', ownerId: 77, id: 4_242, createdAt: '2026-11-01T00:00:00Z' },
      ...{ private: false, archived: false, defaultBranch: 'main', hasIssues: true, sizeKb: 1_000 },
    },
    actions: { enabled: true, allowed: 'all' },
    workflowRights: 'read',
    workflows: [
      { file: 'monitor.yml', name: 'Monitor', state: 'active' },
      { file: 'reap.yml', name: 'Reap', state: 'active' },
      { file: 'keepalive.yml', name: 'Keep alive', state: 'active' },
      { file: 'snapshots.yml', name: 'Snapshots', state: 'active' },
    ],
    pages: { byActions: true, url: 'https://acme.github.io/monitor/' },
    environment: { from: 'names', branches: ['main'], reviewed: false },
    branches: { data: true, snapshots: true },
    labels: new Set(['outage']),
    rulesets: [aRuleset('main', both), aRuleset('data', both), aRuleset('snapshots', ['deletion'])],
    variables: new Map([
      ['PUPTIME_SITE_URL', 'https://acme.github.io/monitor/'],
      ['PUPTIME_ENABLED', 'true'],
    ]),
    subject: { prefix: null, customised: false },
    ...overrides,
  };
}
