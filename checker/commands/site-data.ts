import { setTimeout as pause } from 'node:timers/promises';
import { bringEvidence, type WantedSnapshot } from '../../site/bring-evidence.ts';
import { pathsRead } from '../../site/src/data/report-span.ts';
import { type RunsOn, runsAmong } from '../../site/src/data/run-listing.ts';
import { shownAddress } from '../archive/branch-store-layout.ts';
import { persist } from '../archive/branch-store-push.ts';
import { DirectoryStore } from '../archive/directory-store.ts';
import type { SnapshotStore } from '../archive/snapshot-store.ts';
import type { Mirrored } from '../ledger/mirror.ts';
import type { CommandContext } from './context.ts';
import { openLedger } from './ledger-place.ts';
import { openSnapshots } from './snapshots-place.ts';

/** Branches of a remote, and the directories to which goes what the status site needs of them. */
export interface SiteDataPlaces {
  remote: string;
  /** Of the ledger. */
  branch: string;
  snapshotsBranch: string;
  sites: string;
  data: string;
  snapshots: string;
}

/** What was fetched, beside what was there already. */
export interface SiteData {
  record: Mirrored;
  evidence: Mirrored;
  /** Which runs the ledger has. */
  runsOn: RunsOn;
  /** How many. */
  runs: number;
}

/** So much is fetched and held in memory at once, in bytes. */
const BATCH_BYTES = 64_000_000;
/** What a snapshot takes whose size is not known: an observation, most often. */
const USUAL_BYTES = 20_000;

/**
 * Fetches from the branches of a remote what the status site shows, and nothing that is there already. A branch that is not there
 * is an empty one. Rejects with `PuptimeError` when git fails, or when `data` has a ledger of its own.
 */
export async function fetchSiteData(context: CommandContext, places: SiteDataPlaces): Promise<SiteData> {
  await using ledger = await openLedger(places, context);
  const { runs, ...record } = await ledger.mirrorPart(places.data, (state, paths) =>
    pathsRead(state, runsAmong(paths)),
  );
  const { remote, snapshotsBranch } = places;
  await using archive = await openSnapshots({ remote, snapshotsBranch }, context);
  const patience = {
    random: context.random,
    pause: (ms: number) => pause(ms, undefined, { signal: context.signal }),
  };
  const directory = new DirectoryStore(places.snapshots);
  const evidence = { files: 0, bytes: 0 };
  const sources = { dataDir: places.data, snapshotsDir: places.snapshots, sitesPath: places.sites };
  await bringEvidence(sources, async (wanted) => {
    for (const batch of batchesOf(await missingIn(directory, wanted))) {
      const what = `the evidence could not be read from branch ${snapshotsBranch} of ${shownAddress(remote)}`;
      const found = await persist(what, patience, () => archive.getAll(batch.map(({ sha256 }) => sha256)));
      for (const { sha256, mediaType } of batch) {
        const bytes = found.get(sha256);
        if (!bytes) continue;
        await directory.put(bytes, mediaType);
        evidence.files += 1;
        evidence.bytes += bytes.byteLength;
      }
    }
  });
  return { record, evidence, runsOn: runsAmong(runs), runs: runs.length };
}

async function missingIn(store: SnapshotStore, wanted: readonly WantedSnapshot[]): Promise<WantedSnapshot[]> {
  const missing: WantedSnapshot[] = [];
  for (const one of wanted) if (!(await store.has(one.sha256))) missing.push(one);
  return missing;
}

function* batchesOf(wanted: readonly WantedSnapshot[]): Iterable<WantedSnapshot[]> {
  let batch: WantedSnapshot[] = [];
  let bytes = 0;
  for (const one of wanted) {
    const { size = USUAL_BYTES } = one;
    if (batch.length > 0 && bytes + size > BATCH_BYTES) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(one);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
