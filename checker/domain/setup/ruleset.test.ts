import { expect, it } from 'vitest';
import { aRuleset } from './found-builder.ts';
import { refMatches } from './ref-pattern.ts';
import { stoppingRulesets } from './ruleset.ts';

it.each([
  ['~ALL', 'data', true],
  ['~DEFAULT_BRANCH', 'main', true],
  ['~DEFAULT_BRANCH', 'data', false],
  ['refs/heads/data', 'data', true],
  ['refs/heads/data', 'database', false],
  ['refs/heads/d*', 'data', true],
  ['refs/heads/*', 'release/1', false],
  ['refs/heads/**', 'release/1', true],
  ['refs/heads/**/1', 'release/1', true],
  ['refs/heads/**/1', '1', true],
  ['refs/heads/**/1', 'release1', false],
  ['refs/heads/dat?', 'data', true],
  ['refs/heads/d.ta', 'data', false],
  ['refs/heads/(', 'data', false],
])('holds %j against the branch %j: %j', (pattern, branch, matches) => {
  expect(refMatches(pattern, branch, 'main')).toBe(matches);
});

it.each([
  ['data', ['pull_request', 'deletion'], {}, ['pull_request']],
  ['data', ['deletion', 'non_fast_forward'], {}, []],
  ['snapshots', ['non_fast_forward'], {}, ['non_fast_forward']],
  ['data', ['pull_request'], { active: false }, []],
  ['data', ['pull_request'], { actionsBypass: true }, []],
  ['data', ['pull_request'], { exclude: ['refs/heads/data'] }, []],
])('knows what keeps runs from writing %s: %j, %j', (branch, rules, overrides, stops) => {
  const found = [aRuleset(branch, rules, { include: ['~ALL'], ...overrides })];
  expect(stoppingRulesets(branch, found, 'main').flatMap((one) => one.rules)).toEqual(stops);
});
