/** Words of one kind of file of the API. */
export interface EndpointWords {
  /** A few words. */
  title: string;
  /** What a reader should know of it. */
  text: string;
}

const endpoints = {
  status: {
    title: 'Summary',
    text: 'How many pages have each status, the newest run, and until when the data may be taken for the present.',
  },
  sites: {
    title: 'All pages',
    text: 'Every page with its newest status, and where the lists by state and by kind are.',
  },
  down: { title: 'Pages that are down', text: 'Confirmed by a second visit.' },
  blocked: {
    title: 'Pages that block the monitor',
    text: 'Voters most likely reach them; never counted as downtime.',
  },
  state: { title: 'Pages of a state', text: 'The pages of a state, and how many have each status.' },
  kind: { title: 'Pages of a kind', text: 'The pages on which voters do the same thing, in every state.' },
  site: {
    title: 'One page',
    text: 'All that is known of its present: last visits, open doubts, announced closures.',
  },
  siteDays: {
    title: 'A page’s checks by day',
    text: 'Seconds in each status, checks, and load times of each UTC day, up to a year back, the oldest first.',
  },
  siteDaysTable: { title: 'A page’s checks by day, as a table', text: 'The same as CSV.' },
  siteIncidents: { title: 'A page’s incidents', text: 'All of them, the newest first.' },
  incidents: { title: 'Newest incidents', text: 'The newest 500 of all pages, the newest first.' },
  incidentsOfYear: { title: 'Incidents of a year', text: 'All that began in the year, the newest first.' },
  incidentsTable: {
    title: 'All incidents, as a table',
    text: 'Every incident of every page, the newest first, as CSV.',
  },
  daysTable: {
    title: 'All pages by day, as a table',
    text: 'One row for each page and UTC day of the newest 90 days, as CSV.',
  },
  corrections: {
    title: 'Corrections of the record',
    text: 'Stretches that count as something else than what was seen, and why.',
  },
  runs: { title: 'Newest runs', text: 'What the monitor did, the newest first.' },
  exits: { title: 'Ways out', text: 'Over which the newest run left to the internet.' },
} satisfies Record<string, EndpointWords>;

export type EndpointName = keyof typeof endpoints;

/** Words of the description of the API. */
export const API_WORDS = {
  title: 'Puptime',
  description:
    'What is known of the web pages voters depend on, as static files that are made anew after every run. All times are UTC. Every file says its version and the end of the newest run; equal data gives equal bytes. Statuses: up, degraded, down, blocked (the page turned the monitor away), closed (as announced), unknown (nobody looked), suspect (one bad visit that nothing confirmed yet). There are no keys and no limits; the files may be read from any web page only if the host allows it.',
  licence: { name: 'MIT', identifier: 'MIT' },
  ok: 'The file.',
  parameters: {
    site: 'Id of a page.',
    state: 'Key of a state in lower case, such as oh.',
    kind: 'Key of what voters do, such as track-ballot.',
    year: 'Year in which the incidents began, UTC.',
  },
  endpoints,
} as const;
