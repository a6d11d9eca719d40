import { expect, it } from 'vitest';
import { anExpectation, anObservation, aPageContent, aProbe } from './classifier-builders.ts';
import { classify } from './classify.ts';
import { expectationLines } from './expectation-words.ts';
import type { ResolvedExpectations } from './resolved-site.ts';
import { isUnmetBy } from './unmet-expectation.ts';

type Case = [
  what: string,
  expectation: Partial<ResolvedExpectations>,
  observation: Parameters<typeof anObservation>[0],
  unmet: string[],
];

it.each<Case>([
  ['all is there', {}, {}, []],
  ['words are missing', { textAll: ['Track your ballot', 'not this'] }, {}, ['text']],
  ['none of some words is there', { textAll: [], textAny: ['a long', 'way off'] }, {}, ['text']],
  ['words are there that should not', { absent: ['First name'] }, {}, ['absent']],
  [
    'a field is hidden',
    { form: [{ field: 'Last name' }, { button: 'Search' }] },
    {
      probes: [aProbe({ visible: false }), aProbe({ kind: 'button', name: 'Search' })],
    },
    ['form'],
  ],
  ['an element is missing', { selector: ['#a', '#b'] }, {}, ['selector']],
  ['an element never came', { waitFor: '#a' }, {}, ['wait-for']],
  ['the title is another', { title: 'Register' }, {}, ['title']],
  ['the page ended elsewhere', { host: ['other.gov'] }, {}, ['host']],
  ['it is of another type', { contentType: ['application/pdf'] }, {}, ['type']],
  ['the status is another', {}, { status: 500 }, ['status']],
  ['it came late', { slowAfterMs: 100 }, {}, ['time']],
])('when %s, tells which expectation did not hold', (_what, expectation, observation, unmet) => {
  const expects = anExpectation(expectation);
  const page = aPageContent();
  const { reasons } = classify({ observation: anObservation(observation), page, expect: expects });
  const lines = expectationLines(expects).filter((line) => reasons.some((reason) => isUnmetBy(line, reason)));
  expect(lines.map(({ about }) => about)).toEqual(unmet);
});

it('knows an expectation by the part of it that a reason keeps', () => {
  const textAny = Array.from({ length: 60 }, (_, index) => `a long word ${index}`);
  const expects = anExpectation({ textAll: [], textAny });
  const { reasons } = classify({ observation: anObservation(), page: aPageContent(), expect: expects });
  expect(expectationLines(expects).some((line) => reasons.some((reason) => isUnmetBy(line, reason)))).toBe(
    true,
  );
});
