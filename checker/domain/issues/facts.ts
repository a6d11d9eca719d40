import type { Annotation } from '../annotation.ts';
import type { KnownSite } from '../known-site.ts';
import type { Incident, StateFile } from '../ledger-files.ts';
import type { Observation, SnapshotRef } from '../observation.ts';
import type { About } from './about.ts';
import type { ShownSite } from './shown.ts';

/** What the ledger says that issues are made of. */
export interface Facts extends About {
  /** Those of `sites.json` that are visited, by id. */
  sites: ReadonlyMap<string, ShownSite>;
  /** Newest standing of every site, by id. */
  known: ReadonlyMap<string, KnownSite>;
  newestRun: StateFile['newestRun'];
  /** The open ones, and those that ended not long ago. */
  incidents: readonly Incident[];
  annotations: readonly Annotation[];
  /** What was looked up, by SHA-256. */
  evidence: ReadonlyMap<string, Observation>;
  links: Links;
}

/** Where things are to be seen; null where they are not. */
export interface Links {
  /** Public https address of a snapshot. */
  snapshot(ref: Pick<SnapshotRef, 'sha256' | 'mediaType'>): string | null;
  /** Of a run, by its id. */
  run(id: string): string | null;
  /** Of an incident's page. */
  incident(id: string): string | null;
}
