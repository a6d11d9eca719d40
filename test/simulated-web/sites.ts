import type { SitePlan } from './site-plan.ts';
import { BLOCKED_SITES, DOWN_SITES } from './sites-failing.ts';
import { REACHABLE_SITES } from './sites-reachable.ts';

/** All sites of the simulated web, those of the demo and those for tests alone. */
export const STANDARD_SITES: readonly SitePlan[] = [...REACHABLE_SITES, ...DOWN_SITES, ...BLOCKED_SITES];
