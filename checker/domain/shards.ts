import type { RunRecord } from './run-record.ts';

/** A part of a run's pages, for one machine. */
export interface Shard {
  /** `1/3` */
  shard: string;
  /** Ids. */
  sites: string[];
}

/** Milliseconds that a page is taken to need which was not in the last run. */
const USUAL_MS = 6_000;
/** Pages that one machine loads well within the interval. */
const PAGES_A_SHARD = 200;

/** How many shards so many pages are worth. */
export function shardsFor(pages: number): number {
  return Math.max(1, Math.ceil(pages / PAGES_A_SHARD));
}

/** Milliseconds that the visits of each site took in a run. */
export function visitTimes({ results }: Pick<RunRecord, 'results'>): Map<string, number> {
  return new Map(
    Object.entries(results)
      .filter(([, { visits }]) => visits.length > 0)
      .map(([site, { visits }]) => [site, visits.reduce((sum, { ms }) => sum + ms, 0)]),
  );
}

/**
 * Splits pages into at most `count` shards that take about equally long, by the milliseconds that each took last. All pages of a host are
 * in one shard, so that no more of them are loaded at once than one machine would. The longest host goes first, each to the shard
 * that has least to do; what is equal is decided by name.
 */
export function balanceShards(
  sites: readonly { id: string; url: string }[],
  times: ReadonlyMap<string, number>,
  count: number,
): Shard[] {
  const hosts = [...Map.groupBy(sites, ({ url }) => new URL(url).host)]
    .map(([host, group]) => ({
      host,
      ids: group.map(({ id }) => id),
      ms: group.reduce((sum, { id }) => sum + (times.get(id) ?? USUAL_MS), 0),
    }))
    .sort((a, b) => b.ms - a.ms || (a.host < b.host ? -1 : 1));
  const loads = Array.from({ length: Math.min(count, hosts.length) }, () => ({
    ms: 0,
    ids: new Set<string>(),
  }));
  for (const { ids, ms } of hosts) {
    const least = loads.reduce((best, load) => (load.ms < best.ms ? load : best));
    least.ms += ms;
    for (const id of ids) least.ids.add(id);
  }
  return loads.map(({ ids }, index) => ({
    shard: `${index + 1}/${loads.length}`,
    sites: sites.filter(({ id }) => ids.has(id)).map(({ id }) => id),
  }));
}
