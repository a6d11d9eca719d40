import { type ShownStatus, STATUS } from '../../../checker/domain/status.ts';

const pages = (count: number) => `${count} ${count === 1 ? 'page' : 'pages'}`;

/** Words of the overview and of the lists of pages. */
export const LISTS = {
  lastReport: (headline: string) => `Its last report: ${headline}`,

  closed: 'Closed as announced',
  closedNote: 'The office announced this. It is not counted as downtime.',
  until: 'until',
  more: (count: number) => `${count} more`,
  thatAreDown: 'that are down',

  states: 'By state',
  statesNote:
    'Each state stands under the sign of its worst page; the number says how many of its pages have that sign.',
  tile: (name: string, status: ShownStatus, total: number) =>
    `of ${pages(total)} ${STATUS[status].predicate}, ${name}`,
  otherGroups: 'Other groups',
  tableOfStates: 'The states as a table',
  tableColumns: { state: 'State', worst: 'Worst status', count: 'Pages with it', total: 'Pages' },

  available: (share: string) => `${share} available`,
  nothingCounted: 'No figure yet',
  observed: (coverage: string) => `${coverage} observed`,
  barsNote: 'Bars: the last 90 days, today at the right. Figures: the last 30 days.',
  barsNoteNarrow: 'Bars: the last 45 days, today at the right. Figures: the last 30 days.',
  allOf: (count: number) => `The list of all pages (${count})`,
  manyPages: 'There are too many pages to list them here. Choose a state above, or open the list of all.',

  listTitle: 'All pages',
  listIntro: (count: number) =>
    count === 0 ? 'No pages are monitored yet.' : `${pages(count)} on the list, by state.`,
  filter: {
    title: 'Filter',
    state: 'State',
    kind: 'Purpose',
    status: 'Status',
    text: 'Name contains',
    any: 'Any',
    apply: 'Filter',
    clear: 'Clear',
    /** `#` stands for the number that fits. */
    shown: (total: number) => `# of ${pages(total)} shown`,
  },
  kinds: 'By purpose',

  downTitle: 'Down now',
  nothingDown: 'There is no confirmed outage.',
  lastOutage: 'The last outage that ended',
  notDownEither: (count: number) =>
    count === 1
      ? 'One more page is not well, without being down: see the overview.'
      : `${count} more pages are not well, without being down: see the overview.`,

  stateEyebrow: 'Election pages of',
  stateDescription: (name: string) => `Are the election pages of ${name} working?`,
  stateHistory: 'Incidents',
  stateHistoryMore: 'All incidents',
  stateFeed: (name: string) => `Outages in ${name}`,
  stateFeedNote: 'Feed for a reader of news (Atom)',
  noPagesHere: 'None of its pages is monitored at present.',

  kindEyebrow: 'In every state',
  kindDescription: (name: string) => `${name}: is the page working, state by state?`,
} as const;
