import type { SnapshotRef } from './observation.ts';

/**
 * What a snapshot's file is called after its media type. A page's source is text here, whatever it says it is: a server that
 * took it for HTML or SVG would serve a live copy of a voter form.
 */
export type SnapshotExtension = 'json' | 'webp' | 'png' | 'txt' | 'bin';

/** Every extension, the likeliest first. */
export const SNAPSHOT_EXTENSIONS: readonly SnapshotExtension[] = ['json', 'webp', 'txt', 'bin', 'png'];

/** Extension of the file that keeps bytes of a media type. */
export function snapshotExtension(mediaType: string): SnapshotExtension {
  const type = (mediaType.split(';')[0] ?? '').trim().toLowerCase();
  if (type === 'application/json') return 'json';
  if (type === 'image/webp') return 'webp';
  if (type === 'image/png') return 'png';
  return type.startsWith('text/') || type === 'application/xhtml+xml' ? 'txt' : 'bin';
}

/** Path of a snapshot in a store, from its root: `ab/abcdef….webp`. */
export function snapshotPath({ sha256, mediaType }: Pick<SnapshotRef, 'sha256' | 'mediaType'>): string {
  return `${sha256.slice(0, 2)}/${sha256}.${snapshotExtension(mediaType)}`;
}
