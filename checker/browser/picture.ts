import type { Page } from 'playwright';
import { before, LATE } from './deadline.ts';

/** A picture of a page. */
export interface Picture {
  /** WebP. */
  bytes: Buffer;
  /** CSS pixels, one a picture pixel. */
  width: number;
  height: number;
  /** The page went on below. */
  cut: boolean;
}

/** Full pages grow without end and pictures are most of a visit's cost: 4,000 px hold five screens. */
export const MAX_PICTURE_HEIGHT = 4_000;

/**
 * A WebP of the whole page down to the height limit, made by the browser itself; null when it does not manage in time.
 * `viewer`: a document in the browser's own viewer, which paints nothing beyond the window.
 */
export async function takePicture(
  page: Page,
  size: { width: number; height: number },
  { viewer = false } = {},
): Promise<Picture | null> {
  const height = Math.min(size.height, MAX_PICTURE_HEIGHT);
  const capture = async () => {
    const session = await page.context().newCDPSession(page);
    return session.send('Page.captureScreenshot', {
      format: 'webp',
      quality: 70,
      ...(viewer
        ? {}
        : { captureBeyondViewport: true, clip: { x: 0, y: 0, width: size.width, height, scale: 1 } }),
    });
  };
  const answer = await before(20_000, capture());
  if (answer === LATE) return null;
  return { bytes: Buffer.from(answer.data, 'base64'), width: size.width, height, cut: size.height > height };
}
