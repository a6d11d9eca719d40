import { BLOCKING } from './blocking-behaviours.ts';
import { BROKEN } from './broken-behaviours.ts';
import type { Behaviour } from './exchange.ts';
import { ODD } from './odd-behaviours.ts';

/** Every way in which a simulated site can answer, by name. */
export const BEHAVIOURS = { ...ODD, ...BROKEN, ...BLOCKING } as const satisfies Record<string, Behaviour>;

export type BehaviourName = keyof typeof BEHAVIOURS;
