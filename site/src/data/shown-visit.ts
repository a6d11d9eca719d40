import type { VisitRef } from '../../../checker/domain/ledger-files.ts';
import type { Observation } from '../../../checker/domain/observation.ts';
import type { Report } from './report.ts';
import { snapshotFile } from './snapshots.ts';

/** A stored text of a visit that pages can link to. */
export interface ShownSource {
  kind: 'dom' | 'body' | 'text';
  /** Name under which it is published. */
  file: string;
  /** Bytes. */
  size: number;
}

/** The picture of a visit; `cut`: the page was taller. */
export interface ShownPicture {
  file: string;
  width: number;
  height: number;
  cut: boolean;
}

/** A visit as pages show it: what is known of it, and what of it is still kept. */
export interface ShownVisit {
  visit: VisitRef;
  /** SHA-256 of the observation; null when the visit left none. */
  sha256: string | null;
  /** null when there is none, or when it is no longer kept. */
  observation: Observation | null;
  /** `none`: the visit brought no picture; `gone`: it did, but it is no longer kept. */
  picture: ShownPicture | 'none' | 'gone';
  /** Those that are still kept. */
  sources: ShownSource[];
}

/** Joins a visit with its evidence in the report. `sha256` may be that of an earlier visit that looked the same. */
export function showVisit(report: Report, visit: VisitRef, sha256: string | null): ShownVisit {
  const observation = (sha256 && report.observations[sha256]) || null;
  const sources = (['dom', 'body', 'text'] as const).flatMap((kind) => {
    const source = observation?.[kind];
    if (!source) return [];
    const file = snapshotFile(source);
    return report.kept.includes(file) ? [{ kind, file, size: source.size }] : [];
  });
  return { visit, sha256, observation, picture: pictureOf(report, sha256, observation), sources };
}

function pictureOf(
  report: Report,
  sha256: string | null,
  observation: Observation | null,
): ShownVisit['picture'] {
  if (observation === null) return sha256 === null ? 'none' : 'gone';
  if (observation.screenshot === null) return 'none';
  const file = snapshotFile(observation.screenshot);
  const { width, height, cut } = observation.screenshot;
  return report.kept.includes(file) ? { file, width, height, cut } : 'gone';
}
