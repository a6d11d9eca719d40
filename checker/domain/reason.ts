import { z } from 'zod';

const text = z.string().max(500);

/**
 * Why an outcome is what it is, in the order of proof (design: DNS, connect, TLS, timeout, redirect loop, HTTP status, block,
 * error page, required content missing, forbidden content present, off-domain, slow), then the monitor's own reasons.
 * Every text in it may come from a hostile page: escape it wherever it goes.
 */
export const Reason = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('dns'), host: text, code: text }),
  z.strictObject({ kind: z.literal('connect'), host: text, code: text }),
  z.strictObject({ kind: z.literal('tls'), host: text, code: text, detail: text.optional() }),
  /** `phase`: what had not come: the answer to the request, or the page's document. */
  z.strictObject({ kind: z.literal('timeout'), phase: z.enum(['answer', 'document']), afterMs: z.int() }),
  z.strictObject({ kind: z.literal('redirect-loop'), host: text }),
  /** The answer broke the protocol: reset in mid-answer, empty answer, malformed headers. */
  z.strictObject({ kind: z.literal('protocol'), code: text }),
  /** The address started a download that the site does not expect. */
  z.strictObject({ kind: z.literal('download'), contentType: text }),
  z.strictObject({ kind: z.literal('too-large'), limitBytes: z.int() }),
  z.strictObject({ kind: z.literal('http-status'), status: z.int() }),
  /** `vendor`: `unknown` when the block is proven but not whose it is. `rule`: id in the classifier's rules. */
  z.strictObject({ kind: z.literal('block'), vendor: text, rule: text }),
  z.strictObject({ kind: z.literal('error-page'), rule: text, phrase: text }),
  z.strictObject({
    kind: z.literal('missing'),
    expectation: z.enum([
      'content',
      'text',
      'selector',
      'form',
      'title',
      'content-type',
      'document',
      'wait-for',
    ]),
    expected: text,
    found: text.optional(),
  }),
  z.strictObject({ kind: z.literal('forbidden'), pattern: text }),
  z.strictObject({ kind: z.literal('off-domain'), host: text, expected: text }),
  z.strictObject({ kind: z.literal('slow'), ms: z.int(), limitMs: z.int() }),
  /** The route failed (dead proxy, lost tunnel, canaries down): says nothing about the site. */
  z.strictObject({ kind: z.literal('route'), route: text, detail: text }),
  /** The browser failed (crash of the tab or of the browser): says nothing sure about the site. */
  z.strictObject({ kind: z.literal('browser'), detail: text }),
  /** The page's address was refused by the request guard. */
  z.strictObject({ kind: z.literal('refused'), host: text, detail: text }),
  /** Too many sites turned down at once. */
  z.strictObject({ kind: z.literal('breaker'), share: z.number(), limit: z.number() }),
  /** The run ended before the visit. */
  z.strictObject({ kind: z.literal('not-visited'), detail: text }),
]);

export type Reason = z.infer<typeof Reason>;
export type ReasonKind = Reason['kind'];
