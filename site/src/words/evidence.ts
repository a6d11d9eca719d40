import type { EvidenceRole } from '../data/evidence-pages.ts';
import type { MissingSource, SourceKind } from '../data/shown-visit.ts';

const number = (value: number) => value.toLocaleString('en-US');
const lines = (value: number) => `${number(value)} ${value === 1 ? 'line' : 'lines'}`;

/** Words of the pages of evidence. */
export const EVIDENCE = {
  title: (name: string, when: string) => `${name}, as seen on ${when}`,
  titleGone: (name: string) => `${name}: evidence no longer kept`,
  description: (name: string, group: string, when: string) =>
    `Archived copy of ${name}, ${group}, as a browser showed it on ${when}: picture, source, headers, timings and hashes.`,
  banner: 'Archived copy, not the live site',
  bannerNote: 'Nothing on this page can be filled in or sent. It shows what our browser saw at one moment.',
  live: 'Go to the live page',
  roles: {
    newest: 'The newest visit of this page',
    suspect: 'A bad visit that nothing has confirmed yet',
    lastGood: 'The last good visit of this page',
    goodBefore: 'The last good visit before an incident',
    firstBad: 'The first bad visit of an incident',
    confirmedBy: 'The visit that confirmed an incident',
    lastBad: 'The last bad visit of an incident',
    firstGood: 'The first good visit after an incident',
  } satisfies Record<EvidenceRole, string>,
  uses: 'What this visit is to the record',
  sameAs: 'A reader would have seen the same then as in the evidence below.',
  toPage: 'Status of this page',
  toIncident: 'The incident',

  picture: 'What a visitor saw',
  pictureAlt: (name: string, group: string, when: string, seen: string) =>
    `${name}, ${group}, as our browser showed it on ${when}: ${seen}. The visible text stands below.`,
  now: 'At this visit',
  good: 'When it was last good',
  whole: 'Open the whole picture',
  text: 'Visible text',
  textCut: (kilobytes: number) => `Only the first ${kilobytes} kB stand here.`,
  textNone: 'The visit brought no text to read.',
  textGone: 'The visible text is no longer kept.',

  difference: 'Difference to the last good visit',
  differenceLines: 'Lines that changed',
  differenceIsGood: 'This is a good visit itself.',
  differenceNoGood: 'It was never seen good before, so there is nothing to compare with.',
  differenceGoodGone:
    'The visible text of the last good visit is not kept any more, so there is nothing to compare with.',
  differenceNoText: 'The visit brought no text to compare.',
  differenceSame: 'The visible text is the same, line by line.',
  differenceCount: (added: number, removed: number) =>
    `Visible text, line by line: ${lines(added)} added (+), ${lines(removed)} gone (−).`,
  differenceSince: 'Compared with the visit of',
  differenceSameLines: (count: number) => `${lines(count)} the same`,
  differenceCut: 'Longer texts are compared and shown only in part.',
  goodEvidence: 'Its evidence',

  source: 'Page source',
  sourceShow: 'Show it as text',
  sourceNote: (size: string) => `As the browser had rendered it, ${size}, shown as text.`,
  sourceCut: (kilobytes: number) => `Only the first ${kilobytes} kB stand here; the file has all of it.`,
  sourceNone: 'The visit brought no document.',
  files: {
    dom: 'Rendered source (.txt)',
    body: 'Answer as it came (.txt)',
    text: 'Visible text (.txt)',
  } satisfies Record<SourceKind, string>,
  missing: {
    dom: 'The rendered source',
    body: 'The answer as it came',
    text: 'The visible text',
  } satisfies Record<SourceKind, string>,
  missingWhy: {
    gone: 'is no longer kept; its SHA-256 stands below.',
    unpublished: 'is not shown here; the archive has it under its SHA-256 for as long as it is kept.',
  } satisfies Record<MissingSource['why'], string>,

  facts: 'What was asked and answered',
  headers: 'Headers of the answer',
  headersNote: 'Values that could be a session or a key are struck out.',
  headersNone: 'No answer came, so there are no headers.',
  headerName: 'Header',
  headerValue: 'Value',
  tls: 'Secure connection',
  tlsFields: {
    protocol: 'Protocol',
    subject: 'Certificate for',
    issuer: 'Issued by',
    validFrom: 'Valid from',
    validTo: 'Valid until',
  },
  timings: 'Timings',
  timingsNote:
    'Thick bars took so long, and are drawn one after the other. Thin bars are counted from the start of the visit.',
  phase: 'Phase',
  took: 'Time',
  drawn: 'Drawn to scale',
  exit: 'Where the visit left from',
  route: 'Route',
  region: 'Region',
  direct: 'the monitor’s own connection',
  run: 'Run',
  runFile: 'Record of the run on GitHub',
  reasons: 'Why it was not good',

  hashes: 'Check it yourself',
  hashesNote:
    'Each file is named by its SHA-256. The record of the run holds that of the evidence, the evidence those of the files, and a chain those of all runs.',
  hashOf: 'File',
  hash: 'SHA-256',
  verify: [
    'git clone --branch data REPOSITORY record',
    'git clone --branch snapshots REPOSITORY snapshots',
    'npx puptime verify --data record --snapshots snapshots',
  ],
  repositoryPlaceholder: 'https://github.com/OWNER/REPOSITORY',
  verifyNote: 'The last line checks, offline, that nothing of the record or of what is kept was changed.',
  gone: 'The evidence of this visit is no longer kept. What remains is the record of it:',
  goneNote: 'Whoever has a copy of the file can still check it by this SHA-256.',

  cite: 'Cite this',
  citeNote:
    'Pages of visits that belong to an incident stay. Others are replaced when a newer visit is recorded: cite the SHA-256 as well.',
  citeText: (name: string, group: string, when: string, sha256: string, address: string) =>
    `Puptime, archived copy of “${name}” (${group}), visited ${when}, SHA-256 ${sha256}. ${address}`,
  seen: {
    noAnswer: 'no answer',
    answered: (status: number) => `answered ${status}`,
    titled: (title: string) => `titled “${title}”`,
    gone: 'details no longer kept',
  },
} as const;
