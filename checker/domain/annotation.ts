import { z } from 'zod';
import { SiteId } from './site.ts';
import { Status } from './status.ts';

/** Name of a correction: its file is `data/annotations/<id>.json`. */
export const AnnotationId = z
  .string()
  .regex(/^[a-z0-9-]{1,100}$/, 'lower-case letters, digits and hyphens, at most 100 of them');

/** An instant as people write it, to the minute, the second or the millisecond; read, it has milliseconds as all data. */
const WrittenInstant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{3})?)?Z$/, {
    error: 'an instant in UTC, such as 2026-11-23T14:07Z',
    abort: true,
  })
  .refine(isInCalendar, { error: 'a date and time that exist', abort: true })
  .overwrite((text) => new Date(text).toISOString());

/**
 * A correction of the record, as a file of `data/annotations/`: a stretch of a site counts as something else than what was seen.
 * What was seen stays in the runs.
 */
export const AnnotationFile = z
  .strictObject({
    $schema: z.string().optional().meta({ description: 'Where editors find this description.' }),
    version: z.literal(1).meta({ description: 'Version of this file’s format.' }),
    site: SiteId.meta({ description: 'Id of the site in sites.json, or one of its earlier ids.' }),
    from: WrittenInstant.meta({ description: 'When the stretch begins, in UTC: 2026-11-23T14:07Z.' }),
    to: WrittenInstant.meta({
      description: 'When it ends, in UTC; the stretch goes up to this instant, without it.',
    }),
    status: Status.meta({ description: 'What the stretch counts as.' }),
    why: z
      .string()
      .min(1)
      .max(2_000)
      .meta({ description: 'Why what was seen is not what counts. Plain text, shown to the public.' }),
    source: z
      .url({ protocol: /^https$/, error: 'an https address, such as https://vote.example.gov/news' })
      .max(2_000)
      .nullable()
      .meta({ description: 'Page that shows it, such as the office’s own notice; null when there is none.' }),
    by: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .meta({ description: 'GitHub login or name of who corrects the record.' }),
  })
  .refine(({ from, to }) => from < to, { error: 'an instant after "from"', path: ['to'] })
  .meta({
    id: 'AnnotationFile',
    title: 'A correction of the record',
    description: 'Says that a stretch of a site was something else than what was seen, and why.',
  });
export type AnnotationFile = z.infer<typeof AnnotationFile>;

/** A correction with its name. `from` and `to` (exclusive) are UTC with milliseconds. */
export type Annotation = AnnotationFile & { id: string };

/** `annotations.json` of the ledger: the corrections that its figures obey, by name. */
export const AnnotationsFile = z
  .strictObject({ version: z.literal(1), annotations: z.record(AnnotationId, AnnotationFile) })
  .meta({ id: 'AnnotationsFile', title: 'Corrections of the record' });

interface Stretch {
  from: string;
  to: string;
}

/** Whether two stretches have an instant in common. */
export function overlap(a: Stretch, b: Stretch): boolean {
  return a.from < b.to && b.from < a.to;
}

/** 30 February and 25:00 look like times, too. */
function isInCalendar(text: string): boolean {
  const time = new Date(text);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text.slice(0, 16));
}
