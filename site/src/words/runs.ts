import type { RouteReport } from '../../../checker/domain/run-record.ts';
import { STATUS } from '../../../checker/domain/status.ts';
import { lengthText } from '../data/format.ts';

const LOCALE = 'en-US';
const number = new Intl.NumberFormat(LOCALE);
const dollars = new Intl.NumberFormat(LOCALE, {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
});

/** "$0.0068". */
export function dollarsText(amount: number): string {
  return dollars.format(amount);
}

/** Words of the page about the monitor itself. */
export const RUNS = {
  title: 'The monitor itself',
  intro:
    'A status page is worth as much as the watch behind it. Here stands what the monitor promised, and what it did: when it looked, when it did not, over which ways out, and at what cost.',
  none: 'The monitor has not run yet.',

  cadence: 'Cadence',
  promised: 'Promised',
  promise: (ms: number) => `a check every ${lengthText(ms)} of each page that is up`,
  observed: 'Observed',
  runs: (count: number, days: number) => `${number.format(count)} runs in ${days} days`,
  median: 'Half of the pauses between runs',
  p95: '19 of 20 pauses',
  longest: 'Longest pause',
  within: (ms: number) => `at most ${lengthText(ms)}`,
  cadenceNote:
    'Pauses are counted from start to start. Runs are started on a schedule and may begin late. Pages that are down are checked sooner than promised, pages that turn the monitor away more rarely.',

  coverage: 'Coverage by day',
  coverageNote:
    'How much of the time of all pages was observed: a visit holds until the next one, for a limited time. What is missing was not checked, and is left out of every availability figure.',
  coverageTitle: 'Observed share of all pages’ time, by day',
  coverageSentence: (whole: number, days: number, worst: { date: string; share: string } | null) =>
    `On ${whole} of ${days} days at least 95% of the time was observed.${worst ? ` The day with the least was ${worst.date}, with ${worst.share}.` : ''}`,
  coverageTable: 'The days in words',
  day: 'Day (UTC)',
  runsColumn: 'Runs',
  coverageColumn: 'Observed',

  gaps: 'Gaps',
  gapsNote: 'Pauses between the starts of two runs that were more than twice as long as promised.',
  noGaps: 'There was none in these days.',
  gapsMore: (shown: number, all: number) => `The newest ${shown} of ${number.format(all)}.`,
  from: 'From',
  to: 'To',
  length: 'Length',

  newest: 'The newest run',
  started: 'Began',
  took: 'Took',
  state: 'State',
  complete: 'complete',
  cutShort: 'cut short: pages that it did not reach keep their earlier status',
  visited: 'Pages visited',
  log: 'Log',
  logOn: 'on GitHub',
  record: 'Record',
  versions: 'Versions',
  commit: 'List of pages from commit',
  notes: 'Notes',
  routes: 'Ways out',
  route: 'Route',
  exit: 'Exit',
  canaries: 'Canaries',
  canariesUp: (up: number, all: number) => `${up} of ${all} up`,
  ready: 'Ready after',
  inUse: 'Existed for',
  notRemoved: 'not removed when the record was written',
  cost: 'Cost at most',
  noCost: 'none',
  routeStates: {
    ok: 'worked',
    failed: 'failed: what was loaded over it is not counted',
    burned: 'was turned away by a page, and replaced',
  } satisfies Record<RouteReport['state'], string>,
  canariesNote:
    'Canaries are pages that are known to be up. When they fail over a route, the fault is the monitor’s.',
  /** `pause`: "5 minutes". */
  oneExit: (pause: string) => [
    'The newest run visited pages from one kind of exit alone: the address of the machine it ran on, such as one of GitHub’s. No address was made for it.',
    `So a page that is not up could not be looked at from elsewhere. A second look at least ${pause} later must agree before it counts as down; until then it is shown as ${STATUS.suspect.predicate}. And more pages than otherwise may block our monitor, because robots come from such addresses, too.`,
  ],

  last: 'The last runs',
  lastNote: (count: number, cost: string | null) =>
    cost === null
      ? `The newest ${count} runs made no machines of their own.`
      : `The newest ${count} runs that are known cost at most ${cost} for machines, a full hour counted for every hour begun.`,
  /** Short, for columns: "50 s", "6 min". */
  seconds: (ms: number) => (ms < 60_000 ? `${Math.round(ms / 1_000)} s` : `${Math.round(ms / 60_000)} min`),
} as const;
