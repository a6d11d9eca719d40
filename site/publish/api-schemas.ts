import { z } from 'zod';
import { Availability, type VisitRef, WINDOWS, type Window } from '../../checker/domain/ledger-files.ts';
import { Instant, Sha256 } from '../../checker/domain/observation.ts';
import { Outcome, ShownStatus, Status } from '../../checker/domain/status.ts';

/** Version of the API: that of its address and of every file. */
export const API_VERSION = 1;

/** The schemas that stand in the OpenAPI document, by name; those of files come from `api-files.ts`. */
export const API = z.registry<{ id: string }>();

/** A number of things, of seconds, of milliseconds. */
export const Count = z.int().min(0);
/** An address of this site. */
export const Address = z
  .string()
  .meta({ description: 'Absolute, or from the root of the host that serves this file.' });

Instant.register(API, { id: 'Instant' });
Availability.register(API, { id: 'Availability' });
ShownStatus.register(API, { id: 'ShownStatus' });
Outcome.register(API, { id: 'Outcome' });

/** A visit. */
export const ApiVisit = z
  .strictObject({
    run: z.string(),
    at: Instant,
    outcome: Outcome,
    route: z.string(),
    evidence: Sha256.nullable().meta({
      description: 'SHA-256 of what was kept of it; null: nothing of its own.',
    }),
  } satisfies Record<keyof VisitRef, z.ZodType>)
  .meta({ description: 'One load of a page in a real browser.' })
  .register(API, { id: 'Visit' });

/** A reason in words. */
export const ApiReason = z
  .strictObject({ kind: z.string(), text: z.string().meta({ description: 'In words. May quote the page.' }) })
  .meta({ description: 'Why an outcome is what it is.' })
  .register(API, { id: 'Reason' });

const Windows = z
  .partialRecord(z.enum(Object.keys(WINDOWS) as [Window, ...Window[]]), Availability)
  .meta({ description: 'Availability over each window; never rounded up.' });

/** Fields of a page. */
export const SITE_SHAPE = {
  id: z.string(),
  name: z.string(),
  url: z.string().nullable().meta({ description: 'The official page; null when it is no longer monitored.' }),
  group: z.string().meta({ description: 'Key of its state.' }),
  groupName: z.string(),
  kinds: z.array(z.string()).meta({ description: 'Keys of what voters do there.' }),
  monitoring: z.enum(['active', 'paused', 'ended']),
  status: ShownStatus,
  since: Instant.nullable().meta({ description: 'Since when without a break; null before the first check.' }),
  checkedAt: Instant.nullable().meta({ description: 'Time of the last visit.' }),
  reasons: z.array(ApiReason),
  incident: z.string().nullable().meta({ description: 'Id of the open incident.' }),
  loadMs: Count.nullable().meta({ description: 'How long the last visit took to a usable page.' }),
  availability: Windows,
  page: Address,
};

/** A monitored page, as in lists. */
export const ApiSite = z
  .strictObject(SITE_SHAPE)
  .meta({ description: 'A monitored page and its newest standing.' })
  .register(API, { id: 'Site' });
export type ApiSite = z.infer<typeof ApiSite>;

/** An incident. */
export const ApiIncident = z
  .strictObject({
    id: z.string(),
    site: z.string(),
    kind: z.enum(['down', 'blocked']),
    open: z.boolean(),
    reasons: z.array(ApiReason),
    lastGood: ApiVisit.nullable(),
    firstBad: ApiVisit,
    confirmedBy: ApiVisit,
    lastBad: ApiVisit,
    firstGood: ApiVisit.nullable(),
    endedAt: Instant.nullable(),
    atLeastSeconds: Count.meta({ description: 'From first to last bad visit.' }),
    atMostSeconds: Count.nullable().meta({
      description: 'From last good to first good visit; null when one of them is missing.',
    }),
    corrections: z.array(z.string()).meta({ description: 'Ids of corrections that touch it.' }),
    issue: z.string().nullable().meta({ description: 'The issue on GitHub that tells of it.' }),
    page: Address,
  })
  .meta({
    description: 'An unbroken stretch of confirmed down, or of blocked, with the four times that bound it.',
  })
  .register(API, { id: 'Incident' });
export type ApiIncident = z.infer<typeof ApiIncident>;

/** A site's day. */
export const ApiDay = z
  .strictObject({
    day: z.iso.date().meta({ description: 'UTC.' }),
    seconds: z.partialRecord(Status, Count).meta({
      description:
        'Seconds counted as each status, corrections obeyed; a status without seconds is left out.',
    }),
    observedSeconds: z.partialRecord(Status, Count).optional().meta({
      description: 'By what was observed, on a day that a correction touches.',
    }),
    checks: Count,
    p50Ms: Count.nullable().meta({ description: 'Milliseconds to a usable page of its good visits.' }),
    p95Ms: Count.nullable(),
  })
  .register(API, { id: 'Day' });
export type ApiDay = z.infer<typeof ApiDay>;

/** A way out of the newest run. */
export const ApiExit = z
  .strictObject({
    route: z.string(),
    state: z.enum(['ok', 'failed', 'burned']),
    address: z.string().nullable().meta({ description: 'Where sites saw it come from; null: not known.' }),
    region: z.string().nullable(),
    createdAt: Instant.nullable(),
    removedAt: Instant.nullable(),
    costAtMost: z.number().min(0).nullable().meta({ description: 'Dollars.' }),
    canaries: z.array(z.strictObject({ url: z.string(), at: Instant, outcome: Outcome, ms: z.int() })),
  })
  .meta({ description: 'A way out of the newest run, and what pages known to be up said over it.' })
  .register(API, { id: 'Exit' });
export type ApiExit = z.infer<typeof ApiExit>;

/** Fields of a run. */
export const RUN_SHAPE = {
  id: z.string(),
  startedAt: Instant,
  endedAt: Instant,
  complete: z.boolean().meta({ description: 'false: it was cut short.' }),
  url: z.string().nullable().meta({ description: 'Its log.' }),
};

/** A run in figures. */
export const ApiRun = z
  .strictObject({
    ...RUN_SHAPE,
    visited: Count.meta({ description: 'Pages that it visited.' }),
    verdicts: z.partialRecord(Outcome, Count),
    routes: Count.meta({ description: 'Ways out that it used.' }),
    failedRoutes: Count,
    costAtMost: z
      .number()
      .min(0)
      .nullable()
      .meta({ description: 'Dollars for machines; null: it made none.' }),
  })
  .register(API, { id: 'Run' });
export type ApiRun = z.infer<typeof ApiRun>;

/** A correction of the record. */
export const ApiCorrection = z
  .strictObject({
    id: z.string(),
    site: z.string(),
    from: Instant,
    to: Instant.meta({ description: 'Exclusive.' }),
    status: Status.meta({ description: 'What the stretch counts as, whatever was seen.' }),
    why: z.string(),
    source: z.string().nullable(),
  })
  .register(API, { id: 'Correction' });
export type ApiCorrection = z.infer<typeof ApiCorrection>;
