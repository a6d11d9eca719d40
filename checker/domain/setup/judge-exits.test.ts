import { expect, it } from 'vitest';
import { aFound } from './found-builder.ts';
import type { Health } from './health.ts';
import { judgeExits } from './judge-exits.ts';

const NOW = '2026-11-27T12:00:00.000Z';
const ROLE = 'arn:aws:iam::123456789012:role/puptime';
const USED = `ok AWS: runs take on ${ROLE}, as repo:Acme@77/monitor@4242:ref:refs/heads/main`;

function told(exits: Health['exits'], variables: [string, string][] = [['PUPTIME_AWS_ROLE_ARN', ROLE]]) {
  const found = aFound({ variables: new Map(variables) });
  return judgeExits(found, {
    ...{ now: NOW, intervalMs: 900_000, maxGapMs: 2_700_000, runs: [], record: null },
    ...{ sizes: { data: null, snapshots: null }, exits },
  }).map(({ level, topic, says }) => `${level} ${topic}: ${says}`);
}
const anExit = (name: string, expires: string | null) => ({ name, zone: 'us-east-2a', expires });

it.each<[string, Health['exits'], string]>([
  ['none', [], 'ok Exits: none is alive'],
  [
    'one under way',
    [anExit('p-1', '2026-11-27T12:00:00.001Z')],
    'ok Exits: alive, for a run under way: p-1 in us-east-2a',
  ],
  ['one that expired', [anExit('p-1', NOW)], 'fault Exits: left behind, and paid for: p-1 in us-east-2a'],
  [
    'one whose end nobody knows',
    [anExit('p-1', null), anExit('p-2', '2026-11-27T13:00:00.000Z')],
    'fault Exits: left behind, and paid for: p-1 in us-east-2a',
  ],
  ['nobody could look', 'no credentials', 'unknown Exits: not looked at: no credentials'],
])('tells of exits: %s', (_, exits, said) => {
  expect(told(exits)).toEqual([USED, said]);
});

it.each([[[]], [[['PUPTIME_AWS_ROLE_ARN', '']]]] as [[string, string][]][])(
  'looks at no exits where AWS is not used: %j',
  (variables) => {
    expect(told([anExit('p-1', null)], variables)).toEqual([expect.stringMatching(/^ok AWS: not used: /)]);
  },
);
