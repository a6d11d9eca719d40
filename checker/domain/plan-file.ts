import { z } from 'zod';
import { RunHead } from './assemble-run.ts';

/** What a run is to do, settled before its machines start: `plan.json`. */
export const PlanFile = z.strictObject({
  version: z.literal(1),
  /** The whole run's head: what is known before the first visit of each page that is due. */
  head: RunHead,
  shards: z.array(z.strictObject({ shard: z.string().regex(/^\d+\/\d+$/), sites: z.array(z.string()) })),
});
export type PlanFile = z.infer<typeof PlanFile>;
