import { z } from 'zod';
import { Instant, Sha256 } from './observation.ts';
import { Reason } from './reason.ts';
import { Outcome, ShownStatus, Status } from './status.ts';

/** Share of time and how much of it was observed. `availability` null: nothing that counts was observed. */
export const Availability = z.strictObject({
  /** (up + degraded) / (up + degraded + down), 0 to 1; never rounded up. */
  availability: z.number().min(0).max(1).nullable(),
  /** Observed seconds (all but unknown) / seconds since the window began or since the first check, whichever is later. */
  coverage: z.number().min(0).max(1),
});
export type Availability = z.infer<typeof Availability>;

export const WINDOWS = { '24h': 1, '7d': 7, '30d': 30, '90d': 90, '365d': 365 } as const;
export type Window = keyof typeof WINDOWS;
const WindowName = z.enum(Object.keys(WINDOWS) as [Window, ...Window[]]);

/** A visit as pages link to it. How long a good one took, its day tells: see `loadOf`. */
export const VisitRef = z.strictObject({
  run: z.string(),
  at: Instant,
  outcome: Outcome,
  route: z.string(),
  evidence: Sha256.nullable(),
});
export type VisitRef = z.infer<typeof VisitRef>;

/** Newest standing of one site, without what the table `usual` of the state says of it: see `knownSites`. */
export const SiteState = z.strictObject({
  status: ShownStatus,
  /** Since when it has had this status without a break. */
  since: Instant,
  verdict: Outcome,
  reasons: z.array(Reason),
  firstCheck: Instant,
  /** Milliseconds that the verdict of the last visit holds without a new check. */
  holdsMs: z.int().min(0),
  /** A bad visit waiting for a second one. */
  suspect: z
    .strictObject({ outcome: z.enum(['down', 'blocked']), first: VisitRef, reasons: z.array(Reason) })
    .nullable(),
  /** Missing: it is the last visit. */
  lastGood: VisitRef.nullable().optional(),
  /** The last visit of all. Missing: it stands in `usual`. */
  lastVisit: VisitRef.optional(),
  /** Evidence that a visit without its own refers to: the last one kept. `look`: the screenshot in coarse. */
  baseline: z
    .strictObject({ at: Instant, text: Sha256.nullable(), evidence: Sha256, look: z.string().nullable() })
    .nullable(),
  /** Id of the open incident. */
  incident: z.string().nullable(),
  /** How many checks in a row had this verdict, what the back-off counts; 0 of a good one. */
  streak: z.int().min(0),
  availability: z.partialRecord(WindowName, Availability),
  /** Announced closures that reach beyond the newest run. */
  closed: z.array(z.strictObject({ from: Instant, to: Instant, reason: z.string(), source: z.string() })),
  formerly: z.array(z.string()),
});
export type SiteState = z.infer<typeof SiteState>;

/**
 * Last visits that were up and left no evidence of their own: those of nearly every site. As a table, since they change with every run,
 * and git keeps little more than their figures then.
 */
export const UsualVisits = z
  .strictObject({
    /** By which run and over which route, and the first of them. */
    runs: z.array(z.strictObject({ run: z.string(), route: z.string(), first: Instant })),
    sites: z.array(z.string()),
    /** Place in `runs`, in the order of `sites`. */
    of: z.array(z.int().min(0)),
    /** Milliseconds after the first of that run, in the order of `sites`. */
    after: z.array(z.int().min(0)),
  })
  .refine(
    ({ runs, sites, of, after }) =>
      sites.length === of.length && sites.length === after.length && of.every((place) => place < runs.length),
    'the columns do not fit together',
  );
export type UsualVisits = z.infer<typeof UsualVisits>;

/**
 * Rules by which runs become a ledger. To be raised with every change after which the same runs give other figures or other files: a
 * ledger that was derived by other rules does not parse, and is derived again from its runs.
 */
export const FOLD_VERSION = 1 as const;

/** What the ledger keeps of a correction: see `Annotation`. `to` is exclusive. */
export const Correction = z.strictObject({
  id: z.string(),
  site: z.string(),
  from: Instant,
  to: Instant,
  status: Status,
});
export type Correction = z.infer<typeof Correction>;

/** `state.json`: derived from all runs. */
export const StateFile = z
  .strictObject({
    version: z.literal(1),
    fold: z.literal(FOLD_VERSION),
    newestRun: z
      .strictObject({ id: z.string(), path: z.string(), startedAt: Instant, endedAt: Instant })
      .nullable(),
    runs: z.int().min(0),
    /** Corrections that the figures obey, by id. */
    corrections: z.array(Correction),
    sites: z.record(z.string(), SiteState),
    usual: UsualVisits,
    /** Spaces that make the file as long as most versions of it: see `roomFor`. */
    room: z.string().regex(/^ *$/),
  })
  .meta({ id: 'StateFile', title: 'Newest state of every site' });
export type StateFile = z.infer<typeof StateFile>;

/** Second of the day at which a status begins, and the status; the first begins at 0, and no two neighbours are of one status. */
const Segments = z.array(z.tuple([z.int().min(0).max(86_400), Status]));

/** One site's day. What follows from it (seconds, checks, load times) `day-figures.ts` tells. */
export const SiteDay = z.strictObject({
  /** Seconds counted as each status before this day, corrections obeyed; unknown ones are not told. */
  before: z.partialRecord(Status.exclude(['unknown']), z.int().min(0)),
  /** When the stretch with which the day begins, as observed, began: today at 00:00, or on a day before. */
  since: Instant,
  /** What was observed. */
  segments: Segments,
  /** What counts instead, on a day that a correction touches. */
  corrected: Segments.optional(),
  /** Checks that have no cell in the table of loads: of several visits, or not good. */
  checks: z.int().min(0),
  /** Milliseconds until ready of those checks' good visits. */
  loads: z.array(z.int()),
});
export type SiteDay = z.infer<typeof SiteDay>;

/** `days/2026-11-23.json`. */
export const DayFile = z
  .strictObject({
    version: z.literal(1),
    day: z.iso.date(),
    /** Seconds of the day that are counted: all 86,400, but on the day on which the newest run ended. */
    counted: z.int().min(0).max(86_400),
    /** Sites by column of `loads`. */
    columns: z.array(z.string()),
    /** By run: milliseconds until ready of the checks that were one good visit; null or missing: no such check. */
    loads: z.record(z.string(), z.strictObject({ ms: z.array(z.int().nullable()) })),
    sites: z.record(z.string(), SiteDay),
  })
  .meta({ id: 'DayFile', title: 'One day of every site' });
export type DayFile = z.infer<typeof DayFile>;

/** An unbroken stretch of confirmed down, or of blocked. Its length is an interval: between firstBad–lastBad and lastGood–firstGood. */
export const Incident = z.strictObject({
  /** `<site>-<first bad, as 20261123T140712Z>`: permanent. A second one of a second is named after the next. */
  id: z.string(),
  site: z.string(),
  kind: z.enum(['down', 'blocked']),
  reasons: z.array(Reason),
  lastGood: VisitRef.nullable(),
  firstBad: VisitRef,
  /** The visit that confirmed it. */
  confirmedBy: VisitRef,
  lastBad: VisitRef,
  /** null while it is open. */
  firstGood: VisitRef.nullable(),
  /** When the stretch ended for the record: at `firstGood`, at a change of kind, or when the verdict no longer held. */
  endedAt: Instant.nullable(),
});
export type Incident = z.infer<typeof Incident>;

/** `incidents/2026.json`: by year of their start; keys are incident ids. */
export const IncidentsFile = z
  .strictObject({ version: z.literal(1), year: z.int(), incidents: z.record(z.string(), Incident) })
  .meta({ id: 'IncidentsFile', title: 'Incidents of one year' });
export type IncidentsFile = z.infer<typeof IncidentsFile>;
