import { describe, expect, it } from 'vitest';
import { anIncident } from '../../test/incident-builder.ts';
import { countKinds, incidentYears, isSplit, newestMonths, ROWS } from './incident-lists.ts';

const at = (day: string, overrides = {}) =>
  anIncident({
    id: `x-${day}`,
    firstBad: { ...anIncident().firstBad, at: `${day}T10:00:00.000Z` },
    ...overrides,
  });

const INCIDENTS = [
  at('2027-01-02'),
  at('2026-12-31', { kind: 'blocked' }),
  at('2026-12-01'),
  at('2026-03-01'),
];

describe('lists of incidents', () => {
  it('are by year and month of the first bad visit, the newest first', () => {
    expect(
      incidentYears(INCIDENTS).map(({ year, count, months }) => [
        year,
        count,
        months.map(({ month, incidents }) => `${month}: ${incidents.length}`),
      ]),
    ).toEqual([
      ['2027', 1, ['2027-01: 1']],
      ['2026', 3, ['2026-12: 2', '2026-03: 1']],
    ]);
  });

  it('count outages apart from blocked ones', () => {
    expect(countKinds(INCIDENTS)).toEqual({ down: 3, blocked: 1 });
  });

  it('show whole months as far as they fit', () => {
    const years = incidentYears(INCIDENTS);
    const shown = (rows: number) =>
      newestMonths(years, rows).map(({ month, incidents }) => [month, incidents.length]);
    expect(shown(0)).toEqual([]);
    expect(shown(2)).toEqual([['2027-01', 1]]);
    expect(shown(3)).toEqual([
      ['2027-01', 1],
      ['2026-12', 2],
    ]);
  });

  it('cut the newest month rather than showing none, and know how many it had', () => {
    const [month] = newestMonths(incidentYears(INCIDENTS.slice(1)), 1);
    expect([month?.incidents.length, month?.all?.length]).toEqual([1, 2]);
  });

  it('are split into months where a year is too long for a page', () => {
    expect(isSplit({ year: '2026', count: ROWS, months: [] })).toBe(false);
    expect(isSplit({ year: '2026', count: ROWS + 1, months: [] })).toBe(true);
  });
});
