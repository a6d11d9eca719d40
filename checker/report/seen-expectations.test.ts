import { expect, it } from 'vitest';
import { anExpectation } from '../domain/classifier-builders.ts';
import type { Observation } from '../domain/observation.ts';
import { keptObservation } from '../domain/observation-builder.ts';
import type { Reason } from '../domain/reason.ts';
import { aVisit } from '../domain/run-builders.ts';
import type { Outcome } from '../domain/status.ts';
import { expectationsText } from './seen-expectations.ts';

const AT = '2026-11-23T14:07:00.000Z';
const FAILURE: Observation['failure'] = { kind: 'timeout', host: 'vote.example.gov', code: 'timeout' };
const TIMEOUT: Reason = { kind: 'timeout', phase: 'document', afterMs: 45_000 };
const WORDS: Reason = { kind: 'missing', expectation: 'text', expected: 'Track your ballot' };
const TYPE: Reason = {
  kind: 'missing',
  expectation: 'content-type',
  expected: 'text/html',
  found: 'application/pdf',
};
const EMPTY: Reason = { kind: 'missing', expectation: 'content', expected: 'a page' };
const DNS: Reason = { kind: 'dns', host: 'vote.example.gov', code: 'ENOTFOUND' };

it.each<[string, Outcome, Reason[], Observation['failure'] | undefined, string, string]>([
  ['all was there', 'up', [], null, ', and all of it was there', '✓✓✓✓✓'],
  ['words were missing', 'down', [WORDS], null, ', and of it 1 of 5 did not hold (✗)', '✗✓✓✓✓'],
  [
    'it came, but not to its end',
    'degraded',
    [TIMEOUT],
    FAILURE,
    ', and of it 1 of 5 did not hold (✗)',
    '✗✓✓✓✓',
  ],
  ['half of it came', 'down', [TIMEOUT, WORDS], FAILURE, ', and of it 2 of 5 did not hold (✗)', '✗✗✓✓✓'],
  [
    'it never came',
    'down',
    [TIMEOUT],
    FAILURE,
    ', and of it 1 of 5 did not hold (✗); the rest could not be looked for',
    '✗----',
  ],
  [
    'there was no such name',
    'down',
    [DNS],
    FAILURE,
    '; no page came in which it could be looked for',
    '-----',
  ],
  ['nothing stood in it', 'down', [EMPTY], null, '; no page came in which it could be looked for', '-----'],
  [
    'it was something else',
    'down',
    [TYPE],
    null,
    ', and of it 1 of 5 did not hold (✗); the rest could not be looked for',
    '✗----',
  ],
  ['it left no evidence', 'up', [], undefined, '; no page came in which it could be looked for', '-----'],
])(
  'of a page when %s, claims nothing that was not looked for',
  (_when, outcome, reasons, failure, head, marks) => {
    const told = expectationsText(anExpectation(), {
      visit: aVisit({ at: AT, outcome, reasons }),
      route: null,
      observation: failure === undefined ? null : keptObservation(AT, { failure }),
      text: null,
      picture: null,
    });
    const [first = '', , ...lines] = told.split('\n');
    expect(first).toBe(`What was expected${head}:`);
    expect(lines.map((line) => /^- ([✗✓])/.exec(line)?.[1] ?? '-').join('')).toBe(marks);
  },
);
