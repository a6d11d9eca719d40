import { pagesDown } from './pages-down.ts';
import type { Report } from './report.ts';
import { snapshotFile } from './snapshots.ts';

/** Width of small versions, in pixels: that of a card on a phone, and twice that of one beside its text. */
export const SMALL_WIDTH = 480;

/** Each takes some hundredths of a second of the build. */
const MOST = 60;

/** Names of the pictures that have a small version for lists: of the pages that are down, those that went down last first. */
export function smallPictures({
  sites,
  observations,
  kept,
}: Pick<Report, 'sites' | 'observations' | 'kept'>): string[] {
  const there = new Set(kept);
  const files = pagesDown(sites).flatMap(({ state }) => {
    const sha256 = state?.lastVisit.evidence;
    const picture = sha256 ? observations[sha256]?.screenshot : null;
    const file = picture && picture.width > SMALL_WIDTH ? snapshotFile(picture) : null;
    return file && there.has(file) ? [file] : [];
  });
  return [...new Set(files)].slice(0, MOST);
}
