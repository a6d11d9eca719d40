import { describe, expect, it } from 'vitest';
import type { Found, FoundRepository, FoundWorkflow } from './found.ts';
import { aFound, aRuleset } from './found-builder.ts';
import { hindrances } from './hindrances.ts';

const QUARTER_HOUR = 900_000;

const aRepository = (overrides: Partial<FoundRepository>) => ({
  repository: { ...aFound().repository, ...overrides },
});
const withState = (file: string, state: FoundWorkflow['state']) => ({
  workflows: aFound().workflows.map((one) => (one.file === file ? { ...one, state } : one)),
});
const without = (file: string) => ({ workflows: aFound().workflows.filter((one) => one.file !== file) });
const withVariable = (name: string, value: string) => ({
  variables: new Map([...aFound().variables, [name, value]]),
});
const told = (found: Partial<Found>) =>
  hindrances(aFound(found), QUARTER_HOUR).map(({ level, topic, says }) => `${level} ${topic}: ${says}`);

describe('hindrances', () => {
  it('are none where nothing is in the way', () => {
    expect(told({})).toEqual([]);
  });

  it.each<[string, Partial<Found>, string]>([
    ['issues that are off', aRepository({ hasIssues: false }), 'fault Issues: off'],
    [
      'actions of nobody else',
      { actions: { enabled: true, allowed: 'local_only' } },
      'fault GitHub Actions: ',
    ],
    ['actions on a list', { actions: { enabled: true, allowed: 'selected' } }, 'warning GitHub Actions: '],
    [
      'the monitor disabled by hand',
      withState('monitor.yml', 'disabled_manually'),
      'fault Workflows: “Monitor” was disabled by hand',
    ],
    [
      'another workflow disabled by hand',
      withState('reap.yml', 'disabled_manually'),
      'warning Workflows: “Reap” was disabled by hand',
    ],
    ['no monitor', without('monitor.yml'), 'fault Workflows: not in the repository: monitor.yml'],
    ['no other workflow', without('reap.yml'), 'warning Workflows: not in the repository: reap.yml'],
    [
      'a workflow whose file was deleted',
      withState('monitor.yml', 'deleted'),
      'fault Workflows: not in the repository: monitor.yml',
    ],
    [
      'reviewers of each publication',
      { environment: { from: 'names', branches: ['main'], reviewed: true } },
      'warning Publishing: somebody must agree',
    ],
    [
      'more branches that publish',
      { environment: { from: 'names', branches: ['main', 'next', 'v*'], reviewed: false } },
      'warning Publishing: others than main may publish the site: next, v*',
    ],
    [
      'a rule that keeps snapshots from being begun anew',
      { rulesets: [aRuleset('snapshots', ['non_fast_forward'], { name: 'Linear' })] },
      'fault Protection: the ruleset “Linear” keeps runs from writing the branch snapshots (non_fast_forward)',
    ],
    [
      'a rule that nobody shows the ways round',
      { rulesets: [aRuleset('data', ['pull_request'], { own: false, actionsBypass: null })] },
      'warning Protection: the ruleset “Ours” keeps runs from writing the branch data (pull_request), unless they',
    ],
    [
      'a changed OIDC subject',
      { subject: { prefix: null, customised: true } },
      'warning AWS: the OIDC subject',
    ],
    ['a variable nobody reads', withVariable('PUPTIME_SHARD', '2'), 'warning Monitor: nothing reads'],
  ])('are %s, told as one', (_, found, said) => {
    expect(told(found)).toEqual([expect.stringContaining(said)]);
  });

  it('reckon what a private repository costs', () => {
    expect(told(aRepository({ private: true }))).toEqual([
      'warning Repository: private: its minutes of GitHub Actions are counted. A run every 15 minutes is 2,880 runs a month, each about 12 minutes: 34,560. The free plan has 2,000',
    ]);
    expect(told({ ...aRepository({ private: true }), rulesets: null })).toContain(
      'warning Protection: no branch can be protected: the plan has no rules for private repositories',
    );
  });

  it('are not missing workflows while Actions are off, since GitHub then may show none', () => {
    expect(told({ workflows: [], actions: { enabled: false, allowed: null } })).toEqual([]);
  });

  it('name who can leave a branch out of a ruleset', () => {
    const remedies = [true, false].map((own) => {
      const rulesets = [aRuleset('data', ['pull_request'], { own })];
      return hindrances(aFound({ rulesets }), QUARTER_HOUR)[0]?.remedy;
    });
    expect(remedies).toEqual([
      'leave data out of it: Settings → Rules → Rulesets',
      'leave data out of it: an owner of the organization can, in its settings',
    ]);
  });
});
