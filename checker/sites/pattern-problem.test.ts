import { expect, it } from 'vitest';
import { patternProblem } from './pattern-problem.ts';

it.each([
  'Track your ballot',
  '(a+)+$ is plain words without slashes',
  '/\\bvot(?:e|es|er|ers|ing)\\b/i',
  '/ballot[^.]{0,200}received/is',
  '/\\d{1,6} of \\d{1,6} ballots/',
  '/vote\\s+now/i',
  '/^Voter\\s+portal$/m',
])('takes %s for safe', (pattern) => {
  expect(patternProblem(pattern)).toBeNull();
});

it.each([
  ['/(a+)+$/', 'dangerous (exponential)'],
  ['/(?:a|a)+b/', 'dangerous (exponential)'],
  ['/^\\s*Voter/m', 'dangerous (2nd degree polynomial)'],
  ['/\\s+$/', 'dangerous (2nd degree polynomial)'],
  ['/^.*foo.*bar.*$/', 'dangerous (3rd degree polynomial)'],
  [`/${'(a|a)'.repeat(40)}b/`, 'dangerous, up to billions of steps'],
  ['/(?:\\w{1,20} ){1,20}z/', 'dangerous, up to billions of steps'],
  ['/(a)\\1/', 'too complicated to prove safe'],
  ['/(?=.*a)(?=.*b)/', 'too complicated to prove safe'],
])('refuses %s as %s', (pattern, because) => {
  expect(patternProblem(pattern)).toContain(because);
});
