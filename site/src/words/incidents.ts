import type { Incident } from '../../../checker/domain/ledger-files.ts';

type Kind = Incident['kind'];

const count = (number: number, one: string, many: string) =>
  `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;

/** Words of the lists of incidents and of the page of one. */
export const INCIDENTS = {
  title: 'Incidents',
  intro:
    'Every stretch in which two visits agreed that a page was down, or that it turned our monitor away. The newest come first.',
  notOutage: 'No outage',
  blockedNote:
    'A page that turns our monitor away most likely serves voters. It is never counted as downtime.',
  openTitle: (number: number) => `Open now (${number.toLocaleString('en-US')})`,
  openKind: {
    down: (number: number) => `Down (${number.toLocaleString('en-US')})`,
    blocked: (number: number) => `Blocked to our monitor, no outage (${number.toLocaleString('en-US')})`,
  },
  noneOpen: 'No incident is open.',
  overTitle: 'Over, by month',
  monthTitle: (month: string, number: number) => `${month} (${number.toLocaleString('en-US')})`,
  counts: ({ down, blocked }: Record<Kind, number>) =>
    [
      ...(down > 0 ? [count(down, 'outage', 'outages')] : []),
      ...(blocked > 0 ? [`${blocked.toLocaleString('en-US')} blocked to our monitor`] : []),
    ].join(', '),
  yearTitle: (year: string) => `Incidents of ${year}`,
  years: 'By year',
  months: 'By month',
  inYear: (year: string, number: number) => `${year} (${number.toLocaleString('en-US')})`,
  yearIntro: (number: number) =>
    `${count(number, 'incident', 'incidents')}, the newest first, by the day of the first bad visit (UTC).`,
  all: 'All incidents',
  more: (number: number) => `${count(number, 'more stands', 'more stand')} in the files of data.`,
  corrected: 'corrected',
  moment: 'a moment',
  jump: 'On this page',
  stillOpen: 'still open',

  met: 'What voters met',
  metBlocked: 'No outage: the page turned our monitor away, and most likely served voters.',
  timeline: 'What happened when',
  names: {
    lastGood: 'Last good visit',
    firstBad: 'First bad visit',
    confirmedBy: 'Confirmed by a second visit',
    lastBad: 'Last bad visit',
    lastBadOpen: 'Newest bad visit',
    firstGood: 'First good visit after it',
  },
  joined: (names: readonly string[]) =>
    names
      .map((name, index) => (index === 0 ? name : name.charAt(0).toLowerCase() + name.slice(1)))
      .join(', also '),
  noLastGood: 'None: it was never seen good before.',
  noFirstGood: 'Not yet.',
  noFirstGoodEnded: 'None: the record of this incident ends without one.',
  began: (length: string) => `It began between these two visits, ${length} apart.`,
  ended: (length: string) => `It ended between these two visits, ${length} apart.`,
  later: (length: string) => `${length} later`,
  length: 'Length',
  lengthNote:
    'We visit at intervals, so the exact beginning and end are not known. It lasted at least from the first to the last bad visit, and at most from the last good to the first good one.',
  over: 'over the route',
  sameRoutes: (route: string) =>
    `The first visit and the one that confirmed it left over the same route, ${route}, some time apart.`,
  twoRoutes: (first: string, second: string) =>
    `The first visit left over the route ${first}, the one that confirmed it over ${second}.`,
  evidenceOf: 'Evidence of each visit',
  openEvidence: 'All evidence of this visit',
  runFile: 'Record of the run on GitHub',
  noEvidencePage: 'The evidence of older incidents stays in the archive, under this SHA-256:',
  noEvidence: 'This visit left no evidence.',

  updates: 'Updates by the maintainers',
  updatesNote: 'What people with write access to the repository wrote on the issue of this incident.',
  noUpdates: 'Nobody has written about it yet.',
  issue: (number: number) => `Issue #${number} on GitHub`,
  comment: 'on GitHub',

  correctedTo: (statuses: readonly string[]) => `Corrected afterwards: ${[...new Set(statuses)].join(', ')}`,
  corrections: 'Corrected afterwards',
  correctionsNote:
    'People reviewed this and found that something else counts. What was observed stays in the record; figures use the correction.',
  observed: 'What was observed',
  counts2: 'What counts instead',
  why: 'Why',
  source: 'Source',
  noSource: 'none given',
  by: 'Corrected by',
  file: 'File',
  stretch: 'Stretch',

  proof: 'What this proves, and what not',
  proves: {
    down: [
      'At the times above, a real browser asked for the page over the routes named and met what is shown here. Nothing was drawn by hand.',
      'A second visit agreed, over another way out or some minutes later, so a passing fault of one connection does not explain it.',
      'The pictures and sources are those of the visits: their SHA-256 stand in the record of the run, and those of the runs in a chain that anyone can check.',
    ],
    blocked: [
      'At the times above, the page answered our monitor with a refusal, twice.',
      'The pictures and sources are those of the visits: their SHA-256 stand in the record of the run, and those of the runs in a chain that anyone can check.',
    ],
  } satisfies Record<Kind, readonly string[]>,
  provesNot: {
    down: [
      'Why it failed, or who is at fault.',
      'That every voter met the same: we look from a few places, with one browser, and do not submit forms.',
      'What happened between the visits.',
    ],
    blocked: [
      'That voters were turned away. Most likely they were not: sites refuse visitors that they take for robots.',
      'What happened between the visits.',
    ],
  } satisfies Record<Kind, readonly string[]>,
  provesHead: 'It proves',
  provesNotHead: 'It does not prove',

  cite: 'Cite this',
  permanent: 'Permanent address',
  citeText: (title: string, group: string, when: string, id: string, address: string) =>
    `Puptime, “${title}” (${group}), first bad visit ${when}, incident ${id}. ${address}`,
} as const;
