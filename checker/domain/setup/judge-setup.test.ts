import { describe, expect, it } from 'vitest';
import { awsCommands } from './aws-command.ts';
import type { Found } from './found.ts';
import { A_WISH, aFound, aRuleset } from './found-builder.ts';
import type { Health } from './health.ts';
import { judgeSetup } from './judge-setup.ts';
import { oidcSubject } from './oidc-subject.ts';
import { spanText } from './span-text.ts';

const HEALTH: Health = {
  now: '2026-11-27T12:00:00.000Z',
  intervalMs: 900_000,
  maxGapMs: 2_700_000,
  runs: ['11:52', '11:37', '11:22'].map((time) => {
    return { startedAt: `2026-11-27T${time}:00Z`, url: 'https://github.com/x', conclusion: 'success' };
  }),
  record: { runs: 1_234, newestAt: '2026-11-27T11:55:00.000Z' },
  sizes: { data: { files: 10, bytes: 1_000, more: false }, snapshots: null },
  exits: [],
};

const SNAPSHOTS = { file: 'snapshots.yml', name: 'Snapshots' };

const judged = (found: Partial<Found>, health: Partial<Health> = {}) =>
  judgeSetup(aFound(found), A_WISH, { ...HEALTH, ...health })
    .filter(({ level }) => level !== 'ok')
    .map(({ level, topic, says }) => `${level} ${topic}: ${says}`);

describe('judgeSetup', () => {
  it('finds nothing wrong where nothing is', () => {
    expect(judged({})).toEqual([]);
  });

  it.each<[string, Partial<Found>, Partial<Health>, string]>([
    ['no issues', { repository: { ...aFound().repository, hasIssues: false } }, {}, 'fault Issues: off'],
    ['foreign actions', { actions: { enabled: true, allowed: 'local_only' } }, {}, 'fault GitHub Actions: '],
    [
      'a misspelt variable',
      { variables: new Map([...aFound().variables, ['PUPTIME_SHARD', '2']]) },
      {},
      'warning Monitor: nothing reads the variable PUPTIME_SHARD',
    ],
    [
      'a wrong value',
      { variables: new Map([...aFound().variables, ['PUPTIME_SHARDS', 'many']]) },
      {},
      'fault Monitor: PUPTIME_SHARDS is many',
    ],
    [
      'links to another place than Pages',
      { variables: new Map([...aFound().variables, ['PUPTIME_SITE_URL', 'https://status.example.org']]) },
      {},
      'warning Status site: links lead to https://status.example.org, and Pages publishes the site at',
    ],
    [
      'a workflow that GitHub disabled',
      { workflows: [...aFound().workflows.slice(0, 3), { ...SNAPSHOTS, state: 'disabled_inactivity' }] },
      {},
      'warning Workflows: “Snapshots” is disabled, for inactivity',
    ],
    [
      'a rule that stops runs',
      { rulesets: [...(aFound().rulesets ?? []), aRuleset('data', ['pull_request'], { name: 'Reviews' })] },
      {},
      'fault Protection: the ruleset “Reviews” keeps runs',
    ],
    [
      'a changed subject',
      { subject: { prefix: null, customised: true } },
      {},
      'warning AWS: the OIDC subject',
    ],
    [
      'an old run',
      {},
      { record: { runs: 9, newestAt: '2026-11-27T10:00:00.000Z' } },
      'fault Newest run: recorded 2 h ago',
    ],
    ['no run', {}, { record: null }, 'warning Newest run: no run is recorded yet'],
    [
      'a record that cannot be read',
      {},
      { record: 'not whole' },
      'fault Newest run: the record could not be read: not whole',
    ],
    [
      'a failing run',
      {},
      { runs: [{ startedAt: '2026-11-27T11:52:00Z', url: 'https://x', conclusion: 'failure' }] },
      'fault Newest run: the newest run ended with failure',
    ],
    [
      'a slow clock',
      {},
      {
        runs: ['09', '10', '11'].map((hour) => ({
          startedAt: `2026-11-27T${hour}:00:00Z`,
          url: 'https://x',
          conclusion: 'success',
        })),
      },
      'warning Clock: the last 3 runs began 1 h apart',
    ],
    ['much room', { repository: { ...aFound().repository, sizeKb: 6_000_000 } }, {}, 'fault Room: '],
    [
      'an exit left behind',
      {
        variables: new Map([
          ...aFound().variables,
          ['PUPTIME_AWS_ROLE_ARN', 'arn:aws:iam::123456789012:role/r'],
        ]),
      },
      { exits: [{ name: 'puptime-1', zone: 'us-east-2a', expires: '2026-11-27T11:00:00.000Z' }] },
      'fault Exits: left behind, and paid for: puptime-1 in us-east-2a',
    ],
  ])('tells of %s', (_, found, health, said) => {
    expect(judged(found, health).join('\n')).toContain(said);
  });

  it('says beside a warning what is as it should be', () => {
    const variables = new Map([...aFound().variables, ['PUPTIME_SHARD', '2']]);
    const monitor = judgeSetup(aFound({ variables }), A_WISH, HEALTH).filter(
      ({ topic }) => topic === 'Monitor',
    );
    expect(monitor.map(({ level }) => level)).toEqual(['warning', 'ok']);
  });

  it('misses no run before the monitor is turned on', () => {
    const variables = new Map([['PUPTIME_SITE_URL', 'https://acme.github.io/monitor/']]);
    expect(judged({ variables }, { record: null, runs: [] })).toEqual([
      'fault Monitor: PUPTIME_ENABLED is not set',
    ]);
  });
});

it.each([
  ['2026-07-14T23:59:59Z', null, 'repo:Acme/monitor:ref:refs/heads/main'],
  ['2026-07-15T00:00:00Z', null, 'repo:Acme@77/monitor@4242:ref:refs/heads/main'],
  ['2026-07-14T23:59:59Z', 'repo:Acme@77/monitor@4242', 'repo:Acme@77/monitor@4242:ref:refs/heads/main'],
])('knows the subject of a repository made at %s, where GitHub tells %s', (createdAt, prefix, subject) => {
  const repository = { ...aFound().repository, createdAt };
  expect(oidcSubject({ repository, subject: { prefix, customised: false } })).toBe(subject);
});

it('quotes a branch that a shell would take for its own', () => {
  const repository = { ...aFound().repository, defaultBranch: "it's;main" };
  expect(awsCommands(repository, ['us-east-2']).deploy).toContain("Branch='it'\\''s;main' Regions=us-east-2");
});

it.each([
  [40_000, '40 s'],
  [720_000, '12 min'],
  [12_000_000, '3 h 20 min'],
  [432_000_000, '5 days'],
])('says %i milliseconds as %s', (ms, text) => {
  expect(spanText(ms)).toBe(text);
});
