import type { ShownStatus } from '../../../checker/domain/status.ts';

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

/** What two visits over two ways out make together: see `checker/domain/verdict.ts`. */
export const VERDICTS: readonly {
  first: string;
  second: string;
  verdict: ShownStatus;
  note: string;
}[] = [
  { first: 'reachable or impaired', second: 'not asked', verdict: 'up', note: 'or impaired, as it was seen' },
  { first: 'down', second: 'reachable', verdict: 'up', note: 'the first is noted as passing' },
  {
    first: 'blocked',
    second: 'reachable',
    verdict: 'up',
    note: 'the first way out is used no more in this run',
  },
  { first: 'down', second: 'down', verdict: 'down', note: 'an incident, from the time of the first' },
  { first: 'blocked', second: 'blocked', verdict: 'blocked', note: 'never counted as downtime' },
  { first: 'down', second: 'blocked', verdict: 'blocked', note: 'and the other way round' },
  { first: 'any', second: 'not possible', verdict: 'unknown', note: 'the run says why' },
  {
    first: 'not possible',
    second: 'any',
    verdict: 'unknown',
    note: 'unless a third way out agrees with the second',
  },
];

/** Words of the page that tells how to read this site. */
export const METHOD = {
  title: 'How it works, and what the words mean',
  intro:
    'Puptime loads each page in a real browser, the way a voter would, looks for what makes the page useful, and keeps what it saw. Every status here rests on such a visit.',
  contents: 'On this page',
  statuses: 'Statuses',
  verdicts: 'Two visits, one verdict',
  verdictColumns: { first: 'First visit', second: 'Second visit', verdict: 'Verdict', note: 'And' },
  contactLink: 'Open an issue',
  contactSources: 'All of the code, the list of pages and the record',
  noContact: 'Where the project lives was not told to this copy of the site.',
  corrections: 'File of the corrections',
  runs: 'What the monitor did, and which addresses it came from',
  sections: {
    how: {
      title: 'How a visit goes',
      text: [
        'About every quarter of an hour the monitor opens every page on its list in Chromium, from an address of its own. It waits until the page has settled, looks for what the page must show (each page here says what that is), takes a picture, and notes the answer, the certificate, the addresses passed on the way and the time everything took.',
        'A page that is down is looked at again sooner; a page that turns the monitor away ever more rarely.',
      ],
    },
    confirmation: {
      title: 'Before we call a page down',
      text: [
        'A bad visit is repeated, over a different way out to the internet where there is one, otherwise some minutes later. If both fail, the page is down, from the time of the first. If the second works, the page is reachable and the first counts as passing.',
        'We also visit pages that are known to be up over the same way out. When those fail, the fault is ours, and the visits are not counted. When a large share of all pages turns bad in one run, a third way out must agree, or none of it counts.',
      ],
    },
    times: {
      title: 'Four times, and a length that is an interval',
      text: [
        'We look at intervals, not all the time. So an incident has four times: the last good visit before it, the first bad one, the last bad one, and the first good one after it. It lasted at least from first bad to last bad, and at most from last good to first good.',
        'What a visit found holds until the next one, but not for longer than a few intervals. Time after that was not checked.',
      ],
    },
    availability: {
      title: 'Availability and observed time',
      text: [
        'Availability is the time in which the page was reachable or impaired, divided by that time plus the time it was down. Blocked, closed and not checked are left out of both.',
        'Beside it stands how much of the time was observed at all. A figure that rests on little observation should be trusted little. Nothing is assumed about the time before the first check, and no figure is rounded up.',
        'Load times are told as two figures a day: half of the good visits were ready within the first, 19 of 20 within the second.',
      ],
    },
    evidence: {
      title: 'Evidence',
      text: [
        'Each visit that matters leaves a picture, the page source, the headers, the certificate and the timings. They are named by their SHA-256, so that a copy can be checked against the record. Page sources are kept as text, never as a page that could be mistaken for the real one.',
        'Pictures and sources are kept within a budget of space: the evidence of incidents always, the rest for a time. What is no longer kept is said to be so.',
      ],
    },
    verify: {
      title: 'How to verify it',
      text: [
        'The record of every run is a file that is never rewritten, and each is named in a chain: a line with its SHA-256 and that of the line before. Whoever changes a record breaks the chain. All figures on this site follow from those records, and can be made again from them.',
        'With Git and Node.js, no account and no trust in this site:',
      ],
    },
    corrections: {
      title: 'Corrections',
      text: [
        'When what was seen is known to be something else (an announced closure that we had missed, a fault of the monitor), the record is corrected by a file that says which stretch, what it counts as, and why, and that anybody can propose and read. Figures obey the correction; pages show what was observed beside it; nothing is deleted.',
      ],
    },
    limits: {
      title: 'What we cannot see',
      text: [
        'We see each page from a few places, at intervals, without an account. We do not submit forms, look up voters, or sign in: a form that is there but answers with an error looks well to us. A page can fail for some people and work for us, or the other way round.',
        'An outage between two visits goes unseen. We do not know why a page fails, only what it showed. A page that blocks us may be up or down: we do not try to get round it.',
      ],
    },
    contact: {
      title: 'Contact',
      text: [
        'For mistakes, questions, and pages that are missing. Election offices: if something here is wrong, say so, and the record is corrected where the evidence bears it out.',
      ],
    },
    optOut: {
      title: 'If you run a page and do not want it watched',
      text: [
        'Open an issue from an account, or with a sign, that shows that you speak for the office, and the page is taken off the list; what was seen so far stays in the record. One visit every quarter of an hour in a browser is as much load as one visitor makes. If your firewall turns us away we count that as blocked, never as down, and come more rarely.',
      ],
    },
  },
} as const;

/** What to type to check the record, for a repository's address. */
export function verifyCommands(repositoryUrl: string): string {
  return [
    `git clone --branch data ${repositoryUrl}.git record`,
    `git clone ${repositoryUrl}.git puptime`,
    'cd puptime && npm ci && npx puptime verify --data ../record',
  ].join('\n');
}
