import { z } from 'zod';

/** Cells of a row. Of a page 1,280 px wide each is a square of 80 px. */
export const LOOK_COLUMNS = 16;

/** Rows at the most: 3,840 px of such a page. */
export const LOOK_ROWS = 48;

/** The base64 digits, the darkest first: 64 levels of grey. */
export const LOOK_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * A coarse picture of a page, small enough to stand in a run record: a base64 digit for the mean grey of each cell, row by row from
 * the top. Its length tells the page's height, in whole cells.
 */
export const Look = z
  .string()
  .max(LOOK_COLUMNS * LOOK_ROWS)
  .regex(/^([A-Za-z0-9+/]{16})+$/);
export type Look = z.infer<typeof Look>;

/**
 * Share of cells that differ by more than a level, 0 to 1, of those of the taller look; cells that only one has differ. One row
 * more or less is free: a page that ends a pixel lower may have it.
 *
 * Tried in Chromium on pages of 10 rows and, in brackets, of 16 to 48:
 * - the same page again: 0 (0)
 * - another sentence, which the text tells anyway: 0 to 0.13 (0 to 0.06)
 * - a strip laid over the top: 0.10 (0.02 to 0.06); a notice over a corner: 0.09 to 0.11 (0.02 to 0.07)
 * - a banner that moves the rest down: 0.21 to 0.43 (0.05 to 0.29), in light colours 0.14 to 0.40 (0.02 to 0.23)
 * - another picture in the page: 0.31 to 0.61 (0.18 to 0.31)
 * - its style sheets missing: 0.54 to 0.96 (0.11 to 0.26)
 * - the page greyed out: 0.91 to 1 (0.19 to 0.58)
 * - an outage page in its place: 0.22 to 0.99 (0.46 to 0.96)
 *
 * 0.05 lies between what is nothing and what takes a page from its reader; a strip over a long page stays below it.
 */
export function lookDifference(before: Look, after: Look): number {
  const both = Math.min(before.length, after.length);
  const most = Math.max(before.length, after.length);
  let differing = Math.max(0, most - both - LOOK_COLUMNS);
  for (let cell = 0; cell < both; cell++) {
    if (Math.abs(level(before, cell) - level(after, cell)) > 1) differing++;
  }
  return differing / most;
}

function level(look: Look, cell: number): number {
  return LOOK_DIGITS.indexOf(look.charAt(cell));
}
