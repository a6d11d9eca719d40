import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Observation, type SnapshotRef } from '../../../checker/domain/observation.ts';
import { snapshotExtension, snapshotPath } from '../../../checker/domain/snapshot-path.ts';
import { isMissing, readJson } from './read-json.ts';

type Named = Pick<SnapshotRef, 'sha256' | 'mediaType'>;

/** What pages may show or link to: pictures, and sources as text. Other bytes stay in the store. */
const PUBLISHED = { picture: ['webp', 'png'], source: ['txt'] };

/** Name under which a snapshot is published: `<sha256>.webp`, `<sha256>.txt`. */
export function snapshotFile({ sha256, mediaType }: Named): string {
  return `${sha256}.${snapshotExtension(mediaType)}`;
}

/** Path of a published file in the store. */
export function storedPath(folder: string, file: string): string {
  return join(folder, file.slice(0, 2), file);
}

/** Whether a snapshot is of that kind and still kept. */
export function isKept(folder: string, ref: Named, kind: keyof typeof PUBLISHED): boolean {
  if (!PUBLISHED[kind].includes(snapshotExtension(ref.mediaType))) return false;
  return statSync(join(folder, snapshotPath(ref)), { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The observation of a visit; null when it is no longer kept. Throws a PuptimeError when the file is broken. */
export function readObservation(folder: string, sha256: string): Observation | null {
  return readJson(join(folder, snapshotPath({ sha256, mediaType: 'application/json' })), Observation);
}

/** The first `limit` bytes of a published text, and whether there is more; null when it is no longer kept. */
export function readHead(folder: string, file: string, limit: number): { text: string; cut: boolean } | null {
  let handle: number;
  try {
    handle = openSync(storedPath(folder, file), 'r');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  try {
    const bytes = Buffer.alloc(limit + 1);
    const length = readSync(handle, bytes, 0, limit + 1, 0);
    // `stream` leaves out a character that the cut went through.
    const text = new TextDecoder().decode(bytes.subarray(0, Math.min(length, limit)), { stream: true });
    return { text, cut: length > limit };
  } finally {
    closeSync(handle);
  }
}
