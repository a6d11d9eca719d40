import type { ArchivedSnapshot } from '../domain/retention.ts';

/** What an archive held when it was looked at. */
export interface ArchiveListing {
  snapshots: readonly ArchivedSnapshot[];
  /** Those of them that are JSON: evidence. */
  evidence: readonly ArchivedSnapshot[];
  /** Paths that are to go since they are no snapshots, or not those of their name. */
  strays: readonly string[];
  /** What a person should know. */
  notes: readonly string[];
  /** Whether there is something to mend though every snapshot stays. */
  untidy: boolean;
  /** Bytes by SHA-256; what is no longer there is left out. */
  read(sha256s: Iterable<string>): Promise<Map<string, Uint8Array>>;
  /** Makes the removal of snapshots ready; called, it removes them with all strays. False: another writer was faster, nothing was changed. */
  prepare(gone: ReadonlySet<string>): Promise<() => Promise<boolean>>;
  /** Brings back what was removed, where the archive can. False: another writer was faster. */
  restore?(sha256s: Iterable<string>): Promise<boolean>;
}

/** A place of snapshots that can be thinned out. */
export interface Archive {
  /** For people. */
  readonly name: string;
  /** What is there now; null: nothing was kept yet. Rejects with `PuptimeError` when it is no archive. */
  list(): Promise<ArchiveListing | null>;
}
