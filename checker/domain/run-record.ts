import { z } from 'zod';
import { Look } from './capture-look.ts';
import { CaptureSettings, Share } from './capture-settings.ts';
import { Instant, Sha256 } from './observation.ts';
import { Reason } from './reason.ts';
import { Outcome } from './status.ts';

/** Why the evidence of a visit was kept, and how far the page was from the evidence kept before it. */
export const Kept = z.strictObject({
  because: z.enum(['first', 'not-up', 'recovered', 'daily', 'changed']),
  /** Share of words that changed; null when it cannot be told. */
  text: Share.nullable(),
  /** Share of the look's cells that changed; null when one of the two has no look. */
  picture: Share.nullable(),
});
export type Kept = z.infer<typeof Kept>;

/** One load of a site, classified, as the run record keeps it. */
export const Visit = z.strictObject({
  /** Index into the run's `routes`. */
  route: z.int().min(0),
  at: Instant,
  /** Milliseconds until the page was ready, else until the visit ended. */
  ms: z.int().min(0),
  outcome: Outcome,
  reasons: z.array(Reason),
  /** SHA-256 of the observation (JSON) in the snapshot store; null when the visit left none, or when it was up and equals the evidence kept last for its site. */
  evidence: Sha256.nullable(),
  /** SHA-256 of the visible text, or of a document's bytes; null when neither came, or beside evidence that equals the one kept last. Equal hashes: equal for a reader. */
  text: Sha256.nullable(),
  /** The screenshot in coarse, to compare later visits with; only beside evidence that is kept. Missing beside a difference of the
   *  picture (`kept`): the look that it was compared with goes on being the one to compare with. */
  look: Look.optional(),
  /** Only of a visit whose own evidence was kept. */
  kept: Kept.optional(),
});
export type Visit = z.infer<typeof Visit>;

/** A stretch in which the site is closed as announced. `to` is exclusive. */
export const ClosedStretch = z.strictObject({
  from: Instant,
  to: Instant,
  reason: z.string(),
  source: z.string(),
});
export type ClosedStretch = z.infer<typeof ClosedStretch>;

/** What a run says of one site. */
export const SiteResult = z.strictObject({
  verdict: Outcome,
  /** Whether the verdict stands: a down or blocked that only one kind of exit saw once is not confirmed. */
  confirmed: z.boolean(),
  /** A first visit that the confirmation did not bear out. */
  transient: z.enum(['down', 'blocked']).optional(),
  reasons: z.array(Reason),
  /** In the order of time; the last one decided. Empty: not visited. */
  visits: z.array(Visit),
  /** Announced closures between this run and twice `maxGap` later, when there are any. */
  closed: z.array(ClosedStretch).optional(),
  formerly: z.array(z.string()).optional(),
});
export type SiteResult = z.infer<typeof SiteResult>;

/** A way out that was made for a run: where it left from, what its making took, what it cost at the most. */
export const ExitFacts = z.strictObject({
  /** Public IPv4 address, as it was seen from outside. */
  address: z.string(),
  region: z.string(),
  zone: z.string(),
  instance: z.string(),
  created: Instant,
  running: Instant,
  sshReady: Instant,
  /** A request through it was seen from its address. */
  proven: Instant,
  /** null: not yet, or it could not be removed. */
  removed: Instant.nullable(),
  /** Dollars, a full hour counted for every hour begun. */
  costAtMost: z.number().min(0),
});
export type ExitFacts = z.infer<typeof ExitFacts>;

/** One route of a run and what its canaries said. */
export const RouteReport = z.strictObject({
  /** `direct`, `lightsail:<region>`, or a proxy without its user and password. */
  name: z.string(),
  state: z.enum(['ok', 'failed', 'burned']),
  canaries: z.array(z.strictObject({ url: z.string(), at: Instant, outcome: Outcome, ms: z.int() })),
  detail: z.string().optional(),
  exit: ExitFacts.optional(),
});
export type RouteReport = z.infer<typeof RouteReport>;

/** What tells exits apart: the address they are seen from where that is known, else the route's name. */
export function exitIdentity({
  name,
  exit,
}: {
  name: string;
  exit?: Pick<ExitFacts, 'address'> | null | undefined;
}): string {
  return exit?.address ?? name;
}

/** One cycle: what was seen of each site. Immutable once recorded. */
export const RunRecord = z
  .strictObject({
    version: z.literal(1),
    /** Unique: the CI run's id and attempt, or the start and random letters on one machine. Stands in file names. */
    id: z.string().regex(/^[A-Za-z0-9-]{1,80}$/),
    startedAt: Instant,
    endedAt: Instant,
    /** false: the run was cut short; sites without a visit are unknown. */
    complete: z.boolean(),
    /** Address of the CI run's log. */
    url: z.string().nullable(),
    /** SHA-256 of `sites.json`, and the commit it came from where known. */
    sites256: Sha256,
    commit: z.string().nullable(),
    puptime: z.string(),
    rulesVersion: z.string(),
    browser: z.strictObject({ name: z.string(), version: z.string(), headed: z.boolean() }).nullable(),
    /** Settings of the day that the fold and the capture need. Times in milliseconds. */
    settings: z.strictObject({
      intervalMs: z.int(),
      confirmAfterMs: z.int(),
      maxGapMs: z.int(),
      /** Missing in runs from before there were such settings. */
      capture: CaptureSettings.optional(),
    }),
    routes: z.array(RouteReport),
    /** Things a reader of the run should know: breaker tripped, route replaced, interrupted. */
    notes: z.array(z.string()),
    results: z.record(z.string(), SiteResult),
  })
  .meta({ id: 'RunRecord', title: 'What one run saw' });
export type RunRecord = z.infer<typeof RunRecord>;
