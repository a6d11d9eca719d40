import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldAll } from './fold.ts';
import { emptyLedger } from './ledger.ts';
import type { StateFile } from './ledger-files.ts';
import { planRun, shardOf } from './plan.ts';
import { aResult, aRun, aVisit } from './run-builders.ts';
import type { Outcome } from './status.ts';

const MINUTE = 60_000;
const settings = { intervalMs: 15 * MINUTE, downMs: 5 * MINUTE, blockedMostMs: 360 * MINUTE };
const at = (time: string) => `2026-11-23T${time}:00.000Z`;
const site = { id: 'a', formerly: [] as string[] };

/** State after runs at these times, in each of which the site was visited eight minutes after the start. */
function stateOf(...checks: [time: string, outcomes: string][]): StateFile {
  const runs = checks.map(([time, outcomes]) => {
    const visits = outcomes.split(' ').map((outcome, i) =>
      aVisit({
        at: new Date(Date.parse(at(time)) + (8 + i / 60) * MINUTE).toISOString(),
        outcome: outcome as Outcome,
      }),
    );
    return aRun({ startedAt: at(time), results: { a: aResult(visits) } });
  });
  return foldAll(runs).state;
}

const isDue = (state: StateFile, now: string, random = 0) =>
  planRun({ sites: [site], state, now: new Date(at(now)), settings, random: () => random }).due.length === 1;

describe('planRun', () => {
  it('takes what was never checked', () => {
    expect(isDue(emptyLedger().state, '00:00')).toBe(true);
  });

  it.each([
    ['up', [['10:00', 'up']], '10:11', '10:12'],
    ['degraded', [['10:00', 'degraded']], '10:11', '10:12'],
    ['unknown', [['10:00', 'unknown']], '10:11', '10:12'],
    ['down', [['10:00', 'down down']], '10:03', '10:04'],
    ['suspect', [['10:00', 'down']], '10:03', '10:04'],
    ['suspect of blocking', [['10:00', 'blocked']], '10:03', '10:04'],
    ['blocked once', [['10:00', 'blocked blocked']], '10:11', '10:12'],
    [
      'blocked twice',
      [
        ['09:00', 'blocked blocked'],
        ['10:00', 'blocked blocked'],
      ],
      '10:23',
      '10:24',
    ],
  ] as [string, [string, string][], string, string][])(
    'comes back to a page that was %s in time',
    (_, checks, early, due) => {
      const state = stateOf(...checks);
      expect([isDue(state, early), isDue(state, due)]).toEqual([false, true]);
    },
  );

  it('says when the others’ turn comes', () => {
    const plan = planRun({
      sites: [site],
      state: stateOf(['10:00', 'up']),
      now: new Date(at('10:05')),
      settings,
      random: () => 0,
    });
    expect(plan).toEqual({ due: [], later: [{ id: 'a', at: at('10:12') }] });
  });

  it('counts from the visit when other runs came between', () => {
    const results = { a: aResult([aVisit({ at: at('10:08') })]) };
    const { state } = foldAll([aRun({ startedAt: at('10:00'), results }), aRun({ startedAt: at('10:10') })]);
    expect([isDue(state, '10:19'), isDue(state, '10:20')]).toEqual([false, true]);
  });

  it('never waits longer than blockedMost for a page that blocks, nor asks for it sooner than the interval’s early end', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (streak, random) => {
          const state = stateOf(['10:00', 'blocked blocked']);
          const [entry] = Object.values(state.sites);
          const sites = { a: { ...entry, streak } } as StateFile['sites'];
          const { later } = planRun({
            sites: [site],
            state: { ...state, sites },
            now: new Date(at('10:00')),
            settings,
            random: () => random,
          });
          const pause = Date.parse(later[0]?.at ?? '') - Date.parse(at('10:00'));
          expect(pause).toBeGreaterThanOrEqual(settings.intervalMs * 0.64 - 1);
          expect(pause).toBeLessThanOrEqual(settings.blockedMostMs);
        },
      ),
    );
  });

  it('does not ask more often for a page that is closed as announced', () => {
    const visits = [aVisit({ at: at('10:00'), outcome: 'down' })];
    const closed = [
      { from: at('09:00'), to: at('12:00'), reason: 'Maintenance', source: 'https://example.gov/' },
    ];
    const { state } = foldAll([
      aRun({ startedAt: at('10:00'), results: { a: aResult(visits, { closed }) } }),
    ]);
    expect([isDue(state, '10:11'), isDue(state, '10:12')]).toEqual([false, true]);
  });

  it('knows a renamed page by its earlier name', () => {
    const renamed = { id: 'b', formerly: ['a'] };
    const state = stateOf(['10:00', 'up']);
    expect(
      planRun({ sites: [renamed], state, now: new Date(at('10:05')), settings, random: () => 0 }).due,
    ).toEqual([]);
  });
});

describe('shardOf', () => {
  const hosts = fc.array(fc.domain(), { maxLength: 40 });
  it('gives each site to one shard, and a host to one with all its sites, whatever else is in the list', () => {
    fc.assert(
      fc.property(hosts, fc.integer({ min: 1, max: 8 }), (names, n) => {
        const sites = names.flatMap((name) => [{ url: `https://${name}/a` }, { url: `https://${name}/b` }]);
        const shards = Array.from({ length: n }, (_, i) => shardOf(sites, i + 1, n));
        expect(shards.flat()).toHaveLength(sites.length);
        for (const [i, shard] of shards.entries()) {
          expect(shardOf(shard, i + 1, n)).toEqual(shard);
          for (const { url } of shard)
            expect(shardOf([{ url: url.replace(/.$/, 'c') }], i + 1, n)).toHaveLength(1);
        }
      }),
    );
  });

  it('spreads hosts', () => {
    const sites = Array.from({ length: 400 }, (_, i) => ({ url: `https://vote${i}.example.gov/` }));
    for (const i of [1, 2, 3, 4]) expect(shardOf(sites, i, 4).length).toBeGreaterThan(60);
  });

  it.each([
    [0, 2],
    [3, 2],
    [1.5, 2],
  ])('refuses shard %d of %d', (i, n) => {
    expect(() => shardOf([], i, n)).toThrow(RangeError);
  });
});
