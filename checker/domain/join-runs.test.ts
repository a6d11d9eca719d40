import { describe, expect, it } from 'vitest';
import type { RunHead } from './assemble-run.ts';
import { foldAll } from './fold.ts';
import { joinRuns, lostPart } from './join-runs.ts';
import { aResult, aRun, aVisit } from './run-builders.ts';

const startedAt = '2026-11-23T14:07:00.000Z';
const visit = (route: number) => aVisit({ at: '2026-11-23T14:08:00.000Z', route });
const route = (name: string) => ({ name, state: 'ok' as const, canaries: [] });
const first = aRun({
  id: '4711-1',
  startedAt,
  endedAt: '2026-11-23T14:10:00.000Z',
  routes: [route('lightsail:us-east-2'), route('direct')],
  notes: ['One note.'],
  results: { a: aResult([visit(0), visit(1)]), b: aResult([visit(0)]) },
});
const second = aRun({
  id: '4711-1',
  startedAt: '2026-11-23T14:06:30.000Z',
  endedAt: '2026-11-23T14:12:00.000Z',
  browser: { name: 'Chrome', version: '156', headed: true },
  routes: [route('lightsail:us-west-2')],
  notes: ['One note.', 'Another.'],
  results: { c: aResult([visit(0)]) },
});

describe('joinRuns', () => {
  it('gives one run from the first start to the last end, in which each visit has its route', () => {
    const run = joinRuns([first, second]);
    expect(run).toMatchObject({
      id: '4711-1',
      startedAt: '2026-11-23T14:06:30.000Z',
      endedAt: '2026-11-23T14:12:00.000Z',
      complete: true,
      browser: { name: 'Chrome' },
      notes: ['One note.', 'Another.'],
    });
    const routesOf = (site: string) => run.results[site]?.visits.map((one) => run.routes[one.route]?.name);
    expect(routesOf('a')).toEqual(['lightsail:us-east-2', 'direct']);
    expect(routesOf('b')).toEqual(['lightsail:us-east-2']);
    expect(routesOf('c')).toEqual(['lightsail:us-west-2']);
  });

  it('leaves a run of one part as it is', () => {
    expect(joinRuns([first])).toEqual(first);
  });
});

describe('a part that was lost', () => {
  const { endedAt: _e, complete: _c, routes: _r, notes: _n, results: _s, ...rest } = first;
  const closed = [
    { from: startedAt, to: '2026-11-23T20:00:00.000Z', reason: 'Maintenance', source: 'https://x.gov/' },
  ];
  const head: RunHead = { ...rest, sites: { a: {}, b: {}, c: { closed }, d: {} } };
  const run = joinRuns([first, lostPart(head, ['c', 'd'], startedAt)]);

  it('is unknown, said so, and makes the run incomplete', () => {
    expect(run.complete).toBe(false);
    expect(run.notes.at(-1)).toBe('A machine of this run left no results: 2 pages not visited.');
    expect(run.results.c).toEqual({
      verdict: 'unknown',
      confirmed: true,
      reasons: [{ kind: 'not-visited', detail: 'the run ended first' }],
      visits: [],
      closed,
    });
  });

  it('changes nothing of what is known of its pages', () => {
    const before = aRun({
      startedAt: '2026-11-23T13:52:00.000Z',
      results: { c: aResult([aVisit({ at: '2026-11-23T13:53:00.000Z' })]) },
    });
    const known = foldAll([before, run]).state.sites.c;
    expect(known).toMatchObject({ verdict: 'up', incident: null, suspect: null });
  });
});
