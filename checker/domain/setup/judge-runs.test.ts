import { describe, expect, it } from 'vitest';
import type { Health } from './health.ts';
import { judgeRuns } from './judge-runs.ts';

const minutesAgo = (minutes: number) => new Date(Date.UTC(2026, 10, 27, 12, -minutes)).toISOString();
const aMonitorRun = (minutes: number, conclusion: string | null = 'success') => {
  return { startedAt: minutesAgo(minutes), url: `https://github.com/run/${minutes}`, conclusion };
};
const told = (health: Partial<Health>) =>
  judgeRuns({
    ...{ now: minutesAgo(0), intervalMs: 900_000, maxGapMs: 2_700_000, exits: [] },
    ...{ sizes: { data: null, snapshots: null }, record: { runs: 9, newestAt: minutesAgo(5) }, runs: [] },
    ...health,
  }).map(({ level, topic, says }) => `${level} ${topic}: ${says}`);
const RECORDED = 'ok Newest run: recorded 5 min ago, the last of 9';

describe('judgeRuns', () => {
  it.each([
    ['as old as it may be', 45, 'ok Newest run: recorded 45 min ago, the last of 9'],
    ['older', 46, 'fault Newest run: recorded 46 min ago, the last of 9: what pages show is out of date'],
  ])('holds the age of what is recorded against how long it counts: %s', (_, minutes, said) => {
    expect(told({ record: { runs: 9, newestAt: minutesAgo(minutes) } })).toEqual([said]);
  });

  it.each([
    ['success', []],
    ['cancelled', ['warning Newest run: the newest run was cancelled']],
    ['failure', ['fault Newest run: the newest run ended with failure']],
    ['timed_out', ['fault Newest run: the newest run ended with timed_out']],
    ['startup_failure', ['fault Newest run: the newest run ended with startup_failure']],
  ])('tells of a newest run that ended with %s', (conclusion, said) => {
    expect(told({ runs: [aMonitorRun(5, conclusion)] })).toEqual([RECORDED, ...said]);
  });

  it('judges by the newest run that is over, and leads to its log', () => {
    const runs = [aMonitorRun(1, null), aMonitorRun(16, 'failure')];
    expect(told({ runs })).toContain('fault Newest run: the newest run ended with failure');
    expect(told({ runs: [aMonitorRun(1, null), aMonitorRun(16)] })).toEqual([RECORDED]);
  });

  it.each([
    ['on time', [0, 15, 30], 'ok Clock: the last 3 runs began 15 min apart, at most 15 min; wanted: 15 min'],
    [
      'late by less than half',
      [0, 22, 44],
      'ok Clock: the last 3 runs began 22 min apart, at most 22 min; wanted: 15 min',
    ],
    [
      'late by more than half',
      [0, 23, 46],
      'warning Clock: the last 3 runs began 23 min apart, at most 23 min; wanted: 15 min',
    ],
    [
      'with one long gap',
      [0, 15, 30, 76],
      'warning Clock: the last 4 runs began 15 min apart, at most 46 min; wanted: 15 min',
    ],
  ])('tells how the clock keeps time: %s', (_, minutes, said) => {
    expect(told({ runs: minutes.map((minute) => aMonitorRun(minute)) })).toEqual([RECORDED, said]);
  });

  it('looks at the last 20 runs alone', () => {
    const runs = Array.from({ length: 30 }, (_, at) => aMonitorRun(at < 20 ? at * 15 : at * 60));
    expect(told({ runs })[1]).toBe(
      'ok Clock: the last 20 runs began 15 min apart, at most 15 min; wanted: 15 min',
    );
  });
});
