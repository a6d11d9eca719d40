import { z } from 'zod';
import { Duration } from './duration.ts';

/** Stable name of a site: lower-case words joined by hyphens; it stands in file names, URLs and issues, so it never changes its meaning. */
export const SiteId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and single hyphens, such as oh-track-ballot')
  .max(80)
  .meta({
    description: 'Stable, readable name of the site, such as oh-track-ballot. Never reused for another page.',
  });

/** Text to look for: plain words (case and runs of white space do not matter) or `/regular expression/flags`. */
export const Pattern = z.string().min(1).max(300).meta({
  description: 'Plain words (case and white space do not matter), or a regular expression as /…/ or /…/i.',
});

const patterns = z.union([Pattern, z.array(Pattern).min(1)]);

const FormPart = z.union([
  z.strictObject({
    field: Pattern.meta({ description: 'Label of a field that must be visible and enabled.' }),
  }),
  z.strictObject({
    button: Pattern.meta({ description: 'Name of a button that must be visible and enabled.' }),
  }),
]);

/** What makes a page *this* page. Every field given must hold; what is not given comes from the site's kinds, then from `defaults`. */
export const Expectations = z
  .strictObject({
    text: z
      .union([
        patterns,
        z.strictObject({ all: z.array(Pattern).min(1).optional(), any: z.array(Pattern).min(1).optional() }),
      ])
      .optional()
      .meta({
        description:
          'Words a visitor must see: one, a list of which all must be there, or { "all": […], "any": […] }.',
      }),
    absent: patterns.optional().meta({ description: 'Words a visitor must not see.' }),
    selector: z
      .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
      .optional()
      .meta({ description: 'CSS selectors of elements that must be visible.' }),
    form: z
      .union([FormPart, z.array(FormPart).min(1)])
      .optional()
      .meta({
        description:
          'Labelled fields and buttons that must be visible and enabled: the surest sign that a lookup works.',
      }),
    status: z
      .union([z.int().min(100).max(599), z.array(z.int().min(100).max(599)).min(1)])
      .optional()
      .meta({ description: 'HTTP statuses that are right for this page. Default: 200 to 299.' }),
    title: Pattern.optional().meta({ description: 'What the title must contain.' }),
    host: z
      .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
      .optional()
      .meta({
        description:
          'Hosts at which redirects may end, as vote.example.gov or *.example.gov. Default: the same registrable domain (another is then reported as degraded, not down).',
      }),
    contentType: z
      .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
      .optional()
      .meta({ description: 'Media types, such as text/html (the default) or application/pdf.' }),
    slowAfter: Duration.optional().meta({ description: 'A page that is ready later than this is degraded.' }),
    timeout: Duration.optional().meta({ description: 'A page that has not answered by then is down.' }),
    waitFor: z
      .string()
      .min(1)
      .optional()
      .meta({ description: 'CSS selector to wait for before the page is judged (within the timeout).' }),
  })
  .meta({ id: 'Expectations', description: 'What must hold for the page to be up.' });

const Source = z.httpUrl().meta({ description: 'Page on which the election office announces it.' });

/** A date, a local time of the site's time zone, or a UTC time with a Z. */
const Moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(Z)?)?$/, 'a date or time, such as 2026-11-04 or 2026-11-04T06:00');

/** Regular opening hours of a service, in the site's time zone: outside of them it is closed as announced. */
export const Hours = z.strictObject({
  days: z
    .array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']))
    .min(1)
    .meta({ description: 'Days on which these hours hold.' }),
  open: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day, such as 06:00')
    .meta({ description: 'When the service opens, in the site’s time zone: 06:00.' }),
  close: z
    .string()
    .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time of day, such as 23:30 or 24:00')
    .meta({
      description:
        'When it closes, later the same day: 23:30, or 24:00. Hours past midnight are two entries.',
    }),
  source: Source,
});

/** One announced stretch in which the page is closed or under maintenance. Local times of the site's time zone, or UTC with a Z. */
export const Closure = z.strictObject({
  from: Moment.meta({ description: 'When it begins: a date, or a local time, or UTC with a Z.' }),
  to: Moment.meta({ description: 'When it ends; a date alone means the end of that day.' }),
  reason: z.string().min(1).max(300).meta({ description: 'What the office says, in a few words.' }),
  source: Source,
});

/** Who is told of outages on GitHub. */
export const Owners = z
  .array(
    z
      .string()
      .regex(
        /^@?[A-Za-z0-9][A-Za-z0-9-]*(\/[A-Za-z0-9._-]+)?$/,
        'a GitHub user or team, such as @octocat or @org/team',
      ),
  )
  .meta({
    description:
      'GitHub accounts to mention and assign when a page is down. Those of the page count, else those of its group, else those of the file.',
  });

/** One monitored page, as contributors write it. */
export const Site = z
  .strictObject({
    id: SiteId,
    name: z
      .string()
      .min(1)
      .max(120)
      .meta({ description: 'What the page is for, in a few words: Track your ballot.' }),
    url: z
      .string()
      .min(1)
      .max(2_000)
      .meta({ description: 'Address of the page: https, a public host name, no user name or password.' }),
    group: z.string().min(1).max(40).meta({ description: 'Key of `groups`: the state.' }),
    kinds: z.array(z.string()).min(1).meta({ description: 'Keys of `kinds`: what voters do on this page.' }),
    expect: Expectations.optional(),
    hours: z
      .array(Hours)
      .min(1)
      .optional()
      .meta({ description: 'Announced opening hours, when the service does not run day and night.' }),
    closures: z
      .array(Closure)
      .min(1)
      .optional()
      .meta({ description: 'Announced closures and maintenance windows.' }),
    timeZone: z
      .string()
      .optional()
      .meta({ description: 'IANA time zone, when it is not that of the group.' }),
    formerly: z
      .array(SiteId)
      .min(1)
      .optional()
      .meta({ description: 'Earlier ids of this site: its history goes on under the new one.' }),
    owners: Owners.optional(),
    active: z.boolean().optional().meta({ description: 'false: keep the history, do not visit.' }),
    notes: z.string().max(1_000).optional().meta({ description: 'For maintainers.' }),
  })
  .meta({ id: 'Site', description: 'One monitored page.' });

export type Expectations = z.infer<typeof Expectations>;
export type Hours = z.infer<typeof Hours>;
export type Closure = z.infer<typeof Closure>;
export type Site = z.infer<typeof Site>;
