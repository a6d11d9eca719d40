import { describe, expect, it } from 'vitest';
import { closedStretches } from './closures.ts';
import type { Closure, Hours } from './site.ts';

const source = 'https://example.gov/hours';
const daily: Hours['days'] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const hours = (open: string, close: string, days = daily): Hours => ({ days, open, close, source });
const closure = (from: string, to: string, reason = 'Maintenance'): Closure => ({ from, to, reason, source });

/** Stretches as `from – to` in UTC, without what is the same in all of them. */
function closed(
  site: { hours?: Hours[]; closures?: Closure[]; timeZone?: string },
  from: string,
  to: string,
): string[] {
  const whole = { hours: [], closures: [], timeZone: 'America/New_York', ...site };
  return closedStretches(whole, Date.parse(from), Date.parse(to)).map(
    (stretch) => `${stretch.from.slice(5, 16)} – ${stretch.to.slice(5, 16)}`,
  );
}

describe('closures', () => {
  it.each([
    ['without a Z are local', closure('2026-11-04T06:00', '2026-11-04T08:00'), ['11-04T11:00 – 11-04T13:00']],
    ['with a Z are UTC', closure('2026-11-04T06:00Z', '2026-11-04T08:00Z'), ['11-04T06:00 – 11-04T08:00']],
    [
      'of dates last until the end of the last',
      closure('2026-11-04', '2026-11-05'),
      ['11-04T05:00 – 11-06T05:00'],
    ],
    ['are cut to the range', closure('2026-10-01', '2026-11-02T01:00'), ['11-01T00:00 – 11-02T06:00']],
    ['outside of the range are left out', closure('2026-12-24', '2026-12-25'), []],
    ['that end before they begin are none', closure('2026-11-05', '2026-11-03'), []],
  ])('%s', (_, one, expected) => {
    expect(closed({ closures: [one] }, '2026-11-01T00:00Z', '2026-11-10T00:00Z')).toEqual(expected);
  });

  it('come in order without overlaps, and neighbours that say the same are one', () => {
    const closures = [
      closure('2026-11-04T10:00Z', '2026-11-04T12:00Z'),
      closure('2026-11-04T06:00Z', '2026-11-04T08:00Z'),
      closure('2026-11-04T08:00Z', '2026-11-04T09:00Z'),
      closure('2026-11-04T11:00Z', '2026-11-04T13:00Z', 'Election day'),
    ];
    expect(closed({ closures }, '2026-11-04T00:00Z', '2026-11-05T00:00Z')).toEqual([
      '11-04T06:00 – 11-04T09:00',
      '11-04T10:00 – 11-04T12:00',
      '11-04T12:00 – 11-04T13:00',
    ]);
  });
});

describe('hours', () => {
  it.each([
    [
      'leave the night',
      [hours('06:00', '23:30')],
      ['11-04T04:30 – 11-04T11:00', '11-05T04:30 – 11-05T11:00'],
    ],
    [
      'go on past midnight',
      [hours('20:00', '02:00')],
      ['11-04T00:00 – 11-04T01:00', '11-04T07:00 – 11-05T01:00', '11-05T07:00 – 11-05T12:00'],
    ],
    ['until 24:00 leave no gap', [hours('00:00', '24:00')], []],
    [
      'add up',
      [hours('08:00', '12:00'), hours('13:00', '24:00')],
      ['11-04T05:00 – 11-04T13:00', '11-04T17:00 – 11-04T18:00', '11-05T05:00 – 11-05T12:00'],
    ],
    [
      'hold on their days',
      [hours('00:00', '24:00', ['wed'])],
      ['11-04T00:00 – 11-04T05:00', '11-05T05:00 – 11-05T12:00'],
    ],
  ])('%s', (_, list, expected) => {
    // The 4th of November 2026 is a Wednesday; New York is five hours behind UTC.
    expect(closed({ hours: list }, '2026-11-04T00:00Z', '2026-11-05T12:00Z')).toEqual(expected);
  });

  it.each([
    [
      'in spring',
      '2026-03-08T05:00Z',
      '2026-03-09T10:00Z',
      ['03-08T05:00 – 03-08T10:00', '03-08T22:00 – 03-09T10:00'],
    ],
    [
      'in autumn',
      '2026-11-01T04:00Z',
      '2026-11-02T11:00Z',
      ['11-01T04:00 – 11-01T11:00', '11-01T23:00 – 11-02T11:00'],
    ],
  ])('follow the clock %s', (_, from, to, expected) => {
    expect(closed({ hours: [hours('06:00', '18:00')] }, from, to)).toEqual(expected);
  });

  it('open at a time that the clock skips or shows twice', () => {
    const night = [hours('02:30', '12:00')];
    expect(closed({ hours: night }, '2026-03-08T05:00Z', '2026-03-08T16:00Z')).toEqual([
      '03-08T05:00 – 03-08T07:30',
    ]);
    const twice = [hours('01:30', '12:00')];
    expect(closed({ hours: twice }, '2026-11-01T04:00Z', '2026-11-01T17:00Z')).toEqual([
      '11-01T04:00 – 11-01T05:30',
    ]);
  });

  it('give way to what was announced for the occasion', () => {
    const site = {
      hours: [hours('06:00', '18:00')],
      closures: [closure('2026-11-04T17:00', '2026-11-04T20:00')],
    };
    const whole = { ...site, timeZone: 'America/New_York' };
    const stretches = closedStretches(
      whole,
      Date.parse('2026-11-04T12:00Z'),
      Date.parse('2026-11-05T12:00Z'),
    );
    expect(stretches.map(({ from, reason }) => [from.slice(5, 16), reason])).toEqual([
      ['11-04T22:00', 'Maintenance'],
      ['11-05T01:00', 'Outside of the announced hours'],
    ]);
  });

  it('are counted in zones without whole hours', () => {
    expect(
      closed(
        { hours: [hours('06:00', '24:00')], timeZone: 'Asia/Kathmandu' },
        '2026-11-04T12:00Z',
        '2026-11-05T12:00Z',
      ),
    ).toEqual(['11-04T18:15 – 11-05T00:15']);
  });
});
