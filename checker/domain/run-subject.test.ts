import { expect, it } from 'vitest';
import { aResult, aRun, aVisit } from './run-builders.ts';
import { runIdAt, runPath } from './run-path.ts';
import { runSubject } from './run-subject.ts';
import type { Outcome } from './status.ts';

const startedAt = '2026-11-23T14:07:00.000Z';
const one = (outcome: Outcome, confirmed = true) =>
  aResult([aVisit({ at: startedAt, outcome })], { confirmed });

it('tells a run in one line, the worst after what is up', () => {
  const results = {
    a: one('up'),
    b: one('blocked'),
    c: one('down'),
    d: one('up'),
    e: one('down', false),
    f: one('unknown'),
  };
  expect(runSubject(aRun({ startedAt, results }))).toBe(
    '2026-11-23 14:07 · 2 up · 1 down · 1 suspect · 1 blocked · 1 unknown',
  );
});

it('says that nothing is up when nothing is', () => {
  expect(runSubject(aRun({ startedAt }))).toBe('2026-11-23 14:07 · 0 up');
});

it('names the file of a run after its start and its id', () => {
  const path = runPath({ startedAt, id: '12345-1' });
  expect(path).toBe('runs/2026/11/23/140700-12345-1.json');
  expect(runIdAt(path)).toBe('12345-1');
  expect(runIdAt('runs/2026/11/23/notes.json')).toBeNull();
});
