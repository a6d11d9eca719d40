import { shares } from '../../../checker/domain/availability.ts';
import { correctionsFor } from '../../../checker/domain/corrections.ts';
import { DAY_SECONDS, dayStart, secondOf } from '../../../checker/domain/instant.ts';
import type { KnownSite } from '../../../checker/domain/known-site.ts';
import { type DayFile, type StateFile, WINDOWS, type Window } from '../../../checker/domain/ledger-files.ts';
import { own } from '../../../checker/domain/own.ts';
import { addSeconds, type Seconds } from '../../../checker/domain/segments.ts';
import type { SiteHistory } from './site-history.ts';

const NAMES = Object.keys(WINDOWS) as Window[];

/**
 * What availability would be without corrections, from the days of the longest window, given one after the other. Only sites that
 * have corrections are counted.
 */
export class ObservedWindows {
  readonly #end: number;
  readonly #sites = new Map<string, { known: KnownSite; sums: Record<Window, Seconds> }>();

  constructor({ corrections, newestRun }: StateFile, known: ReadonlyMap<string, KnownSite>) {
    this.#end = secondOf(newestRun?.endedAt ?? new Date(0).toISOString());
    for (const [site, state] of known) {
      if (correctionsFor(corrections, site, state).length === 0) continue;
      const sums = Object.fromEntries(NAMES.map((name) => [name, {}])) as Record<Window, Seconds>;
      this.#sites.set(site, { known: state, sums });
    }
  }

  add({ day, sites, counted }: DayFile): void {
    const start = dayStart(day);
    for (const [site, { sums }] of this.#sites) {
      const entry = own(sites, site);
      if (!entry) continue;
      for (const name of NAMES) {
        const from = this.#end - WINDOWS[name] * DAY_SECONDS;
        addSeconds(sums[name], { segments: entry.segments, counted }, from - start, DAY_SECONDS);
      }
    }
  }

  /** The windows of a site whose figures its corrections changed. */
  of(site: string): SiteHistory['observed'] {
    const entry = this.#sites.get(site);
    if (!entry) return {};
    const { known, sums } = entry;
    const sinceFirst = this.#end - secondOf(known.firstCheck);
    const changed = NAMES.flatMap((name) => {
      const observed = shares(sums[name], Math.min(sinceFirst, WINDOWS[name] * DAY_SECONDS));
      const counts = known.availability[name];
      const same =
        counts && counts.availability === observed.availability && counts.coverage === observed.coverage;
      return same ? [] : [[name, observed] as const];
    });
    return Object.fromEntries(changed);
  }
}
