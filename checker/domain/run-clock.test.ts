import { expect, it } from 'vitest';
import { aResult, aRun, aVisit } from './run-builders.ts';
import { clockFault } from './run-clock.ts';

const START = '2026-11-23T14:00:00.000Z';
const LATEST = new Date('2026-11-23T15:00:00Z');

it.each([
  ['nothing', {}, START, null],
  ['nothing at the last moment', { endedAt: '2026-11-23T15:00:00.000Z' }, '2026-11-23T15:00:00.000Z', null],
  [
    'its start',
    { startedAt: '2026-11-23T15:00:00.001Z' },
    START,
    /^began at .*15:00:00\.001Z, which is yet to come$/,
  ],
  ['its end', { endedAt: '9999-12-31T00:00:00.000Z' }, START, /^tells of 9999-.*yet to come$/],
  ['a visit', {}, '9999-12-31T00:00:00.000Z', /^tells of 9999-.*yet to come$/],
  ['nothing in a visit somewhat before its start', {}, '2026-11-22T14:00:00.000Z', null],
  [
    'a visit long before its start',
    {},
    '1970-01-01T00:00:00.000Z',
    /^has a visit at 1970-.*before it began$/,
  ],
])('finds fault with %s', (_, times, at, fault) => {
  const run = aRun({ startedAt: START, ...times, results: { a: aResult([aVisit({ at })]) } });
  const found = clockFault(run, LATEST);
  if (fault === null) expect(found).toBeNull();
  else expect(found).toMatch(fault);
});
