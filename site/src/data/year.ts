import {
  checksOfAll,
  type DayChecks,
  observedSecondsOf,
  secondsOf,
} from '../../../checker/domain/day-figures.ts';
import type { DayFile } from '../../../checker/domain/ledger-files.ts';
import type { Seconds } from '../../../checker/domain/segments.ts';

/** How many days a year of history has. */
export const YEAR_DAYS = 365;

/** One day of one site in figures. */
export interface HistoryDay extends DayChecks {
  /** As 2026-11-23, UTC. */
  day: string;
  /** Seconds by what they count as; a status without seconds is left out. They add up to the part of the day that is over. */
  seconds: Seconds;
  /** Seconds by what was observed, on a day that a correction touches. */
  observed?: Seconds;
}

/** By site, then by day, the oldest first; a day without a record is missing. */
export type Year = ReadonlyMap<string, ReadonlyMap<string, HistoryDay>>;

/** Turns day files, one after the other, the oldest first, into the figures of a year. */
export class YearDraft {
  readonly #sites = new Map<string, Map<string, HistoryDay>>();

  add(file: DayFile): void {
    const checks = checksOfAll(file);
    for (const [id, { corrected }] of Object.entries(file.sites)) {
      const days = this.#sites.get(id) ?? new Map<string, HistoryDay>();
      this.#sites.set(id, days);
      const observed = corrected && observedSecondsOf(file, id);
      days.set(file.day, {
        day: file.day,
        seconds: secondsOf(file, id) ?? {},
        ...(checks.get(id) ?? { checks: 0, p50: null, p95: null }),
        ...(observed && { observed }),
      });
    }
  }

  year(): Year {
    return this.#sites;
  }
}
