import { describe, expect, it } from 'vitest';
import { foldAll, foldRun } from './fold.ts';
import { at, day, incidents, run, SITE, state, told } from './fold-story.ts';
import type { RunRecord, SiteResult } from './run-record.ts';

/** The same run with its visits a tenth of a second apart, from 14:00:00 or, the later one, from 0.7 seconds after. */
function soon(made: RunRecord, i: number): RunRecord {
  const result = made.results[SITE] as SiteResult;
  const visits = result.visits.map((visit, n) => ({ ...visit, at: `2026-11-23T14:00:00.${i * 7 + n}00Z` }));
  return { ...made, results: { [SITE]: { ...result, visits } } };
}

describe('incidents', () => {
  it('keep last good, first bad, confirming, last bad and first good visit', () => {
    const [incident] = incidents(
      foldAll([run('14:00', 'up'), run('14:15', 'down down'), run('14:30', 'down'), run('14:45', 'up')]),
    );
    expect(incident).toMatchObject({
      id: `${SITE}-20261123T141500Z`,
      kind: 'down',
      lastGood: { at: at('14:00') },
      firstBad: { at: at('14:15'), route: 'direct' },
      confirmedBy: { at: at('14:21') },
      lastBad: { at: at('14:30') },
      firstGood: { at: at('14:45') },
      endedAt: at('14:45'),
    });
  });

  it('stay open while the site is unknown, however long', () => {
    const ledger = foldAll([run('10:00', 'down down'), run('10:15', 'unknown'), run('18:00', 'unknown')]);
    expect(incidents(ledger)[0]).toMatchObject({ endedAt: null, lastBad: { at: at('10:06') } });
    expect(state(ledger)).toMatchObject({ status: 'unknown', incident: `${SITE}-20261123T100000Z` });
    const later = foldRun(ledger, run('18:15', 'down'));
    expect(incidents(later)).toHaveLength(1);
    expect(incidents(later)[0]?.lastBad.at).toBe(at('18:15'));
  });

  it.each([
    ['down', 'blocked'],
    ['blocked', 'down'],
  ])('of %s end where a confirmed one of %s begins', (first, second) => {
    const ledger = foldAll([run('14:00', `${first} ${first}`), run('14:30', second), run('14:45', second)]);
    expect(incidents(ledger)).toMatchObject([
      { kind: first, endedAt: at('14:30'), firstGood: null },
      { kind: second, firstBad: { at: at('14:30') }, endedAt: null },
    ]);
  });

  it('that begin in one second keep both their records', () => {
    const ledger = foldAll([run('14:00:00', 'blocked blocked'), run('14:06:00', 'down down')].map(soon));
    expect(incidents(ledger).map(({ id, kind, endedAt }) => [id, kind, endedAt])).toEqual([
      [`${SITE}-20261123T140000Z`, 'blocked', '2026-11-23T14:00:00.700Z'],
      [`${SITE}-20261123T140001Z`, 'down', null],
    ]);
    expect(state(ledger)?.incident).toBe(`${SITE}-20261123T140001Z`);
  });

  it('go on when a single visit of the other kind is followed by their own', () => {
    const ledger = foldAll([run('14:00', 'down down'), run('14:15', 'blocked'), run('14:30', 'down')]);
    expect(incidents(ledger)).toMatchObject([{ kind: 'down', lastBad: { at: at('14:30') }, endedAt: null }]);
    expect(told(day(ledger))).toBe('00:00 unknown · 14:00 down');
  });

  it('are not opened by two visits closer than confirmAfter', () => {
    const ledger = foldAll([run('14:00', 'down'), run('14:04', 'down')]);
    expect(incidents(ledger)).toEqual([]);
    expect(state(ledger)?.suspect?.first.at).toBe(at('14:00'));
  });

  it('never begin in an announced closure', () => {
    const closed = [
      { from: at('14:00'), to: at('15:00'), reason: 'Maintenance', source: 'https://example.gov/' },
    ];
    const ledger = foldAll([
      run('13:50', 'up', { closed }),
      run('14:15', 'down down', { closed }),
      run('14:40', 'down', { closed }),
    ]);
    expect(incidents(ledger)).toEqual([]);
    expect(state(ledger)).toMatchObject({ status: 'closed', suspect: null, verdict: 'down', closed });
    expect(told(day(ledger))).toBe('00:00 unknown · 13:50 up · 14:00 closed');
    const after = foldRun(ledger, run('15:20', 'up'));
    expect(told(day(after))).toBe('00:00 unknown · 13:50 up · 14:00 closed · 15:00 unknown · 15:20 up');
    expect(state(after)?.closed).toEqual([]);
  });
});
