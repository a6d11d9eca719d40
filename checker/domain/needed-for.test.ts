import { expect, it } from 'vitest';
import { foldAll } from './fold.ts';
import { at, run, SITE } from './fold-story.ts';
import { instantOf, msOf } from './instant.ts';
import { neededFor } from './needed-for.ts';

const DAY = 86_400_000;
/** A check a day for 400 days, the last on 2026-11-23. */
const HISTORY = Array.from({ length: 400 }, (_, i) =>
  run('12:00', 'up', {}, instantOf(msOf(at('12:00')) - (399 - i) * DAY).slice(0, 10)),
);
const { state } = foldAll(HISTORY);

it('names the days at which windows begin, and the newest: whatever the length of the history', () => {
  expect(neededFor(state, run('12:15', 'up'))).toEqual({
    days: ['2025-11-23', '2026-08-25', '2026-10-24', '2026-11-16', '2026-11-22', '2026-11-23'],
    years: [2026],
  });
});

it('names all days since a suspicion that may turn', () => {
  const ended = [...HISTORY.slice(0, -3), run('12:00', 'down', {}, '2026-11-21')];
  const { days } = neededFor(foldAll(ended).state, run('12:15', 'up', {}, '2026-11-21'));
  expect(days.slice(-2)).toEqual(['2026-11-20', '2026-11-21']);
});

it('names all days of a page that is renamed, and the years of its incidents', () => {
  const renamed = run('12:15', 'up');
  const result = renamed.results[SITE];
  const { days, years } = neededFor(state, {
    ...renamed,
    results: result ? { 'oh-track': { ...result, formerly: [SITE] } } : {},
  });
  expect([days.length, years]).toEqual([400, [2025, 2026]]);
});

it('names all days since a correction begins that the figures do not follow yet', () => {
  const fix = { id: 'x', site: SITE, from: at('12:00', '2026-06-01'), to: at('13:00', '2026-06-01') };
  const { days } = neededFor(state, run('12:15', 'up'), [{ ...fix, status: 'up' }]);
  expect(days.filter((day) => day >= '2026-05-31')).toHaveLength(176);
});

it('names the days at which windows begin that end with an earlier run, where that one outlasted this', () => {
  const first = run('12:00', 'up', {}, '2026-11-21');
  const longest = { ...run('23:40', 'up'), endedAt: at('00:00:10', '2026-11-24') };
  const within = { ...run('23:50', 'up'), results: {} };
  const { days } = neededFor(foldAll([first, longest]).state, within);
  // The day before ten seconds past midnight begins on the 23rd.
  expect(days).toEqual(['2026-11-23', '2026-11-24']);
});
