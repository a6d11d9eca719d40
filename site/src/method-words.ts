import type { ShownStatus } from '../../checker/domain/status.ts';

/** What each status means, for readers. */
export const STATUS_MEANINGS: Record<ShownStatus, string> = {
  up: 'The page loaded in a real browser and showed what voters need from it: the words, the form or the document that belong there.',
  degraded:
    'The page could be used, but it was slow, or it sent the visitor to another domain than expected.',
  down: 'The page could not be used, and a second visit agreed: over another way out to the internet, or some minutes later. The reason stands beside it.',
  suspect:
    'One visit failed and nothing has confirmed it yet. It may have been the monitor or a passing fault. It counts as an outage only if the next visit agrees.',
  blocked:
    'The page answered, but turned our monitor away, as sites do with visitors that they take for robots. People most likely still reach it. It is never counted as downtime, and we do not try to get round it.',
  closed: 'The election office announced that the page would be closed or under maintenance at this time.',
  unknown: 'We did not look, or our own connection or browser failed. It says nothing about the page.',
};

/** The sections of the page that tells how to read this site, after the statuses. */
export const METHOD = {
  title: 'What the words mean',
  intro:
    'Puptime loads each page in a real browser, the way a voter would, looks for what makes the page useful, and keeps what it saw. Every status here rests on such a visit.',
  statuses: 'Statuses',
  sections: [
    {
      id: 'confirmation',
      title: 'Before we call a page down',
      text: [
        'A bad visit is repeated, over a different way out to the internet where there is one, otherwise some minutes later. If both fail, the page is down, from the time of the first. If the second works, the page is reachable and the first counts as passing.',
        'We also visit pages that are known to be up over the same way out. When those fail, the fault is ours, and the visits are not counted.',
      ],
    },
    {
      id: 'times',
      title: 'Four times, and a length that is an interval',
      text: [
        'We look at intervals, not all the time. So an incident has four times: the last good visit before it, the first bad one, the last bad one, and the first good one after it. It lasted at least from first bad to last bad, and at most from last good to first good.',
      ],
    },
    {
      id: 'availability',
      title: 'Availability and observed time',
      text: [
        'Availability is the time in which the page was reachable or impaired, divided by that time plus the time it was down. Blocked, closed and not checked are left out of both.',
        'Beside it stands how much of the time was observed at all. A figure that rests on little observation should be trusted little. Nothing is assumed about the time before the first check, and no figure is rounded up.',
      ],
    },
    {
      id: 'evidence',
      title: 'Evidence',
      text: [
        'Each visit that matters leaves a picture, the page source, the headers, the certificate and the timings. They are named by their SHA-256, so that a copy can be checked against the record. Page sources are kept as text, never as a page that could be mistaken for the real one.',
      ],
    },
    {
      id: 'limits',
      title: 'What we cannot see',
      text: [
        'We see each page from a few places, at intervals, without an account. We do not submit forms or look up voters. A page can fail for some people and work for us, or the other way round.',
      ],
    },
  ],
} as const;
