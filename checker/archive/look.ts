import sharp from 'sharp';
import { LOOK_COLUMNS, LOOK_DIGITS, LOOK_ROWS, type Look } from '../domain/capture-look.ts';

/** A picture of a visit has 5 million pixels at the most (1,280 × 4,000); one that says it has far more is not read. */
const MOST_PIXELS = 20_000_000;

const MOST_SECONDS = 10;

/**
 * The look of a screenshot (WebP); null when the bytes are no such picture, or none of a sensible size. Cells are squares, so a
 * page that grows at its end keeps those above; what is left below the last whole row is not looked at.
 */
export async function lookOf(bytes: Uint8Array): Promise<Look | null> {
  // The decoder is chosen by the first bytes: of all that it could choose from, only the one for WebP is for us.
  if (!isWebp(bytes)) return null;
  try {
    return await read(bytes);
  } catch (error) {
    // A picture is a page's own making, however broken. Sharp tells its reasons apart by words alone.
    if (error instanceof Error) return null;
    throw error;
  }
}

async function read(bytes: Uint8Array): Promise<Look | null> {
  const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, pages: 1 });
  const { width, height } = await picture.metadata();
  const cell = width / LOOK_COLUMNS;
  const rows = Math.min(Math.floor(height / cell), LOOK_ROWS);
  if (cell < 1 || rows < 1) return null;
  const pixels = await picture
    .extract({ left: 0, top: 0, width, height: Math.floor(rows * cell) })
    .flatten({ background: 'white' })
    .greyscale()
    .raw()
    .timeout({ seconds: MOST_SECONDS })
    .toBuffer();
  const at = (index: number) => Math.floor(index * cell);
  let look = '';
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < LOOK_COLUMNS; column++) {
      const grey = mean(pixels, width, {
        left: at(column),
        right: at(column + 1),
        top: at(row),
        bottom: at(row + 1),
      });
      look += LOOK_DIGITS.charAt(grey >> 2);
    }
  }
  return look;
}

/** Mean of a part of a grey picture, 0 to 255. The resizing of pictures would let neighbours shine through. */
function mean(
  pixels: Uint8Array,
  width: number,
  { left, right, top, bottom }: { left: number; right: number; top: number; bottom: number },
): number {
  let sum = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = y * width + left; x < y * width + right; x++) sum += pixels[x] ?? 0;
  }
  return sum / ((right - left) * (bottom - top));
}

function isWebp(bytes: Uint8Array): boolean {
  const marks = new TextDecoder('latin1').decode(bytes.subarray(0, 12));
  return marks.startsWith('RIFF') && marks.endsWith('WEBP');
}
