import { z } from 'zod';

/** SHA-256 of bytes, 64 lower-case hexadecimal digits: the name of a snapshot. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Instant in UTC with milliseconds, ISO 8601. */
export const Instant = z.iso.datetime({ precision: 3 });

/** A stored page source or picture, named by its content. */
export const SnapshotRef = z.strictObject({
  sha256: Sha256,
  mediaType: z.string().max(200),
  /** Bytes. */
  size: z.int().min(0),
});
export type SnapshotRef = z.infer<typeof SnapshotRef>;

/** Milliseconds each phase took; null where it was not seen. `total`, `ready`, `dom` and `load` count from the start of the visit. */
export const Timings = z.strictObject({
  dns: z.number().nullable(),
  connect: z.number().nullable(),
  tls: z.number().nullable(),
  /** From the request sent to the first byte of the answer. */
  firstByte: z.number().nullable(),
  dom: z.number().nullable(),
  load: z.number().nullable(),
  /** When all that the site expects was first seen; null when it never was. */
  ready: z.number().nullable(),
  total: z.number(),
});
export type Timings = z.infer<typeof Timings>;

/** How a visit that brought no document ended. `route`, `browser` and `refused` are the monitor's own failures. */
export const Failure = z.strictObject({
  kind: z.enum([
    'dns',
    'connect',
    'tls',
    'timeout',
    'redirect-loop',
    'protocol',
    'http2',
    'download',
    'too-large',
    'route',
    'browser',
    'refused',
  ]),
  host: z.string().max(300),
  /** As the resolver, the socket or the browser names it: ENOTFOUND, ECONNREFUSED, ERR_CERT_DATE_INVALID. */
  code: z.string().max(200),
  detail: z.string().max(500).optional(),
});
export type Failure = z.infer<typeof Failure>;

/** Whether an element that a site expects was there for a visitor. `name` is the selector, label or button text as expected. */
export const Probe = z.strictObject({
  kind: z.enum(['selector', 'field', 'button', 'wait-for']),
  name: z.string(),
  found: z.boolean(),
  visible: z.boolean(),
  enabled: z.boolean(),
});
export type Probe = z.infer<typeof Probe>;

/** All that one visit saw: the evidence. The page itself stands in the snapshots. */
export const Observation = z
  .strictObject({
    version: z.literal(1),
    site: z.string(),
    url: z.string(),
    route: z.string(),
    startedAt: Instant,
    endedAt: Instant,
    /** Null when a document came. */
    failure: Failure.nullable(),
    status: z.int().nullable(),
    /** Of the last answer for the document; names in lower case, cookies' values struck out. */
    headers: z.record(z.string(), z.string()),
    /** Addresses passed on the way, the first asked for first; the final one is `finalUrl`. */
    redirects: z.array(z.strictObject({ url: z.string(), status: z.int() })),
    finalUrl: z.string().nullable(),
    contentType: z.string().nullable(),
    title: z.string().nullable(),
    /** Characters of visible text. */
    textLength: z.int().nullable(),
    /** SHA-256 of the visible text: changes when a reader would see other words. */
    textSha256: Sha256.nullable(),
    probes: z.array(Probe),
    /** A document that is not HTML: its first bytes and its length say whether it is what it claims. */
    document: z
      .strictObject({
        magic: z.enum(['pdf', 'zip', 'png', 'jpeg', 'gif', 'webp', 'text', 'html', 'other', 'empty']),
        bytes: z.int(),
      })
      .nullable(),
    tls: z
      .strictObject({
        protocol: z.string(),
        subject: z.string(),
        issuer: z.string(),
        validFrom: Instant,
        validTo: Instant,
      })
      .nullable(),
    /** Address the host of the final URL resolved to; null when the exit resolved it. */
    address: z.string().nullable(),
    timings: Timings,
    /** Milliseconds waited for a challenge to solve itself; 0: none was seen. */
    challengeMs: z.number(),
    /** Bytes that passed the route, both ways. */
    bytes: z.strictObject({ sent: z.int(), received: z.int() }),
    requests: z.strictObject({ total: z.int(), failed: z.int(), refused: z.int() }),
    consoleErrors: z.int(),
    pageErrors: z.int(),
    dialogs: z.int(),
    popups: z.int(),
    /** `cut`: the page was taller than the picture may be. */
    screenshot: SnapshotRef.extend({ width: z.int(), height: z.int(), cut: z.boolean() }).nullable(),
    /** The document as the browser had rendered it. */
    dom: SnapshotRef.nullable(),
    /** The body of the answer as it came. */
    body: SnapshotRef.nullable(),
    /** What a visitor could read. */
    text: SnapshotRef.nullable(),
    browser: z.strictObject({ name: z.string(), version: z.string(), headed: z.boolean() }),
    rulesVersion: z.string(),
  })
  .meta({ id: 'Observation', title: 'Evidence of one visit' });
export type Observation = z.infer<typeof Observation>;

/** What the classifier reads of an HTML page beside the observation: never stored, made again from the DOM snapshot. */
export interface PageContent {
  title: string;
  /** Text of the first h1, or of the first heading where there is none; '' without headings. */
  heading: string;
  /** Visible text, white space folded. In a browser: what is rendered; of a saved page: all but script, style, hidden. */
  text: string;
  /** `id` attributes. */
  ids: ReadonlySet<string>;
  /** `class` names. */
  classes: ReadonlySet<string>;
  /** Addresses in src of script, iframe, img and embed, href of link, action of form. */
  sources: readonly string[];
  /** Text of inline scripts, joined and capped. */
  scripts: string;
}
