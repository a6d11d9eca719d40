import type { VisitRef } from '../../../checker/domain/ledger-files.ts';
import type { Observation } from '../../../checker/domain/observation.ts';
import { own } from '../../../checker/domain/own.ts';
import { isGood } from '../../../checker/domain/verdict.ts';
import type { Report } from './report.ts';
import { isPublished, snapshotFile } from './snapshots.ts';

/** The stored texts of a visit. */
export const SOURCE_KINDS = ['dom', 'body', 'text'] as const;

/** What a stored text of a visit is: the page as rendered, the answer as it came, what could be read. */
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** A stored text of a visit that pages can link to. */
export interface ShownSource {
  kind: SourceKind;
  /** Name under which it is published. */
  file: string;
  /** Bytes. */
  size: number;
}

/** A stored text that pages do not link to. `gone`: no longer kept; `unpublished`: it stays in the archive. */
export interface MissingSource {
  kind: SourceKind;
  why: 'gone' | 'unpublished';
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
  /** Those that the visit brought and that are not shown. */
  missing: MissingSource[];
}

/**
 * Whether a stored text of a visit is copied to this site. The answer as it came is half of all bytes, and tells little beside the
 * rendered source when all was well.
 */
export function isCopied(kind: SourceKind, { outcome }: Pick<VisitRef, 'outcome'>): boolean {
  return kind !== 'body' || !isGood(outcome);
}

/** Joins a visit with its evidence in the report. `sha256` may be that of an earlier visit that looked the same. */
export function showVisit(report: Report, visit: VisitRef, sha256: string | null): ShownVisit {
  const observation = (sha256 === null ? undefined : own(report.observations, sha256)) ?? null;
  const sources: ShownSource[] = [];
  const missing: MissingSource[] = [];
  for (const kind of SOURCE_KINDS) {
    const source = observation?.[kind];
    if (!source) continue;
    const file = snapshotFile(source);
    if (keptIn(report).has(file)) sources.push({ kind, file, size: source.size });
    else
      missing.push({
        kind,
        why: isCopied(kind, visit) && isPublished(source, 'source') ? 'gone' : 'unpublished',
      });
  }
  return { visit, sha256, observation, picture: pictureOf(report, sha256, observation), sources, missing };
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
  return keptIn(report).has(file) ? { file, width, height, cut } : 'gone';
}

const KEPT = new WeakMap<Report, ReadonlySet<string>>();

/** Names of the kept files as a set, made once of each report. */
function keptIn(report: Report): ReadonlySet<string> {
  const known = KEPT.get(report) ?? new Set(report.kept);
  KEPT.set(report, known);
  return known;
}
