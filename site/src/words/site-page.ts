import { loadText } from '../data/format.ts';

const visits = (count: number) => `${count} ${count === 1 ? 'visit' : 'visits'}`;
const days = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`;

/** Words of a site's page. */
export const SITE_PAGE = {
  looks: 'What it looked like',
  now: 'At the last visit',
  lastGood: 'When it was last good',
  alsoGood: 'The last visit was good: this is how the page looks when it works.',
  neverGood: 'It was never seen good.',
  evidenceOf: 'All evidence of this visit',
  incident: 'The incident, with its evidence',
  issue: (number: number) => `Issue ${number} on GitHub, where it is followed`,

  asObserved: (share: string) => `${share} as observed`,
  asObservedNone: 'nothing that counts as observed',
  corrections: 'Corrections of the record',
  correctionsNote:
    'Maintainers correct the record when what was seen is known to be something else. The figures obey the corrections; what was seen stays, and stands beside them.',
  countsAs: 'counts as',
  correctionSource: 'Source',
  correctionFile: 'The correction on GitHub',
  correctedBy: 'by',
  corrected: 'corrected; observed:',

  barsLinks: 'Every day in words, with load times',
  table: (label: string) => `${label}, as a table`,
  checks: 'Checks',
  typical: 'Half within',
  slowest: '19 of 20 within',
  day: (date: string, status: string) => `${date}: ${status}`,

  loads: 'Load time',
  loadsNote:
    'From the start of a visit until all that is expected was there, of good visits in our browser. Your own connection may be faster or slower.',
  ninetyDays: 'The last 90 days',
  loadsTitle: 'Load time by day over the last 90 days',
  loadsSentence: (typical: number, slow: number, worst: { date: string; ms: number }, without: number) =>
    `On most days half of the visits were ready within ${loadText(typical)}, and 19 of 20 within ${loadText(slow)}. The slowest day was ${worst.date}, with 19 of 20 within ${loadText(worst.ms)}.${without > 0 ? ` On ${days(without)} nothing was measured.` : ''}`,
  legendTypical: 'Half of the day’s visits within',
  legendSlow: '19 of 20 within',
  noLoads: 'No load time was measured in these days.',
  daysAgo: (count: number) => `${count} days ago`,
  today: 'Today',

  lastDay: 'The last 24 hours',
  lastDayTitle: 'Single visits of the last 24 hours',
  lastDaySentence: (count: number, typical: number | null, most: number | null, bad: number) =>
    `${visits(count)}${typical === null || most === null ? '' : `: half of the good ones were ready within ${loadText(typical)}, the slowest after ${loadText(most)}`}. ${bad === 0 ? 'Each found a usable page.' : `${bad} found no usable page.`}`,
  noVisits: 'No visit is known from the last 24 hours.',
  lastDayTable: 'The last 24 hours by the hour',
  legendVisit: 'One good visit',
  legendStatus: 'Below, what the time was observed as:',
  from: 'From',
  visits: 'Visits',
  slowestOne: 'Slowest',
  notGood: 'Not good',
  hoursAgo: (count: number) => `${count} hours ago`,
  newest: 'Newest run',

  lastVisits: 'The last visits',
  visitAt: 'Visited',
  visitOutcome: 'Outcome',
  visitLoad: 'Took',
  visitRoute: 'Route',
  visitProof: 'Proof',
  evidence: 'evidence',
  runRecord: 'run record',
  visitsUnknown: 'No single visit is known from the newest runs.',

  expects: 'What we look for',
  expectsNote:
    'Every visit loads the page in a browser and checks this. What stands between two slashes is a regular expression.',
  openAsAnnounced: (zone: string) => `Open as announced (${zone}):`,
  closedAsAnnounced: 'Closed as announced:',
  source: 'source',

  follow: 'Follow this page',
  feed: 'Feed (Atom) of its incidents',
  badge: 'Badge (SVG)',

  moved: {
    title: 'This page has another name now',
    text: 'Its history goes on under',
  },
} as const;
