import { APPLIANCE_BLOCKS } from './appliance-blocks.ts';
import type { BlockRule } from './block-rule.ts';
import { BLOCK_WORDING } from './block-wording.ts';
import { BOT_BLOCKS } from './bot-blocks.ts';
import { CLOUD_BLOCKS } from './cloud-blocks.ts';

/** All rules for block and challenge pages: of named vendors, then plain wording. Of those that hold the first names the vendor. */
export const BLOCK_RULES: readonly BlockRule[] = [
  ...CLOUD_BLOCKS,
  ...APPLIANCE_BLOCKS,
  ...BOT_BLOCKS,
  ...BLOCK_WORDING,
];
