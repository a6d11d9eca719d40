import { z } from 'zod';

/** A part of a whole. */
export const Share = z.number().min(0).max(1);

/** How much of a page must have changed for its evidence to be kept; 0: any change. */
export const CaptureSettings = z.strictObject({
  /** Share of its words. */
  text: Share,
  /** Share of the cells of its look. */
  picture: Share,
});
export type CaptureSettings = z.infer<typeof CaptureSettings>;

/** What holds where `sites.json` says nothing, and for runs from before it could. The share of the picture was tried: see `lookDifference`. */
export const DEFAULT_CAPTURE: Readonly<CaptureSettings> = { text: 0, picture: 0.05 };
