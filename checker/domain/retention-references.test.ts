import { describe, expect, it } from 'vitest';
import { emptyLedger } from './ledger.ts';
import {
  evidenceWithin,
  incidentYears,
  mayTouch,
  namedIn,
  partsOf,
  stretchesIn,
} from './retention-references.ts';
import { aHash, aResult, aRun, aVisit } from './run-builders.ts';

const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

it('finds every SHA-256 that a file names, in whatever field', () => {
  const text = JSON.stringify({ evidence: aHash('a'), later: { field: [`x ${aHash('b')}.webp`] } });
  expect(namedIn(text)).toEqual([aHash('a'), aHash('b')]);
});

it.each([`${aHash('a')}0`, 'a'.repeat(63), aHash('A'), `x${aHash('a')}`])(
  'takes %j for no SHA-256',
  (text) => {
    expect(namedIn(text)).toEqual([]);
  },
);

describe('the parts of evidence', () => {
  it('are its picture, sources and text', () => {
    const evidence = {
      version: 1,
      screenshot: { sha256: aHash('1'), width: 3 },
      dom: { sha256: aHash('2') },
      body: null,
      text: { sha256: aHash('3') },
      textSha256: aHash('4'),
    };
    expect(partsOf(bytes(evidence))).toEqual([aHash('1'), aHash('2'), aHash('3')]);
  });

  it('are those that can be read, where another version wrote it', () => {
    expect(partsOf(bytes({ version: 9, dom: { sha256: aHash('2') }, body: 'elsewhere', new: {} }))).toEqual([
      aHash('2'),
    ]);
  });

  it.each(['', '{', 'null', '[]', '"a"', '{"dom":{"sha256":"../../etc/passwd"}}'])(
    'are none of %j',
    (text) => {
      expect(partsOf(bytes(text))).toEqual([]);
    },
  );
});

describe('corrections', () => {
  const stretch = { site: 'a', from: '2026-11-23T10:00Z', to: '2026-11-23T12:00:00.000Z' };

  it('are found one a file or many, with whatever else stands there', () => {
    expect(stretchesIn({ ...stretch, status: 'up', why: 'x' })).toEqual([stretch]);
    expect(
      stretchesIn({ version: 1, annotations: { one: stretch, two: { ...stretch, site: 'b' } } }),
    ).toEqual([stretch, { ...stretch, site: 'b' }]);
    expect(stretchesIn([{ ...stretch, from: 'yesterday' }, null, 3])).toEqual([]);
  });

  it.each([
    ['runs/2026/11/23/100000-a.json', true],
    ['runs/2026/11/22/235500-a.json', true],
    ['runs/2026/11/21/235500-a.json', false],
    ['runs/2026/11/24/000000-a.json', false],
    ['quarantine/x', false],
  ])('speak of the run %s: %j', (path, touched) => {
    expect(mayTouch(path, stretch)).toBe(touched);
  });

  it('hold on to the evidence of their stretch, under whatever id the site had', () => {
    const visit = (at: string, evidence: string) =>
      aResult([aVisit({ at: `2026-11-23T${at}:00.000Z`, evidence })]);
    const run = aRun({
      startedAt: '2026-11-23T10:00:00.000Z',
      results: {
        a: visit('10:00', aHash('1')),
        old: visit('11:59', aHash('2')),
        other: visit('11:00', aHash('3')),
      },
    });
    const state = { sites: { a: { formerly: ['old'] } } };
    expect(evidenceWithin(run, [stretch], state)).toEqual([aHash('1'), aHash('2')]);
    expect(evidenceWithin(run, [{ ...stretch, site: 'old' }], state).sort()).toEqual([
      aHash('1'),
      aHash('2'),
    ]);
    expect(evidenceWithin(run, [{ ...stretch, to: '2026-11-23T11:59Z' }], state)).toEqual([aHash('1')]);
    const late = { ...stretch, from: '2026-11-23T11:58Z' };
    expect(evidenceWithin(run, [late], state)).toEqual([aHash('1'), aHash('2')]);
    expect(evidenceWithin(run, [{ ...late, from: '2026-11-24T00:00Z' }], state)).toEqual([]);
  });
});

it('asks for the incidents of every year since the first check', () => {
  expect(incidentYears(emptyLedger().state)).toEqual([]);
  const newestRun = { endedAt: '2027-01-01T00:00:00.000Z' };
  const sites = { a: { firstCheck: '2025-12-31T23:59:59.999Z' } };
  expect(incidentYears({ newestRun, sites })).toEqual([2025, 2026, 2027]);
  expect(incidentYears({ newestRun, sites: {} })).toEqual([2027]);
});
