import { describe, expect, it } from 'vitest';
import { ENDED, type ReportGroup, type ReportSite } from './report.ts';
import { stateTiles } from './state-tiles.ts';

const group = (key: string, worst: ReportGroup['worst'] = 'up'): ReportGroup => ({
  key,
  name: `Name of ${key}`,
  sites: [],
  worst,
});
const site = (of: string, status: ReportSite['status'], monitoring: ReportSite['monitoring'] = 'active') =>
  ({ group: of, status, monitoring }) as ReportSite;

describe('stateTiles', () => {
  it('has a place for the 50 states and the District of Columbia, no two in one place', () => {
    const { map } = stateTiles([group('OH')], []);
    expect(new Set(map.map(({ key }) => key)).size).toBe(51);
    expect(new Set(map.map(({ row, column }) => `${row}/${column}`)).size).toBe(51);
  });

  it('counts the monitored pages that have the worst status', () => {
    const sites = [site('OH', 'down'), site('OH', 'up'), site('OH', 'down', 'paused'), site('AL', 'down')];
    const { map } = stateTiles([group('OH', 'down')], sites);
    expect(map.find(({ key }) => key === 'OH')?.tile).toMatchObject({ worst: 'down', count: 1, total: 2 });
  });

  it('lists groups that are no state apart, and pages that ended nowhere', () => {
    const { map, others } = stateTiles([group('OH'), group('PR'), group(ENDED)], []);
    expect(others.map(({ key }) => key)).toEqual(['PR']);
    expect(map.filter(({ tile }) => tile).map(({ key }) => key)).toEqual(['OH']);
  });

  it('has no map when no group is a state', () => {
    expect(stateTiles([group('BY')], [])).toMatchObject({ map: [], others: [{ key: 'BY' }] });
  });
});
