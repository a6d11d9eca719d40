import { DayDraft, type SiteDayDraft } from './day-draft.ts';
import { DAY_SECONDS, dayOf } from './instant.ts';
import { type KnownSite, knownSites, stateOfSites } from './known-site.ts';
import {
  type Correction,
  type DayFile,
  FOLD_VERSION,
  type Incident,
  type IncidentsFile,
  type StateFile,
} from './ledger-files.ts';
import { own } from './own.ts';
import { roomFor } from './state-room.ts';

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
  const usual = { runs: [], sites: [], of: [], after: [] };
  return {
    state: {
      version: 1,
      fold: FOLD_VERSION,
      newestRun: null,
      runs: 0,
      corrections: [],
      sites: {},
      usual,
      room: '',
    },
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
  /** Corrections that the figures are to obey, by id. */
  corrections: Correction[];
  readonly sites: Map<string, KnownSite>;
  /** Lowest second since 1970 that may count as something else than before, by site. */
  readonly changedFrom = new Map<string, number>();
  /** By number of the day since 1970. */
  readonly #days = new Map<number, DayDraft>();
  readonly #incidents = new Map<number, Map<string, Incident>>();

  constructor(base: Ledger) {
    this.base = base;
    this.newestRun = base.state.newestRun;
    this.runs = base.state.runs;
    this.corrections = base.state.corrections;
    this.sites = knownSites(base.state);
  }

  /** Says that seconds of a site from one on may count as something else than before. */
  touch(site: string, from: number): void {
    const known = this.changedFrom.get(site);
    if (known === undefined || from < known) this.changedFrom.set(site, from);
  }

  /** One site's day, by its number since 1970, as it stands; undefined where it has none at hand. Not to be changed. */
  entry(site: string, day: number): Readonly<SiteDayDraft> | undefined {
    const changed = this.#days.get(day);
    if (changed) return changed.entry(site);
    const base = this.base.days.get(dayOf(day * DAY_SECONDS));
    return base && Object.hasOwn(base.sites, site) ? new DayDraft(day, base).entry(site) : undefined;
  }

  /** A day to be changed, by its number since 1970. */
  day(day: number): DayDraft {
    const known = this.#days.get(day);
    if (known) return known;
    const draft = new DayDraft(day, this.base.days.get(dayOf(day * DAY_SECONDS)));
    this.#days.set(day, draft);
    return draft;
  }

  /** Whether there is an incident of this id in the years at hand. */
  hasIncident(id: string): boolean {
    const year = incidentYear(id);
    return (
      this.#incidents.get(year)?.has(id) === true ||
      Object.hasOwn(this.base.incidents.get(year)?.incidents ?? {}, id)
    );
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
    for (const draft of this.#days.values()) days.set(draft.day, draft.file());
    const incidents = new Map(this.base.incidents);
    for (const year of this.#incidents.keys())
      incidents.set(year, { version: 1, year, incidents: this.#incidentsOf(year) });
    const { newestRun, runs, corrections } = this;
    const sites = stateOfSites(this.sites);
    const state = { version: 1 as const, fold: FOLD_VERSION, newestRun, runs, corrections, ...sites };
    return { state: { ...state, room: roomFor(state) }, days, incidents };
  }

  #incidentsOf(year: number): Record<string, Incident> {
    const base = Object.entries(this.base.incidents.get(year)?.incidents ?? {});
    return Object.fromEntries([...base, ...(this.#incidents.get(year) ?? [])]);
  }
}
