import type { Window } from '../../checker/domain/ledger-files.ts';
import { type ShownStatus, STATUS } from '../../checker/domain/status.ts';

/** How many monitored pages have each status. */
export type Counts = Record<ShownStatus, number>;

const pages = (count: number) => `${count} ${count === 1 ? 'page' : 'pages'}`;
const are = (count: number) => (count === 1 ? 'is' : 'are');

/** The sentence at the head of the overview. It never claims more than was observed. */
export function headline(counts: Counts): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (total === 0) return 'No pages are monitored yet';
  const { down, up, unknown } = counts;
  if (down > 0) return `${down} of ${pages(total)} ${are(down)} down`;
  if (up === total) return total === 1 ? 'The page is reachable' : `All ${total} pages are reachable`;
  if (unknown === total) {
    return total === 1 ? 'The page could not be checked' : `None of ${total} pages could be checked`;
  }
  return 'No page is known to be down';
}

/** What the bars of a site say, in a sentence. */
export function barsSentence(days: readonly { status: keyof typeof STATUS }[]): string {
  const count = (status: keyof typeof STATUS) => days.filter((day) => day.status === status).length;
  const parts = (['down', 'degraded', 'blocked', 'closed', 'up', 'unknown'] as const)
    .filter((status) => count(status) > 0)
    .map((status) => `${STATUS[status].predicate} on ${count(status)}`);
  return `Of the last ${days.length} days: ${parts.join(', ')}.`;
}

/** All words of the pages but those of statuses and reasons, so that another language can follow. */
export const WORDS = {
  lang: 'en-US',
  title: 'Puptime',
  tagline: 'Are the web pages voters depend on working?',
  independent: 'Independent, not a government site',
  skip: 'Skip to content',
  navigation: 'Main',
  overview: 'Overview',
  incidents: 'Incidents',
  method: 'Method',
  footer:
    'Puptime opens election pages in a real browser and publishes what it saw. It is not run by any election office. Nothing here tells you whether you are registered or where to vote: only the official pages do.',
  separator: ' · ',
  none: '–',

  checked: 'Checked',
  staleSince: 'The monitor has not reported since',
  staleNote: '. What stands below is what was last seen, and may no longer be true.',
  cutShort: 'The last run was cut short: pages it did not reach keep their earlier status.',
  routeFailed: (route: string) =>
    `The last run's way out over “${route}” failed, so it could not judge what it loaded that way.`,
  runNotes: 'From the last run',

  firstRun: {
    headline: 'Nothing has been checked yet',
    text: 'This is where the status of every monitored page will stand, with a picture of what was seen. The first report follows the first run of the monitor.',
    noPages: 'No pages are listed yet.',
  },
  noIncidents: 'No incident has been recorded.',

  sections: {
    down: 'Down now',
    suspect: 'Being confirmed',
    degraded: 'Impaired',
    blocked: 'Blocked to our monitor',
  },
  sectionNotes: {
    down: 'Two visits over different ways out, or minutes apart, both failed.',
    suspect: 'One visit failed. Until a second one agrees, this is not an outage.',
    degraded: 'The page works, but slowly or not as it should.',
    blocked: 'The page turns our monitor away. Voters most likely reach it; it is never counted as downtime.',
  },
  allPages: 'All pages',
  jump: 'Jump to a state',
  since: 'since',
  endedGroup: 'No longer monitored',
  monitoring: { active: '', paused: 'Paused: not visited at present', ended: 'No longer monitored' },
  neverChecked: 'Not checked yet',

  official: 'Go to the official page',
  officialNote: 'This site only watches that page.',
  closedSource: 'announcement',
  lastChecked: 'Last checked',
  suspectNote: (outcome: 'down' | 'blocked') =>
    outcome === 'down'
      ? 'One visit found it down. A second visit must agree before it counts as an outage.'
      : 'One visit was turned away. A second visit must agree before it counts as blocked.',
  seeEvidence: 'See the evidence',
  availability: 'Availability',
  windows: {
    '24h': '24 hours',
    '7d': '7 days',
    '30d': '30 days',
    '90d': '90 days',
    '365d': '365 days',
  } satisfies Record<Window, string>,
  windowColumn: 'Over the last',
  availableColumn: 'Available',
  observedColumn: 'Observed',
  formula:
    'Available = (reachable + impaired) ÷ (reachable + impaired + down), by time. Time in which the page was blocked to our monitor, closed as announced or not checked is left out. Observed is the share of the time since the first check that was checked at all. Figures are never rounded up.',
  nothingCounted: 'nothing that counts was observed',
  barsStart: '90 days ago',
  barsStartNarrow: '45 days ago',
  barsEnd: 'Today',
  day: 'Day (UTC)',
  days: (first: string, last: string) => `${first} – ${last}`,
  dayStatus: 'Status',
  dayDetail: 'Time',

  sameAs: 'A reader would see the same as at the visit shown here.',
  archived: 'Archived copy, not the live site',
  pictureAlt: (name: string, group: string, at: string) =>
    `${name}, ${group}, as our browser showed it on ${at}`,
  pictureCut: 'The page is taller than the picture.',
  pictureGone: 'Picture no longer kept',
  pictureNone: 'No picture: the visit brought no page to show',
  evidence: 'Evidence',
  source: 'Page source',
  struckOut: '(struck out)',

  fields: {
    at: 'Visited',
    outcome: 'Outcome',
    address: 'Address asked for',
    final: 'Final address',
    redirects: 'Redirects',
    failure: 'Failure',
    status: 'HTTP status',
    contentType: 'Content type',
    title: 'Page title',
    text: 'Visible text',
    probes: 'Expected elements',
    document: 'Document',
    tls: 'TLS',
    timings: 'Timings',
    challenge: 'Challenge',
    traffic: 'Traffic',
    errors: 'Errors in the page',
    exit: 'Exit',
    resolved: 'Server address',
    browser: 'Browser',
    rules: 'Rules',
    hashes: 'SHA-256',
  },
  noRedirects: 'none',
  noAnswer: 'no answer',
  noCertificate: 'no certificate was seen',
  characters: (count: number) => `${count.toLocaleString('en-US')} characters`,
  probe: (visible: boolean, enabled: boolean, found: boolean) =>
    !found ? 'not found' : !visible ? 'found, not visible' : enabled ? 'visible' : 'visible, not enabled',
  timings: {
    dns: 'name lookup',
    connect: 'connect',
    tls: 'TLS',
    firstByte: 'first byte',
    dom: 'document',
    load: 'loaded',
    ready: 'ready',
    total: 'whole visit',
  },
  challengeWaited: (seconds: string) => `waited ${seconds} for a check of the browser to end by itself`,
  tls: (protocol: string, issuer: string) => `${protocol}, issued by ${issuer}`,
  traffic: (received: string, sent: string, requests: number, failed: number) =>
    `${received} received, ${sent} sent; ${requests} ${requests === 1 ? 'request' : 'requests'}, ${failed} failed`,
  errors: (console: number, page: number) => `${console} on the console, ${page} uncaught`,
  headed: 'with a window',
  headless: 'without a window',
  hashNames: {
    evidence: 'evidence',
    picture: 'picture',
    dom: 'rendered source',
    body: 'answer',
    text: 'visible text',
  },
  documentFacts: (magic: string, size: string) => `${magic.toUpperCase()}, ${size}`,

  incidentsOf: 'Incidents of this page',
  incidentTitle: (kind: 'down' | 'blocked', name: string) =>
    kind === 'down' ? `${name} was down` : `${name} was blocked to our monitor`,
  incidentTitleOpen: (kind: 'down' | 'blocked', name: string) =>
    kind === 'down' ? `${name} is down` : `${name} is blocked to our monitor`,
  open: 'still open',
  lengthBetween: (least: string, most: string) =>
    least === most ? `about ${least}` : `between ${least} and ${most}`,
  lengthAtLeast: (least: string) => `at least ${least}`,
  lengthSoFar: (least: string) => `at least ${least} so far`,
  toPage: 'Status of this page',
  notFound: {
    title: 'There is no such page here',
    text: 'If you came to vote, register or track a ballot: this is not a government site. The list of all pages leads to every official page.',
    back: 'To the overview',
    list: 'To the list of all pages',
  },
} as const;
