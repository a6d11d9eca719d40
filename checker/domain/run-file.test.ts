import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { history } from '../../test/soak/fold-histories.ts';
import { aHash, aResult, aRun, aVisit } from './run-builders.ts';
import { RunFile, runFileOf, runOfFile } from './run-file.ts';
import type { RunRecord } from './run-record.ts';

const startedAt = '2026-11-23T14:07:00.000Z';
const visit = aVisit({ at: '2026-11-23T14:07:12.345Z', ms: 812 });
const read = (run: RunRecord) => runOfFile(RunFile.parse(JSON.parse(JSON.stringify(runFileOf(run)))));

describe('the file of a run', () => {
  it('says neither more nor less than the record', () => {
    fc.assert(
      fc.property(history, fc.boolean(), (runs, hashed) => {
        for (const run of runs) {
          const results = Object.entries(run.results).map(([site, result]) => {
            const visits = result.visits.map((one) => (hashed ? { ...one, evidence: aHash('a') } : one));
            return [site, { ...result, visits }];
          });
          const record = { ...run, results: Object.fromEntries(results) };
          expect(read(record)).toEqual(record);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('has pages that were just up in a table', () => {
    const results = { a: aResult([visit]), b: aResult([{ ...visit, text: aHash('b') }]) };
    expect(runFileOf(aRun({ startedAt, results }))).toMatchObject({
      results: {},
      usual: { sites: ['a', 'b'], at: [12_345, 12_345], ms: [812, 812], text: [null, aHash('b')] },
    });
  });

  it('tells in the table over which of several routes a page was visited', () => {
    const results = { a: aResult([visit]), b: aResult([{ ...visit, route: 2 }]) };
    expect(runFileOf(aRun({ startedAt, results })).usual).toMatchObject({ sites: ['a', 'b'], route: [0, 2] });
    expect(read(aRun({ startedAt, results })).results).toEqual(results);
  });

  it.each([
    ['another outcome', aResult([{ ...visit, outcome: 'degraded' }])],
    ['two visits', aResult([visit, { ...visit, at: '2026-11-23T14:09:00.000Z' }])],
    ['evidence of its own', aResult([{ ...visit, kept: { because: 'daily', text: 0, picture: 0 } }])],
    ['an old name', aResult([visit], { formerly: ['x'] })],
    ['no visit', aResult([])],
  ])('has a page with %s apart, whole', (_, result) => {
    const file = runFileOf(aRun({ startedAt, results: { a: result } }));
    expect(file.results).toEqual({ a: result });
    expect(file.usual).toEqual({ sites: [], at: [], ms: [] });
  });

  it('is refused when its columns do not fit together, or a site is in it twice', () => {
    const file = runFileOf(aRun({ startedAt, results: { a: aResult([visit]) } }));
    expect(RunFile.safeParse({ ...file, usual: { ...file.usual, ms: [] } }).success).toBe(false);
    const twice = RunFile.safeParse({ ...file, results: { a: aResult([visit]) } });
    expect(twice.error?.issues[0]?.message).toBe('a site has two results');
  });
});
