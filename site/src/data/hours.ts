import { percentile } from '../../../checker/domain/day-figures.ts';
import { instantOf } from '../../../checker/domain/instant.ts';
import { isGood } from '../../../checker/domain/verdict.ts';
import type { LastDay } from './site-history.ts';

const HOUR = 3_600;

/** One hour of the last day. */
export interface HourLine {
  from: string;
  visits: number;
  /** Milliseconds of the good visits; null when there was none. */
  typical: number | null;
  most: number | null;
  notGood: number;
}

/** The last day by the hour, the newest first; an hour without a visit is left out. */
export function hourLines({ from, visits }: LastDay): HourLine[] {
  const byHour = Map.groupBy(visits, ([at]) => Math.min(23, Math.floor(at / HOUR)));
  return [...byHour]
    .sort(([a], [b]) => b - a)
    .map(([hour, members]) => {
      const loads = goodLoads(members);
      return {
        from: instantOf((from + hour * HOUR) * 1_000),
        visits: members.length,
        typical: percentile(loads, 0.5),
        most: percentile(loads, 1),
        notGood: members.length - loads.length,
      };
    });
}

/** Milliseconds of the good ones of some visits. */
export function goodLoads(visits: LastDay['visits']): number[] {
  return visits.filter(([, , outcome]) => isGood(outcome)).map(([, ms]) => ms);
}
