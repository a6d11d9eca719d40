import type { Timings } from '../../../checker/domain/observation.ts';

const PHASES = ['dns', 'connect', 'tls', 'firstByte'] as const;
const MARKS = ['dom', 'load', 'ready', 'total'] as const;

/** A bar of the waterfall, in milliseconds. A phase took from `from` to `to`; a mark was reached at `to`. */
export interface Bar {
  name: (typeof PHASES)[number] | (typeof MARKS)[number];
  phase: boolean;
  from: number;
  to: number;
}

/** The timings of a visit on one scale, and where that ends. Phases are laid one after the other, as when each began is not recorded. */
export function waterfall(timings: Timings): { bars: Bar[]; end: number } {
  const bars: Bar[] = [];
  let at = 0;
  for (const name of PHASES) {
    const took = timings[name];
    if (took === null) continue;
    bars.push({ name, phase: true, from: at, to: at + took });
    at += took;
  }
  for (const name of MARKS) {
    const reached = timings[name];
    if (reached !== null) bars.push({ name, phase: false, from: 0, to: reached });
  }
  return { bars, end: Math.max(1, ...bars.map(({ to }) => to)) };
}
