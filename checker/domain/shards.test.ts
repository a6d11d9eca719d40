import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aResult, aRun, aVisit } from './run-builders.ts';
import { balanceShards, shardsFor, visitTimes } from './shards.ts';

const site = (id: string, host = `${id}.example.gov`) => ({ id, url: `https://${host}/${id}` });
const ids = (shards: ReturnType<typeof balanceShards>) => shards.map(({ sites }) => sites);

describe('balanceShards', () => {
  it('gives each shard about the same time, the longest page first', () => {
    const times = new Map(Object.entries({ a: 40_000, b: 3_000, c: 20_000, d: 18_000, e: 1_000 }));
    const sites = ['a', 'b', 'c', 'd', 'e'].map((id) => site(id));
    expect(balanceShards(sites, times, 2)).toEqual([
      { shard: '1/2', sites: ['a', 'e'] },
      { shard: '2/2', sites: ['b', 'c', 'd'] },
    ]);
  });

  it('keeps a host within one shard', () => {
    const sites = [site('a', 'x.gov'), site('b', 'y.gov'), site('c', 'x.gov'), site('d', 'y.gov')];
    expect(ids(balanceShards(sites, new Map(), 2))).toEqual([
      ['a', 'c'],
      ['b', 'd'],
    ]);
  });

  it('makes no empty shard', () => {
    expect(balanceShards([site('a')], new Map(), 4)).toEqual([{ shard: '1/1', sites: ['a'] }]);
    expect(balanceShards([], new Map(), 4)).toEqual([]);
  });

  it('loses no page, has none twice, and leaves no shard with less than the others without its last host', () => {
    const pages = fc.uniqueArray(
      fc.record({ id: fc.stringMatching(/^[a-z]{1,6}$/), host: fc.nat(8), ms: fc.nat(60_000) }),
      { selector: ({ id }) => id, maxLength: 30 },
    );
    fc.assert(
      fc.property(pages, fc.integer({ min: 1, max: 5 }), (drawn, count) => {
        const sites = drawn.map(({ id, host }) => site(id, `h${host}.gov`));
        const times = new Map(drawn.map(({ id, ms }) => [id, ms]));
        const shards = balanceShards(sites, times, count);
        expect(ids(shards).flat().sort()).toEqual(drawn.map(({ id }) => id).sort());
        const load = (shard: string[]) => shard.reduce((sum, id) => sum + (times.get(id) ?? 0), 0);
        const hosts = [...Map.groupBy(drawn, ({ host }) => host).values()];
        const heaviest = Math.max(0, ...hosts.map((all) => load(all.map(({ id }) => id))));
        const loads = ids(shards).map(load);
        expect(Math.max(0, ...loads) - Math.min(...loads, Math.max(0, ...loads))).toBeLessThanOrEqual(
          heaviest,
        );
      }),
    );
  });
});

it('takes the time of all visits of a page, and none of a page that was not visited', () => {
  const visit = (ms: number) => aVisit({ at: '2026-11-23T14:07:00.000Z', ms });
  const results = { a: aResult([visit(700), visit(800)]), b: aResult([]) };
  expect(visitTimes(aRun({ startedAt: '2026-11-23T14:07:00.000Z', results }))).toEqual(
    new Map([['a', 1_500]]),
  );
});

it.each([
  [0, 1],
  [200, 1],
  [201, 2],
  [500, 3],
])('takes for %i pages %i shards', (pages, shards) => {
  expect(shardsFor(pages)).toBe(shards);
});
