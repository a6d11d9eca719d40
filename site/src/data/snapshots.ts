import { closeSync, constants, lstatSync, openSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** Whether bytes of that media type are shown on pages at all, as that kind. */
export function isPublished({ mediaType }: Pick<Named, 'mediaType'>, kind: keyof typeof PUBLISHED): boolean {
  return PUBLISHED[kind].includes(snapshotExtension(mediaType));
}

/** Whether a snapshot is still kept. A link is none: what it leads to may be anything of this machine. */
export function isKept(folder: string, ref: Named): boolean {
  return isFile(join(folder, snapshotPath(ref)));
}

function isFile(path: string): boolean {
  const at = (place: string) => lstatSync(place, { throwIfNoEntry: false });
  return (at(dirname(path))?.isDirectory() && at(path)?.isFile()) ?? false;
}

/** The observation of a visit; null when it is no longer kept. Throws a PuptimeError when the file is broken. */
export function readObservation(folder: string, sha256: string): Observation | null {
  const path = join(folder, snapshotPath({ sha256, mediaType: 'application/json' }));
  return isFile(path) ? readJson(path, Observation) : null;
}

/** The first `limit` bytes of a published text, and whether there is more; null when it is no longer kept. */
export function readHead(folder: string, file: string, limit: number): { text: string; cut: boolean } | null {
  let handle: number;
  try {
    handle = openSync(storedPath(folder, file), constants.O_RDONLY | constants.O_NOFOLLOW);
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
