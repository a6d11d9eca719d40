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

/** A visit as pages link to it. */
export const VisitRef = z.strictObject({
  run: z.string(),
  at: Instant,
  outcome: Outcome,
  route: z.string(),
  ms: z.int(),
  evidence: Sha256.nullable(),
});
export type VisitRef = z.infer<typeof VisitRef>;

/** Newest standing of one site. */
export const SiteState = z.strictObject({
  status: ShownStatus,
  /** Since when it has had this status without a break. */
  since: Instant,
  verdict: Outcome,
  reasons: z.array(Reason),
  firstCheck: Instant,
  lastCheck: Instant,
  /** Until when the verdict holds without a new check. */
  holdsUntil: Instant,
  /** A bad visit waiting for a second one. */
  suspect: z
    .strictObject({ outcome: z.enum(['down', 'blocked']), first: VisitRef, reasons: z.array(Reason) })
    .nullable(),
  lastGood: VisitRef.nullable(),
  /** The last visit of all. */
  lastVisit: VisitRef.nullable(),
  /** Evidence that a visit without its own refers to: the last one kept. */
  baseline: z.strictObject({ at: Instant, text: Sha256.nullable(), evidence: Sha256 }).nullable(),
  /** Id of the open incident. */
  incident: z.string().nullable(),
  /** How many checks in a row had this verdict: what the back-off counts. */
  streak: z.int().min(0),
  availability: z.partialRecord(WindowName, Availability),
  /** Announced closures that reach beyond the newest run. */
  closed: z.array(z.strictObject({ from: Instant, to: Instant, reason: z.string(), source: z.string() })),
  formerly: z.array(z.string()),
});
export type SiteState = z.infer<typeof SiteState>;

/** `state.json`: derived from all runs. */
export const StateFile = z
  .strictObject({
    version: z.literal(1),
    newestRun: z
      .strictObject({ id: z.string(), path: z.string(), startedAt: Instant, endedAt: Instant })
      .nullable(),
    runs: z.int().min(0),
    sites: z.record(z.string(), SiteState),
  })
  .meta({ id: 'StateFile', title: 'Newest state of every site' });
export type StateFile = z.infer<typeof StateFile>;

/** One site's day. The seconds add up to 86,400, but on the day of the newest check, which ends there. */
export const SiteDay = z.strictObject({
  seconds: z.partialRecord(Status, z.int().min(0)),
  /** Second of the day at which a status begins, and the status; the first begins at 0. */
  segments: z.array(z.tuple([z.int().min(0).max(86_400), Status])),
  checks: z.int().min(0),
  /** Milliseconds until ready of the up and degraded visits. */
  p50: z.int().nullable(),
  p95: z.int().nullable(),
  loads: z.array(z.int()),
});
export type SiteDay = z.infer<typeof SiteDay>;

/** `days/2026-11-23.json`. */
export const DayFile = z
  .strictObject({ version: z.literal(1), day: z.iso.date(), sites: z.record(z.string(), SiteDay) })
  .meta({ id: 'DayFile', title: 'One day of every site' });
export type DayFile = z.infer<typeof DayFile>;

/** An unbroken stretch of confirmed down, or of blocked. Its length is an interval: between firstBad–lastBad and lastGood–firstGood. */
export const Incident = z.strictObject({
  /** `<site>-<first bad, as 20261123T140712Z>`: permanent. */
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
