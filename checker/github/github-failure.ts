import { z } from 'zod';

const Fault = z.object({
  field: z.string().catch(''),
  code: z.string().catch(''),
  message: z.string().catch(''),
  value: z.unknown().optional(),
});

/** What Octokit throws: without `response` when there was no answer. */
export const Failure = z.object({
  status: z.number(),
  message: z.string(),
  response: z
    .object({
      headers: z.record(z.string(), z.unknown()).catch({}),
      data: z
        .object({ message: z.string(), errors: z.array(Fault).catch([]) })
        .nullable()
        .catch(null),
    })
    .optional(),
});
export type Failure = z.infer<typeof Failure>;

/** Whether no answer came, or one that says nothing about what was done. */
export function isUnanswered(error: unknown): boolean {
  const failure = Failure.safeParse(error).data;
  return failure !== undefined && failure.status >= 500;
}

/**
 * Seconds that a refusal asks to wait; null where it does not, and where the throttling plugin has asked for them already. A 503 is
 * no refusal: it may have been done.
 */
export function retryAfterOf(error: unknown): number | null {
  const failure = Failure.safeParse(error).data;
  if (failure?.status !== 403 && failure?.status !== 429) return null;
  if (/\bsecondary rate\b/i.test(failure.message)) return null;
  if (header(failure, 'x-ratelimit-remaining') === '0') return null;
  const seconds = Number(header(failure, 'retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : null;
}

/** A header of the answer, its name in lower case; null when there is none. */
export function header({ response }: Failure, name: string): string | null {
  const value = response?.headers[name];
  return typeof value === 'string' ? value : null;
}
