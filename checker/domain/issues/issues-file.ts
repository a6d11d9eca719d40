import { z } from 'zod';
import { Instant } from '../observation.ts';

/** What a person with write access wrote on the issue of an outage. */
export const KeptUpdate = z.strictObject({
  /** Id of the comment: later edits of it replace it. */
  id: z.int(),
  author: z.string().max(100),
  at: Instant,
  /** Plain text. */
  text: z.string().max(2_000),
  url: z.string().max(500),
});
export type KeptUpdate = z.infer<typeof KeptUpdate>;

/**
 * `issues.json`: which issue tells of what. Issues can be deleted, moved or stripped of their labels: without this they would be opened
 * again, against the will of whoever did it.
 */
export const IssuesFile = z
  .strictObject({
    version: z.literal(1),
    /** Number of the issue that tells of an incident, by the incident's id. */
    incidents: z.record(z.string(), z.int()),
    /** Numbers of the other open issues (blocked, monitor, certificate, drift), by kind and key. */
    topics: z.record(z.string(), z.int()),
    /** Numbers of issues that a person deleted, moved or made their own: they are not asked for again. */
    gone: z.array(z.int()),
    /** What people wrote on issues of incidents, the oldest first; by number of the issue. */
    updates: z.record(z.string(), z.array(KeptUpdate)),
  })
  .meta({ id: 'IssuesFile', title: 'Issues that tell of incidents' });
export type IssuesFile = z.infer<typeof IssuesFile>;

/** Before the first issue. */
export const NO_ISSUES: Readonly<IssuesFile> = {
  version: 1,
  incidents: {},
  topics: {},
  gone: [],
  updates: {},
};
