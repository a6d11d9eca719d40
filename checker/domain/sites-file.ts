import { z } from 'zod';
import { DEFAULT_CAPTURE, Share } from './capture-settings.ts';
import { Duration } from './duration.ts';
import { Expectations, Owners, Pattern, Site } from './site.ts';

/** A group of sites that belong together: a state. */
export const Group = z
  .strictObject({
    name: z.string().min(1).max(80).meta({ description: 'Name of the state.' }),
    timeZone: z.string().meta({ description: 'IANA time zone, such as America/New_York.' }),
    owners: Owners.optional(),
  })
  .meta({ id: 'Group' });

/** What voters do on a page, with the expectation used where a page was never looked at closely. */
export const Kind = z
  .strictObject({
    name: z.string().min(1).max(80).meta({ description: 'In the words of a voter: Track your ballot.' }),
    expect: Expectations.optional(),
  })
  .meta({ id: 'Kind' });

/** A page known to be up, visited over the same route: when all canaries fail, the route failed. */
export const Canary = z
  .strictObject({
    url: z.string().min(1).meta({ description: 'Address of a page that is known to be up.' }),
    text: Pattern.meta({ description: 'Words a visitor must see there.' }),
  })
  .meta({ id: 'Canary' });

/** When GitHub issues are opened, and how many. What is not given is as `ISSUE_SETTINGS` has it. */
export const IssueWishes = z
  .strictObject({
    flap: Duration.optional().meta({
      description: 'A page that falls again so soon after it was back reopens its issue. Default: 2h.',
    }),
    blockedAfter: Duration.optional().meta({
      description: 'How long a page must have blocked the monitor until an issue tells of it. Default: 24h.',
    }),
    silentAfter: Duration.optional().meta({
      description: 'How long the monitor itself may see nothing until an issue tells of it. Default: 2h.',
    }),
    redesignAfter: Duration.optional().meta({
      description:
        'How long only the expected content must be missing on a page that answers until it is taken for a redesign. Default: 7d.',
    }),
    mostOpened: z.int().min(1).max(50).optional().meta({
      description: 'Most outage issues opened in one run; the rest is one summary. Default: 5.',
    }),
  })
  .meta({ id: 'IssueWishes', description: 'When GitHub issues are opened, and how many.' });
export type IssueWishes = z.infer<typeof IssueWishes>;

/** The whole of `sites.json`. */
export const SitesFile = z
  .strictObject({
    $schema: z.string().optional().meta({ description: 'Where editors find this description.' }),
    version: z.literal(1).meta({ description: 'Version of this file’s format.' }),
    interval: Duration.meta({ description: 'Time between two checks of a page that is up.' }),
    confirmAfter: Duration.default('5m').meta({
      description: 'With one kind of exit only: how far apart two bad visits must be to confirm each other.',
    }),
    maxGap: Duration.optional().meta({
      description: 'How long a verdict holds without a new check. Default: three intervals.',
    }),
    breaker: z
      .strictObject({
        share: z
          .number()
          .gt(0)
          .max(1)
          .default(0.3)
          .meta({ description: 'Share of all sites that may turn down in one run.' }),
        atLeast: z
          .int()
          .min(1)
          .default(5)
          .meta({ description: 'Fewer sites than this never trip the breaker.' }),
      })
      .default({ share: 0.3, atLeast: 5 })
      .meta({ description: 'When more sites than this turn down in one run, the run itself is suspect.' }),
    backoff: z
      .strictObject({
        down: Duration.default('5m').meta({ description: 'How soon a page that is down is checked again.' }),
        blockedMost: Duration.default('6h').meta({
          description: 'The longest pause between checks of a page that blocks the monitor.',
        }),
      })
      .default({ down: '5m', blockedMost: '6h' })
      .meta({ description: 'Re-check pages that are down sooner, and blocked ones ever more rarely.' }),
    capture: z
      .strictObject({
        text: Share.default(DEFAULT_CAPTURE.text).meta({
          description: 'More than this share of its words must have changed; 0: any change counts.',
        }),
        picture: Share.default(DEFAULT_CAPTURE.picture).meta({
          description:
            'More than this share of its picture must have changed: a banner on a short page is 0.2, a page without its style sheets 0.5. 1: a picture alone is never reason enough.',
        }),
      })
      .default({ ...DEFAULT_CAPTURE })
      .meta({
        description: 'When a page that is up has changed so much that its picture and sources are kept anew.',
      }),
    issues: IssueWishes.optional(),
    owners: Owners.optional(),
    canaries: z.array(Canary).min(1).meta({ description: 'Pages that are known to be up.' }),
    defaults: Expectations.default({}).meta({
      description: 'Expectations of every site that does not say otherwise.',
    }),
    kinds: z
      .record(z.string().regex(/^[a-z][a-z-]*$/), Kind)
      .meta({ description: 'What voters do on a page.' }),
    groups: z.record(z.string().regex(/^[A-Z][A-Z0-9-]*$/), Group).meta({ description: 'The states.' }),
    sites: z.array(Site).meta({ description: 'The monitored pages.' }),
  })
  .meta({
    id: 'SitesFile',
    title: 'Puptime sites',
    description: 'The pages that Puptime watches, and what makes each of them work.',
  });

export type SitesFile = z.infer<typeof SitesFile>;
export type Group = z.infer<typeof Group>;
export type Kind = z.infer<typeof Kind>;
export type Canary = z.infer<typeof Canary>;
