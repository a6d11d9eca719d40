import { loadOf } from '../../../checker/domain/day-figures.ts';
import type { KnownSite } from '../../../checker/domain/known-site.ts';
import type { DayFile } from '../../../checker/domain/ledger-files.ts';
import { isGood } from '../../../checker/domain/verdict.ts';

/** How long each site's last visit took when it was good, from the files of the days, given one after the other. */
export class LastLoads {
  readonly #wanted: ReadonlyMap<string, (readonly [string, KnownSite])[]>;
  readonly #loads = new Map<string, number>();

  constructor(known: ReadonlyMap<string, KnownSite>) {
    const good = [...known].filter(([, { lastVisit }]) => isGood(lastVisit.outcome));
    this.#wanted = Map.groupBy(good, ([, { lastVisit }]) => lastVisit.at.slice(0, 10));
  }

  add(file: DayFile): void {
    for (const [site, { lastVisit }] of this.#wanted.get(file.day) ?? []) {
      const ms = loadOf(file, site, lastVisit);
      if (ms !== null) this.#loads.set(site, ms);
    }
  }

  /** Milliseconds until ready; null when the last visit was not good, or its day does not tell. */
  of(site: string): number | null {
    return this.#loads.get(site) ?? null;
  }
}
