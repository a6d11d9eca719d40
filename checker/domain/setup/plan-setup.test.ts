import { describe, expect, it } from 'vitest';
import type { Found } from './found.ts';
import { A_WISH, aFound, aRuleset } from './found-builder.ts';
import { planSetup } from './plan-setup.ts';
import { withSiteUrl } from './plan-variables.ts';

const titles = (found: Partial<Found>, wish = A_WISH) =>
  planSetup(aFound(found), wish).map(({ title }) => title);

describe('planSetup', () => {
  it('plans nothing where nothing is missing', () => {
    expect(titles({})).toEqual([]);
  });

  it.each<[string, Partial<Found>, string]>([
    ['Actions', { actions: { enabled: false, allowed: null } }, 'Turn GitHub Actions on'],
    ['rights', { workflowRights: 'write' }, 'Let workflows only read, unless they ask for more'],
    [
      'a workflow that GitHub disabled',
      { workflows: [{ file: 'monitor.yml', name: 'Monitor', state: 'disabled_inactivity' }] },
      'Enable the workflow “Monitor” again',
    ],
    [
      'Pages of a branch',
      { pages: { byActions: false, url: 'https://acme.github.io/monitor/' } },
      'Publish the status site on GitHub Pages',
    ],
    ['an open environment', { environment: null }, 'Let only the branch main publish the site'],
    ['the record’s branch', { branches: { data: false, snapshots: true } }, 'Begin the branch data'],
    ['labels', { labels: new Set() }, 'Make the labels of the issues: outage'],
    [
      'the switch',
      { variables: new Map([['PUPTIME_SITE_URL', 'https://acme.github.io/monitor/']]) },
      'Turn the monitor on',
    ],
  ])('mends %s, and that alone', (_, found, title) => {
    expect(titles(found)).toEqual([title]);
  });

  it('leaves a workflow alone that a person disabled', () => {
    expect(
      titles({ workflows: [{ file: 'monitor.yml', name: 'Monitor', state: 'disabled_manually' }] }),
    ).toEqual([]);
  });

  it('takes the rules of others for protection, and adds what they leave out', () => {
    const all = aRuleset('', ['deletion'], { include: ['~ALL'], name: 'Of the organization', own: false });
    expect(titles({ rulesets: [all] })).toEqual(['Protect the branch main', 'Protect the branch data']);
    expect(titles({ rulesets: null })).toEqual([]);
    expect(titles({ rulesets: [{ ...all, active: false }] })).toHaveLength(3);
  });

  it('turns the monitor on last of all', () => {
    const fresh = {
      pages: null,
      environment: null,
      variables: new Map(),
      labels: new Set<string>(),
      rulesets: [],
    };
    expect(titles(fresh).at(-1)).toBe('Turn the monitor on');
  });

  it('notes a role and regions where they are wished for, and leaves them as they are otherwise', () => {
    const variables = new Map([...aFound().variables, ['PUPTIME_AWS_ROLE_ARN', 'arn:old']]);
    expect(titles({ variables })).toEqual([]);
    const wish = { ...A_WISH, awsRole: 'arn:new', regions: ['us-east-2', 'us-west-2'] };
    const steps = planSetup(aFound({ variables }), wish);
    expect(steps.map(({ before, after }) => `${before} → ${after}`)).toEqual([
      'PUPTIME_AWS_ROLE_ARN is arn:old → PUPTIME_AWS_ROLE_ARN is arn:new',
      'PUPTIME_REGIONS is not set → PUPTIME_REGIONS is us-east-2,us-west-2',
    ]);
  });

  it('leaves the address of the site that somebody gave, and mends what is none', () => {
    const at = (url: string) => ({ variables: new Map([...aFound().variables, ['PUPTIME_SITE_URL', url]]) });
    expect(titles(at('https://status.example.org'))).toEqual([]);
    expect(titles(at('htp:/status'))).toEqual(['Note where the status site is']);
    expect(titles(at('https://a.example/'), { ...A_WISH, siteUrl: 'https://b.example/' })).toHaveLength(1);
  });

  it('turns the monitor on also where a workflow beside it cannot be enabled', () => {
    const workflows = (['monitor.yml', 'reap.yml'] as const).map((file) => ({
      ...{ file, name: file },
      state: 'disabled_fork' as const,
    }));
    expect(planSetup(aFound({ workflows }), A_WISH).map(({ weight }) => weight)).toEqual([
      'needed',
      'advised',
    ]);
  });

  it('takes the address that Pages turned out to give', () => {
    const steps = planSetup(aFound({ variables: new Map([['PUPTIME_ENABLED', 'true']]) }), A_WISH);
    const [step] = withSiteUrl(steps, 'https://status.example.org/');
    expect(step?.change).toMatchObject({ value: 'https://status.example.org/' });
  });
});
