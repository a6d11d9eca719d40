import { expect, it } from 'vitest';
import { judgeVariables } from './judge-variables.ts';

const told = (name: string, value: string) =>
  judgeVariables(new Map([[name, value]])).map(({ level, topic, says }) => `${level} ${topic}: ${says}`);

it.each([
  ['PUPTIME_ENABLED', 'true'],
  ['PUPTIME_ENABLED', 'false'],
  ['PUPTIME_AWS_ROLE_ARN', 'arn:aws:iam::123456789012:role/puptime-MonitorRole-1ABC'],
  ['PUPTIME_AWS_ROLE_ARN', 'arn:aws-us-gov:iam::123456789012:role/path/to/puptime'],
  ['PUPTIME_REGIONS', 'us-east-2'],
  ['PUPTIME_REGIONS', 'us-east-2, ap-southeast-1'],
  ['PUPTIME_SHARDS', 'auto'],
  ['PUPTIME_SHARDS', '4'],
  ['PUPTIME_MAX_INSTANCES', '10'],
  ['PUPTIME_EXIT_MINUTES', '45'],
  ['PUPTIME_BUNDLE', 'nano_3_0'],
  ['PUPTIME_BLUEPRINT', 'debian_12'],
  ['PUPTIME_SHARDS', ''],
  ['NODE_OPTIONS', '--inspect'],
])('says nothing of %s with %j', (name, value) => {
  expect(told(name, value)).toEqual([]);
});

it.each([
  ['PUPTIME_AWS_ROLE_ARN', 'puptime', 'fault AWS: PUPTIME_AWS_ROLE_ARN is puptime: expected the ARN'],
  ['PUPTIME_AWS_ROLE_ARN', 'arn:aws:iam::123456789012:user/me', 'fault AWS: PUPTIME_AWS_ROLE_ARN is arn:'],
  ['PUPTIME_REGIONS', 'Ohio', 'fault AWS: PUPTIME_REGIONS is Ohio: expected regions with commas'],
  ['PUPTIME_REGIONS', 'us-east-2;us-west-2', 'fault AWS: PUPTIME_REGIONS is us-east-2;us-west-2'],
  ['PUPTIME_SHARDS', '0', 'fault Monitor: PUPTIME_SHARDS is 0: expected a number, or auto'],
  ['PUPTIME_MAX_INSTANCES', '-1', 'fault AWS: PUPTIME_MAX_INSTANCES is -1: expected a number'],
  ['PUPTIME_EXIT_MINUTES', '1h', 'fault AWS: PUPTIME_EXIT_MINUTES is 1h: expected a number of minutes'],
  ['PUPTIME_SHARD', '2', 'warning Monitor: nothing reads the variable PUPTIME_SHARD'],
  ['PUPTIME_constructor', '2', 'warning Monitor: nothing reads the variable PUPTIME_constructor'],
])('tells of %s with %j', (name, value, said) => {
  expect(told(name, value)).toEqual([expect.stringContaining(said)]);
});
