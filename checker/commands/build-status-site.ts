import { type Built, buildSite } from '../../site/build.ts';
import type { RunsOn } from '../../site/src/data/run-listing.ts';
import { refusePart } from '../ledger/mirror-mark.ts';
import type { CommandContext } from './context.ts';
import { repositoryUrl } from './repository-url.ts';

/** What a status site is built from, and where. */
export interface SitePlaces {
  sites: string;
  /** Directory of the ledger. */
  data: string;
  /** Directory of the snapshots. */
  snapshots: string;
  siteOut: string;
  /** Address under which the status site is published; not given: not known. */
  siteUrl?: string | undefined;
  /** Which runs there are, where `data` has a part of them alone. */
  runsOn?: RunsOn | undefined;
}

/** Builds the site of what is recorded, and says how long it took. */
export async function buildStatusSite(context: CommandContext, places: SitePlaces): Promise<Built> {
  if (!places.runsOn) await refusePart(places.data);
  const built = await buildSite({
    root: process.cwd(),
    dataDir: places.data,
    snapshotsDir: places.snapshots,
    sitesPath: places.sites,
    outDir: places.siteOut,
    siteUrl: places.siteUrl,
    runsOn: places.runsOn,
    repositoryUrl: repositoryUrl(context.env),
  });
  const { pages, warning, ms } = built;
  context.err(`Status site: ${pages} pages in ${(ms / 1_000).toFixed(1)} s → ${places.siteOut}\n`);
  if (warning) context.err(`${warning}\n`);
  return built;
}
