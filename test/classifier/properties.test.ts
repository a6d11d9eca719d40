import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK_RULES } from '../../checker/domain/block-rules.ts';
import { anExpectation, anObservation } from '../../checker/domain/classifier-builders.ts';
import { classify } from '../../checker/domain/classify.ts';
import { ERROR_RULES } from '../../checker/domain/error-rules.ts';
import { Reason } from '../../checker/domain/reason.ts';
import { describeReasons } from '../../checker/domain/reason-words.ts';
import { readPage } from '../../checker/html/read-page.ts';
import { ADVERSARIAL_PAGES } from './adversarial-pages.ts';
import { BLOCKED_PAGES, ERROR_PAGES, ORDINARY_PAGES, prose, VOTER_PROSE } from './sample-pages.ts';

const samples = [
  ...Object.values(BLOCKED_PAGES).map(({ html }) => html),
  ...Object.values(ERROR_PAGES),
  ...Object.values(ORDINARY_PAGES),
];
const tags =
  '<h1> </h1> <title> </title> <div hidden> </div> <script> </script> <svg> <p style="display:none" &amp; &# <!-- --> <![CDATA[ ]]> < > " = </'.split(
    ' ',
  );
const soup = fc
  .array(fc.oneof(fc.constantFrom(...tags), fc.string({ unit: 'binary' }), fc.constantFrom(...VOTER_PROSE)))
  .map((parts) => parts.join(' '));
const bytes = fc.uint8Array({ maxLength: 2_000 }).map((array) => new TextDecoder('latin1').decode(array));
const headers = fc.dictionary(
  fc.constantFrom('server', 'set-cookie', 'cf-mitigated', '__proto__', 'constructor', 'x-iinfo'),
  fc.string(),
);
const status = fc.option(fc.integer({ min: 100, max: 599 }));

describe('the classifier', () => {
  it('answers every input, with reasons that the record can hold', () => {
    fc.assert(
      fc.property(
        fc.oneof(soup, bytes, fc.constantFrom(...samples)),
        headers,
        status,
        fc.boolean(),
        (html, sent, code, known) => {
          const observation = anObservation({ headers: sent, status: code });
          const result = classify({
            observation,
            page: readPage(html),
            expect: known ? anExpectation() : null,
          });
          expect(result.outcome === 'up').toBe(result.reasons.length === 0);
          expect(result.vendor !== null).toBe(result.outcome === 'blocked');
          for (const reason of result.reasons) expect(Reason.parse(reason)).toEqual(reason);
          expect(describeReasons(result.reasons).length > 0).toBe(result.outcome !== 'up');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('calls no page blocked that has 2,000 characters of its own and the required words', () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), status, fc.boolean(), (html, code, before) => {
        const own = `<p>Track your ballot</p>${prose(2_000)}`;
        const page = readPage(before ? own + html : html + own);
        const { outcome } = classify({
          observation: anObservation({ status: code }),
          page,
          expect: anExpectation(),
        });
        expect(outcome).not.toBe('blocked');
      }),
    );
  });

  it.each(Object.entries(ADVERSARIAL_PAGES))(
    'ends, and finds no fault of the site’s, on 5 MB of %s',
    (_, make) => {
      const result = classify({
        observation: anObservation(),
        page: readPage(make(5_000_000)),
        expect: null,
      });
      expect(['up', 'unknown', 'down']).toContain(result.outcome);
      expect(result.rules).toEqual([]);
    },
  );

  it.each(Object.entries(ADVERSARIAL_PAGES))('ends on 5 MB of %s as the text of a live page', (_, make) => {
    const text = make(5_000_000);
    const expected = anExpectation({
      textAll: [],
      textAny: ['Precinct map'],
      absent: ['/(lost|found) ballots?/i'],
    });
    const result = classify({
      observation: anObservation(),
      page: readPage('<h1>x</h1>', text),
      expect: expected,
    });
    expect(result.reasons).toEqual([{ kind: 'missing', expectation: 'text', expected: 'Precinct map' }]);
  });
});

describe('the rules', () => {
  it('have ids of their own', () => {
    const ids = [...BLOCK_RULES, ...ERROR_RULES].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('put plain wording last, so that a named vendor comes first', () => {
    for (const rules of [BLOCK_RULES, ERROR_RULES]) {
      const general = rules.map((rule) => rule.general === true);
      expect(general).toEqual(general.toSorted((a, b) => Number(a) - Number(b)));
    }
  });

  it('keep no memory between pages', () => {
    const expressions = [...BLOCK_RULES, ...ERROR_RULES]
      .flatMap((rule) => [...rule.all, ...(rule.without ? [rule.without] : [])])
      .flatMap((signs) => Object.values(signs).flat())
      .filter((sign) => sign instanceof RegExp);
    expect(expressions.filter(({ flags }) => /[gy]/.test(flags))).toEqual([]);
  });
});
