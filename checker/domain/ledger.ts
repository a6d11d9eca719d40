import type { DayFile, Incident, IncidentsFile, SiteDay, SiteState, StateFile } from './ledger-files.ts';
import { own } from './own.ts';
import { emptySiteDay } from './segments.ts';

/** What is derived from the runs: all of it, or the part that a fold needs (`neededFor`). */
export interface Ledger {
  state: StateFile;
  /** By day, as 2026-11-23. */
  days: ReadonlyMap<string, DayFile>;
  /** By year in which the incidents began. */
  incidents: ReadonlyMap<number, IncidentsFile>;
}

/** The ledger before the first run. */
export function emptyLedger(): Ledger {
  return {
    state: { version: 1, newestRun: null, runs: 0, sites: {} },
    days: new Map(),
    incidents: new Map(),
  };
}

/** Year of an incident's start, from its id: the file in which it stands. */
export function incidentYear(id: string): number {
  return Number(id.slice(-16, -12));
}

/**
 * A ledger being changed: reads through to the one it began with, keeps what was changed beside it, and leaves
 * that one as it was. Files that no change touched are the same objects afterwards.
 */
export class LedgerDraft {
  readonly base: Ledger;
  newestRun: StateFile['newestRun'];
  runs: number;
  readonly sites: Map<string, SiteState>;
  /** Lowest second since 1970 whose status may have changed, by site. */
  readonly changedFrom = new Map<string, number>();
  /** Changed entries by day and site; null: taken away. */
  readonly #days = new Map<string, Map<string, SiteDay | null>>();
  readonly #incidents = new Map<number, Map<string, Incident>>();

  constructor(base: Ledger) {
    this.base = base;
    this.newestRun = base.state.newestRun;
    this.runs = base.state.runs;
    this.sites = new Map(Object.entries(base.state.sites));
  }

  /** One site's day as it stands; undefined where it has none. Not to be changed. */
  day(site: string, day: string): Readonly<SiteDay> | undefined {
    const changed = this.#days.get(day)?.get(site);
    if (changed !== undefined) return changed ?? undefined;
    const file = this.base.days.get(day);
    return file && own(file.sites, site);
  }

  /** One site's day to be changed, begun when it had none. */
  changeDay(site: string, day: string): SiteDay {
    const changed = this.#days.get(day)?.get(site);
    if (changed) return changed;
    const copy = copyOfDay(this.day(site, day) ?? emptySiteDay());
    this.putDay(site, day, copy);
    return copy;
  }

  /** Replaces one site's day; null takes it away. */
  putDay(site: string, day: string, entry: SiteDay | null): void {
    const sites = this.#days.get(day) ?? new Map<string, SiteDay | null>();
    this.#days.set(day, sites.set(site, entry));
  }

  /** Days that exist, in order. */
  dayNames(): string[] {
    return [...new Set([...this.base.days.keys(), ...this.#days.keys()])].sort();
  }

  /** Every changed entry of a day. */
  *changedDays(): Iterable<SiteDay> {
    for (const sites of this.#days.values()) for (const entry of sites.values()) if (entry) yield entry;
  }

  /** An incident by its id. Throws when the ledger is not whole. */
  incident(id: string): Incident {
    const year = incidentYear(id);
    const incident =
      this.#incidents.get(year)?.get(id) ?? own(this.base.incidents.get(year)?.incidents ?? {}, id);
    if (!incident) throw new Error(`the ledger has no incident ${JSON.stringify(id)}`);
    return incident;
  }

  /** Incidents of every year at hand. */
  incidents(): Incident[] {
    const years = new Set([...this.base.incidents.keys(), ...this.#incidents.keys()]);
    return [...years].flatMap((year) => Object.values(this.#incidentsOf(year)));
  }

  /** Adds an incident or replaces the one of its id. */
  putIncident(incident: Incident): void {
    const year = incidentYear(incident.id);
    const incidents = this.#incidents.get(year) ?? new Map<string, Incident>();
    this.#incidents.set(year, incidents.set(incident.id, incident));
  }

  /** Sees to it that a year has a file, so that a missing one is never taken for a year without incidents. */
  beginYear(year: number): void {
    if (!this.base.incidents.has(year) && !this.#incidents.has(year)) this.#incidents.set(year, new Map());
  }

  /** The ledger with all changes. */
  ledger(): Ledger {
    const days = new Map(this.base.days);
    for (const [day, changed] of this.#days) {
      const sites = new Map<string, SiteDay>(Object.entries(this.base.days.get(day)?.sites ?? {}));
      for (const [site, entry] of changed) entry ? sites.set(site, entry) : sites.delete(site);
      days.set(day, { version: 1, day, sites: Object.fromEntries(sites) });
    }
    const incidents = new Map(this.base.incidents);
    for (const year of this.#incidents.keys())
      incidents.set(year, { version: 1, year, incidents: this.#incidentsOf(year) });
    const sites = Object.fromEntries(this.sites);
    return { state: { version: 1, newestRun: this.newestRun, runs: this.runs, sites }, days, incidents };
  }

  #incidentsOf(year: number): Record<string, Incident> {
    const base = Object.entries(this.base.incidents.get(year)?.incidents ?? {});
    return Object.fromEntries([...base, ...(this.#incidents.get(year) ?? [])]);
  }
}

function copyOfDay(day: Readonly<SiteDay>): SiteDay {
  return {
    ...day,
    seconds: { ...day.seconds },
    segments: day.segments.map(([from, status]) => [from, status]),
    loads: [...day.loads],
  };
}
