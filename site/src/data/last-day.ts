import { DAY_SECONDS, dayStart, secondOf } from '../../../checker/domain/instant.ts';
import type { DayFile } from '../../../checker/domain/ledger-files.ts';
import { own } from '../../../checker/domain/own.ts';
import { type Span, spansOf } from '../../../checker/domain/segments.ts';
import type { ListedRun } from './run-listing.ts';
import type { HistoryVisit, LastDay } from './site-history.ts';

/**
 * The 24 hours that end with the newest run, from the files of their days, given in order. Visits come from the run records that were
 * read, and before the first of those from the days' tables of loads, which tell of good ones alone, at the start of their run.
 */
export class LastDays {
  readonly #to: number;
  readonly #starts: ReadonlyMap<string, number>;
  readonly #files: DayFile[] = [];

  constructor(endedAt: string, listed: readonly ListedRun[], recorded: ReadonlySet<string>) {
    this.#to = secondOf(endedAt);
    const others = listed.filter(({ id }) => !recorded.has(id));
    this.#starts = new Map(others.map(({ id, startedAt }) => [id, secondOf(startedAt)]));
  }

  add(file: DayFile): void {
    if (dayStart(file.day) + DAY_SECONDS > this.#to - DAY_SECONDS) this.#files.push(file);
  }

  of(site: string, visits: readonly HistoryVisit[]): LastDay {
    const to = this.#to;
    const from = to - DAY_SECONDS;
    const cells = this.#files.flatMap((file) => this.#cells(file, site));
    const known = visits.map(({ at, ms, outcome }): LastDay['visits'][number] => [
      secondOf(at) - from,
      ms,
      outcome,
    ]);
    const inside = [...cells.map(([at, ms]): LastDay['visits'][number] => [at - from, ms, 'up']), ...known]
      .filter(([at]) => at >= 0 && at <= DAY_SECONDS)
      .sort(([a], [b]) => a - b);
    return { from, to, spans: this.#spans(site, from), visits: inside };
  }

  #cells({ columns, loads }: DayFile, site: string): [at: number, ms: number][] {
    const column = columns.indexOf(site);
    if (column < 0) return [];
    return Object.entries(loads).flatMap(([run, { ms }]): [number, number][] => {
      const [at, load] = [this.#starts.get(run), ms[column] ?? null];
      return at === undefined || load === null ? [] : [[at, load]];
    });
  }

  #spans(site: string, from: number): Span[] {
    const spans: Span[] = [];
    for (const { day, sites, counted } of this.#files) {
      const entry = own(sites, site);
      if (!entry) continue;
      for (const span of spansOf({ segments: entry.segments, counted })) {
        const start = Math.max(0, dayStart(day) + span.from - from);
        const end = Math.min(DAY_SECONDS, dayStart(day) + span.to - from);
        if (end <= start) continue;
        const last = spans.at(-1);
        if (last?.status === span.status && last.to === start) last.to = end;
        else spans.push({ from: start, to: end, status: span.status });
      }
    }
    return spans;
  }
}
