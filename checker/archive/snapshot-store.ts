import type { SnapshotRef } from '../domain/observation.ts';

/** A snapshot in a store, and where it is found there. */
export interface StoredSnapshot extends SnapshotRef {
  /** Address of the bytes, as the store serves them. */
  url: string;
}

/** Keeps page sources, pictures and evidence by their content. */
export interface SnapshotStore {
  /** Keeps bytes; bytes that are there already are not written again. */
  put(bytes: Uint8Array, mediaType: string): Promise<StoredSnapshot>;
  /** The bytes of a SHA-256; null when they are not there. Throws `PuptimeError` when what is there is not those bytes. */
  get(sha256: string): Promise<Uint8Array | null>;
  /** Those of several that are there, by SHA-256, in as few requests as possible; what is damaged is left out. */
  getAll(sha256s: Iterable<string>): Promise<Map<string, Uint8Array>>;
  /** Whether a SHA-256 is there. */
  has(sha256: string): Promise<boolean>;
}
