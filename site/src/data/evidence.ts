import type { KnownSite } from '../../../checker/domain/known-site.ts';
import type { Observation, SnapshotRef } from '../../../checker/domain/observation.ts';
import { type EvidencePage, evidencePages } from './evidence-pages.ts';
import type { Report, ReportCore } from './report.ts';
import type { RunsOn } from './run-listing.ts';
import { runPathsOf } from './run-paths.ts';
import { isCopied, SOURCE_KINDS } from './shown-visit.ts';
import { smallPictures } from './small-pictures.ts';
import { isKept, isPublished, readObservation, snapshotFile } from './snapshots.ts';

/** SHA-256 of the observation that shows what the last visit saw: its own, else that of the visit it equals. */
export function lastEvidence({ lastVisit }: Pick<KnownSite, 'lastVisit'>): string | null {
  return lastVisit.evidence;
}

/** SHA-256 of the observation with the last good picture. */
export function lastGoodEvidence({ lastGood }: Pick<KnownSite, 'lastGood'>): string | null {
  return lastGood?.evidence ?? null;
}

type Looked = Pick<Report, 'observations' | 'kept' | 'small' | 'runPaths'>;

/**
 * Reads the evidence that has a page, finds out which of its pictures and sources are still kept, and where the records of its runs
 * stand. The sources themselves are read page by page.
 */
export function addEvidence<T extends ReportCore>(
  report: T,
  { runsOn, snapshotsDir }: { runsOn: RunsOn; snapshotsDir: string },
): T & Looked {
  const pages = evidencePages(report);
  const observations: Record<string, Observation> = {};
  const kept = new Set<string>();
  for (const [sha256, page] of [...pages].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const observation = readObservation(snapshotsDir, sha256);
    if (observation === null) continue;
    observations[sha256] = observation;
    for (const ref of shownParts(page, observation))
      if (isKept(snapshotsDir, ref)) kept.add(snapshotFile(ref));
  }
  const visits = [...pages.values()].flatMap(({ uses }) => uses.map(({ visit }) => visit));
  const runPaths = Object.fromEntries(runPathsOf(runsOn, visits));
  const looked = { observations, kept: [...kept] };
  return { ...report, ...looked, small: smallPictures({ ...report, ...looked }), runPaths };
}

/** The picture and the sources of an observation that its page shows or links to, as long as they are kept. */
export function shownParts({ uses }: Pick<EvidencePage, 'uses'>, observation: Observation): SnapshotRef[] {
  const { screenshot } = observation;
  const pictures = screenshot && isPublished(screenshot, 'picture') ? [screenshot] : [];
  const sources = SOURCE_KINDS.flatMap((kind) => {
    const source = observation[kind];
    const shown = source && isPublished(source, 'source') && uses.some(({ visit }) => isCopied(kind, visit));
    return shown ? [source] : [];
  });
  return [...pictures, ...sources];
}
