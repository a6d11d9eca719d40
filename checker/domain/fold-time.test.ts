import { describe, expect, it } from 'vitest';
import { checksOf, secondsOf } from './day-figures.ts';
import { foldAll } from './fold.ts';
import { at, day, dayFile, incidents, run, SITE, state, told } from './fold-story.ts';
import type { RunRecord } from './run-record.ts';

describe('time', () => {
  const cases: [name: string, runs: RunRecord[], timeLine: string, status: string, since: string][] = [
    ['begins with the first check', [run('14:00', 'up')], '00:00 unknown · 14:00 up', 'up', '14:00'],
    [
      'holds a verdict until the next check',
      [run('14:00', 'up'), run('14:30', 'degraded')],
      '00:00 unknown · 14:00 up · 14:30 degraded',
      'degraded',
      '14:30',
    ],
    [
      'is unknown when no check comes within maxGap',
      [run('14:00', 'up'), run('16:00', 'up')],
      '00:00 unknown · 14:00 up · 14:45 unknown · 16:00 up',
      'up',
      '16:00',
    ],
    [
      'is unknown from a check that could not look',
      [run('14:00', 'up'), run('14:15', 'unknown')],
      '00:00 unknown · 14:00 up · 14:15 unknown',
      'unknown',
      '14:15',
    ],
    [
      'passes over a transient bad visit',
      [run('14:00', 'up'), run('14:15', 'down up')],
      '00:00 unknown · 14:00 up',
      'up',
      '14:00',
    ],
    [
      'is down from the first bad visit of a confirmed outage',
      [run('14:00', 'up'), run('14:15', 'down down')],
      '00:00 unknown · 14:00 up · 14:15 down',
      'down',
      '14:15',
    ],
    [
      'is unknown while a bad visit is not confirmed',
      [run('14:00', 'up'), run('14:15', 'down')],
      '00:00 unknown · 14:00 up · 14:15 unknown',
      'suspect',
      '14:15',
    ],
    [
      'turns down from the suspect’s first visit once it is confirmed',
      [run('14:00', 'up'), run('14:15', 'down'), run('14:30', 'down')],
      '00:00 unknown · 14:00 up · 14:15 down',
      'down',
      '14:15',
    ],
    [
      'goes on as before when a suspect is cleared',
      [run('14:00', 'up'), run('14:15', 'down'), run('14:30', 'up')],
      '00:00 unknown · 14:00 up',
      'up',
      '14:00',
    ],
    [
      'of a cleared suspect is unknown beyond the hold of what was before',
      [run('14:00', 'up'), run('14:15', 'down'), run('14:55', 'up')],
      '00:00 unknown · 14:00 up · 14:45 unknown · 14:55 up',
      'up',
      '14:55',
    ],
    [
      'is not turned down by a suspect nobody came back to within maxGap',
      [run('14:00', 'up'), run('14:15', 'down'), run('15:30', 'down')],
      '00:00 unknown · 14:00 up · 14:15 unknown',
      'suspect',
      '15:30',
    ],
    [
      'is blocked when down and blocked visits meet',
      [run('14:00', 'up'), run('14:15', 'down'), run('14:30', 'blocked')],
      '00:00 unknown · 14:00 up · 14:15 blocked',
      'blocked',
      '14:15',
    ],
  ];
  it.each(cases)('%s', (_, runs, timeLine, status, since) => {
    const ledger = foldAll(runs);
    expect(told(day(ledger))).toBe(timeLine);
    expect(state(ledger)).toMatchObject({ status, since: at(since) });
  });

  it('crosses midnight, the month and the year', () => {
    const ledger = foldAll([
      run('23:40', 'up', {}, '2026-12-31'),
      run('23:50', 'down', {}, '2026-12-31'),
      run('00:10', 'down', {}, '2027-01-01'),
      run('00:20', 'up', {}, '2027-01-01'),
    ]);
    expect(told(day(ledger, '2026-12-31'))).toBe('00:00 unknown · 23:40 up · 23:50 down');
    expect(told(day(ledger, '2027-01-01'))).toBe('00:00 down · 00:20 up');
    expect(secondsOf(dayFile(ledger, '2026-12-31'), SITE)).toEqual({ unknown: 85_200, up: 600, down: 600 });
    expect([...ledger.incidents.keys()]).toEqual([2026, 2027]);
    expect(incidents(ledger).map(({ id }) => id)).toEqual([`${SITE}-20261231T235000Z`]);
    expect(ledger.incidents.get(2027)?.incidents).toEqual({});
  });

  it('fills the days of a long silence', () => {
    const ledger = foldAll([run('23:00', 'up', {}, '2026-11-20'), run('01:00', 'up')]);
    expect([...ledger.days.keys()]).toEqual(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23']);
    expect(day(ledger, '2026-11-22')).toMatchObject({
      segments: [[0, 'unknown']],
      before: { up: 2_700 },
      since: at('23:45', '2026-11-20'),
    });
    expect(checksOf(dayFile(ledger, '2026-11-22'), SITE)).toEqual({ checks: 0, p50: null, p95: null });
  });
});
