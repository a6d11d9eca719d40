import { shardOf } from '../domain/plan.ts';
import type { PlanFile } from '../domain/plan-file.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import type { ResolvedSite } from '../domain/resolved-site.ts';
import { nearest } from '../sites/nearest.ts';
import type { SitesConfig } from '../sites/read-sites.ts';

/** Which sites a check was asked for. */
export interface SitesWish {
  only?: readonly string[];
  shard?: { index: number; count: number };
}

/** The sites that were asked for: of a plan, where there is one. Throws `PuptimeError` for an id or a shard that is not there. */
export function chosenSites(
  config: SitesConfig,
  { only, shard }: SitesWish,
  plan: PlanFile | null,
): ResolvedSite[] {
  if (plan && shard) return sitesOfShard(config, shard, plan);
  const ids = only ?? (plan && Object.keys(plan.head.sites));
  const sites = ids ? ids.map((id) => siteOf(config, id)) : config.sites;
  return shard ? shardOf(sites, shard.index, shard.count) : [...sites];
}

function sitesOfShard(
  config: SitesConfig,
  { index, count }: { index: number; count: number },
  { shards }: PlanFile,
): ResolvedSite[] {
  const planned = shards[index - 1];
  if (shards.length !== count || !planned)
    throw new PuptimeError(`--shard ${index}/${count}: the plan has ${shards.length} shards`, {
      exitCode: 2,
    });
  return planned.sites.map((id) => siteOf(config, id));
}

function siteOf({ path, byId }: SitesConfig, id: string): ResolvedSite {
  const site = byId.get(id);
  if (site) return site;
  const near = nearest(id, [...byId.keys()]);
  throw new PuptimeError(
    `${id}: no active site has this id in ${path}${near ? `; did you mean ${near}?` : ''}`,
    { exitCode: 2 },
  );
}
