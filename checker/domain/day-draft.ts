import { DAY_SECONDS, dayOf } from './instant.ts';
import type { DayFile, SiteDay } from './ledger-files.ts';
import { own } from './own.ts';
import type { TimeLine } from './segments.ts';

/** One site's day while it is being changed. */
export interface SiteDayDraft extends TimeLine, SiteDay {}

/** A day being changed: reads through to its file, if it has one, and leaves that as it was. */
export class DayDraft {
  readonly day: string;
  readonly #base: DayFile | undefined;
  /** null: taken away. */
  readonly #sites = new Map<string, SiteDayDraft | null>();
  #columns: Map<string, number> | null = null;
  readonly #rows = new Map<string, (number | null)[]>();

  /** `number`: days since 1970. */
  constructor(number: number, base: DayFile | undefined) {
    this.day = dayOf(number * DAY_SECONDS);
    this.#base = base;
  }

  /** One site's entry as it stands; undefined where it has none. Not to be changed. */
  entry(site: string): Readonly<SiteDayDraft> | undefined {
    const changed = this.#sites.get(site);
    if (changed !== undefined) return changed ?? undefined;
    const entry = this.#base && own(this.#base.sites, site);
    return entry && { ...entry, counted: this.#base?.counted ?? 0 };
  }

  /** One site's entry to be changed, begun when it had none. */
  change(site: string): SiteDayDraft {
    const changed = this.#sites.get(site);
    if (changed) return changed;
    const entry = this.entry(site);
    const begun = { before: {}, since: '', segments: [], checks: 0, loads: [], counted: 0 };
    const draft: SiteDayDraft = entry
      ? {
          ...entry,
          segments: entry.segments.map(([from, status]) => [from, status]),
          loads: [...entry.loads],
        }
      : begun;
    this.#sites.set(site, draft);
    return draft;
  }

  /** Replaces one site's entry; null takes it away. */
  put(site: string, entry: SiteDayDraft | null): void {
    this.#sites.set(site, entry);
  }

  /** Puts a run's only visit of a site, a good one, into the table of loads. */
  countLoad(run: string, site: string, ms: number): void {
    const columns = this.#table();
    const column = columns.get(site) ?? columns.size;
    columns.set(site, column);
    const row = this.#row(run);
    while (row.length <= column) row.push(null);
    row[column] = ms;
  }

  /** Gives the column of a site to another. Where that has one in the same row, both checks are told one by one. */
  renameColumn(from: string, to: string): void {
    const old = this.#table().get(from);
    if (old === undefined) return;
    const known = this.#table().get(to);
    const names = [...this.#table().keys()];
    names[old] = to;
    if (known !== undefined) {
      names.splice(old, 1);
      for (const run of this.#rows.keys()) this.#mergeCells(this.#row(run), old, known, to);
    }
    this.#columns = new Map(names.map((name, column) => [name, column]));
  }

  /** Entries that were changed, and are there. */
  *changed(): Iterable<[site: string, entry: SiteDayDraft]> {
    for (const [site, entry] of this.#sites) if (entry) yield [site, entry];
  }

  /** The day with all changes. */
  file(): DayFile {
    const columns = [...this.#table().keys()];
    const loads = Object.fromEntries([...this.#rows].map(([run, ms]) => [run, { ms }]));
    const sites = new Map<string, SiteDay>(Object.entries(this.#base?.sites ?? {}));
    let counted = this.#base?.counted ?? 0;
    for (const [site, entry] of this.#sites) {
      if (entry) sites.set(site, fileOf(entry));
      else sites.delete(site);
      counted = Math.max(counted, entry?.counted ?? 0);
    }
    return { version: 1, day: this.day, counted, columns, loads, sites: Object.fromEntries(sites) };
  }

  #mergeCells(row: (number | null)[], old: number, known: number, site: string): void {
    const [moved = null] = row.splice(old, 1);
    const place = known > old ? known - 1 : known;
    if (moved === null) return;
    if ((row[place] ?? null) !== null) {
      const entry = this.change(site);
      entry.checks += 1;
      entry.loads.push(moved);
      return;
    }
    while (row.length <= place) row.push(null);
    row[place] = moved;
  }

  /** Column by site. Read from the file when it is first asked for. */
  #table(): Map<string, number> {
    if (this.#columns) return this.#columns;
    this.#columns = new Map(this.#base?.columns.map((site, column) => [site, column]));
    for (const [run, { ms }] of Object.entries(this.#base?.loads ?? {})) this.#rows.set(run, [...ms]);
    return this.#columns;
  }

  #row(run: string): (number | null)[] {
    const known = this.#rows.get(run);
    if (known) return known;
    const row: (number | null)[] = [];
    this.#rows.set(run, row);
    return row;
  }
}

function fileOf({ counted: _, corrected, ...entry }: SiteDayDraft): SiteDay {
  return corrected ? { ...entry, corrected } : entry;
}
