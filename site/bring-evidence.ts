import type { SnapshotRef } from '../checker/domain/observation.ts';
import type { ReportSources } from './read-report.ts';
import { shownParts } from './src/data/evidence.ts';
import { evidencePages } from './src/data/evidence-pages.ts';
import { LastLoads } from './src/data/last-loads.ts';
import { readLedger } from './src/data/ledger.ts';
import { makeReport } from './src/data/make-report.ts';
import { readSitesFile } from './src/data/read-sites-file.ts';
import { readObservation, snapshotFile } from './src/data/snapshots.ts';

/** A snapshot that a build wants; `size`, in bytes, where it is known. */
export type WantedSnapshot = Pick<SnapshotRef, 'sha256' | 'mediaType'> & Partial<Pick<SnapshotRef, 'size'>>;

/**
 * Has the snapshots that pages show brought to the folder that a build reads them from, out of an archive that keeps many more:
 * first the evidence, then the pictures and sources that it names. `bring` passes over those that are no longer kept.
 */
export async function bringEvidence(
  { dataDir, snapshotsDir, sitesPath }: Pick<ReportSources, 'dataDir' | 'snapshotsDir' | 'sitesPath'>,
  bring: (wanted: readonly WantedSnapshot[]) => Promise<void>,
): Promise<void> {
  const noFigures = { days: [], year: new Map(), loads: new LastLoads(new Map()) };
  const report = makeReport(readLedger(dataDir), readSitesFile(sitesPath), noFigures);
  const pages = evidencePages(report);
  await bring([...pages.keys()].map((sha256) => ({ sha256, mediaType: 'application/json' })));
  const parts = new Map<string, WantedSnapshot>();
  for (const page of pages.values()) {
    const observation = readObservation(snapshotsDir, page.sha256);
    for (const ref of observation ? shownParts(page, observation) : []) parts.set(snapshotFile(ref), ref);
  }
  await bring([...parts.values()]);
}
