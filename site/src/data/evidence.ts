import type { KnownSite } from '../../../checker/domain/known-site.ts';
import type { Observation } from '../../../checker/domain/observation.ts';
import { evidencePages } from './evidence-pages.ts';
import type { Report, ReportCore } from './report.ts';
import { runPathsOf } from './run-paths.ts';
import { isCopied, SOURCE_KINDS } from './shown-visit.ts';
import { smallPictures } from './small-pictures.ts';
import { isKept, readObservation, snapshotFile } from './snapshots.ts';

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
  { dataDir, snapshotsDir }: { dataDir: string; snapshotsDir: string },
): T & Looked {
  const pages = evidencePages(report);
  const observations: Record<string, Observation> = {};
  const kept = new Set<string>();
  for (const [sha256, { uses }] of [...pages].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const observation = readObservation(snapshotsDir, sha256);
    if (observation === null) continue;
    observations[sha256] = observation;
    const { screenshot } = observation;
    if (screenshot && isKept(snapshotsDir, screenshot, 'picture')) kept.add(snapshotFile(screenshot));
    for (const kind of SOURCE_KINDS) {
      const source = observation[kind];
      const wanted = source && uses.some(({ visit }) => isCopied(kind, visit));
      if (wanted && isKept(snapshotsDir, source, 'source')) kept.add(snapshotFile(source));
    }
  }
  const visits = [...pages.values()].flatMap(({ uses }) => uses.map(({ visit }) => visit));
  const runPaths = Object.fromEntries(runPathsOf(dataDir, visits));
  const looked = { observations, kept: [...kept] };
  return { ...report, ...looked, small: smallPictures({ ...report, ...looked }), runPaths };
}
