import type { Observation, PageContent, Probe } from './observation.ts';
import { own } from './own.ts';
import { matchesPattern } from './pattern.ts';
import type { Reason } from './reason.ts';
import type { FormPart, ResolvedExpectations } from './resolved-site.ts';

/** Characters of visible text in which patterns are looked for. */
const TEXT_LIMIT = 200_000;
const REASON_LIMIT = 500;

type Document = NonNullable<Observation['document']>;
type Missing = Extract<Reason, { kind: 'missing' }>;

/** What a document of a media type begins with; types not listed are taken at their word, but for HTML. */
const MAGIC: Readonly<Record<string, readonly Document['magic'][]>> = {
  'application/pdf': ['pdf'],
  'application/zip': ['zip'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['zip'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['zip'],
  'image/png': ['png'],
  'image/jpeg': ['jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
};
/** A PDF cannot say anything in fewer bytes. */
const SMALLEST_PDF = 100;

/** The visit as far as required content is read from it. */
export type ContentVisit = Pick<
  Observation,
  'url' | 'finalUrl' | 'contentType' | 'probes' | 'document' | 'failure'
>;

/** All that the site expects and the visit did not bring; empty: it is all there. Texts that must be absent are not looked at. */
export function missingContent(
  visit: ContentVisit,
  page: PageContent | null,
  expect: ResolvedExpectations,
): Missing[] {
  const wanted = expect.contentType.length === 0 ? ['text/html'] : expect.contentType.map(mediaType);
  const got = visit.contentType === null ? (page ? 'text/html' : null) : mediaType(visit.contentType);
  if (got !== null && !wanted.includes(got)) {
    return [missing('content-type', [...new Set(wanted)].join(' or '), got)];
  }
  if (visit.document) return documentFaults(visit.document, got ?? wanted[0] ?? '');
  // A download of the right type was not read: its type is all there is to judge.
  if (!page && visit.failure?.kind === 'download' && got !== null) return [];
  if (!page) return [missing('content', 'a page')];
  const text = readableText(visit, page);
  return [
    ...expect.textAll
      .filter((pattern) => !matchesPattern(pattern, text))
      .map((pattern) => missing('text', pattern)),
    ...anyText(expect.textAny, text),
    ...expect.selector.flatMap((name) => probeFault(visit.probes, 'selector', name)),
    ...expect.form.flatMap((part) => probeFault(visit.probes, ...formName(part))),
    ...(expect.waitFor === null ? [] : probeFault(visit.probes, 'wait-for', expect.waitFor)),
    ...(expect.title === null || matchesPattern(expect.title, page.title)
      ? []
      : [missing('title', expect.title, page.title)]),
  ];
}

/** Whether the site names anything of the page's own that must be there. */
export function asksForContent(expect: ResolvedExpectations): boolean {
  const { textAll, textAny, selector, form, waitFor, title } = expect;
  return (
    [textAll, textAny, selector, form].some((list) => list.length > 0) || waitFor !== null || title !== null
  );
}

/**
 * Visible text without addresses and without the hosts of the site: a block page names its host, and the host says "vote".
 * At most 200,000 characters.
 */
export function readableText(visit: Pick<Observation, 'url' | 'finalUrl'>, page: PageContent): string {
  let text = page.text.slice(0, TEXT_LIMIT).replace(/\b(?:https?:\/\/|www\.)\S+/gi, ' ');
  for (const url of new Set([visit.finalUrl, visit.url])) {
    const host = url === null ? '' : (URL.parse(url)?.hostname ?? '').replace(/^www\./, '');
    if (host.includes('.')) text = text.replace(new RegExp(host.replace(/[^a-z0-9-]/gi, '\\$&'), 'gi'), ' ');
  }
  return text;
}

/** Type and subtype in lower case, without parameters. XHTML counts as HTML. */
function mediaType(contentType: string): string {
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  return type === 'application/xhtml+xml' ? 'text/html' : type;
}

function documentFaults(document: Document, type: string): Missing[] {
  const { magic, bytes } = document;
  if (bytes === 0 || magic === 'empty') return [missing('document', type, 'nothing')];
  const right = own(MAGIC, type);
  if (right ? !right.includes(magic) : magic === 'html') return [missing('document', type, magic)];
  if (magic === 'pdf' && bytes <= SMALLEST_PDF) return [missing('document', type, `${bytes} bytes`)];
  return [];
}

function anyText(patterns: readonly string[], text: string): Missing[] {
  if (patterns.length === 0 || patterns.some((pattern) => matchesPattern(pattern, text))) return [];
  return [missing('text', patterns.join(' or '))];
}

function formName(part: FormPart): ['field' | 'button', string] {
  return 'field' in part ? ['field', part.field] : ['button', part.button];
}

function probeFault(probes: readonly Probe[], kind: Probe['kind'], name: string): Missing[] {
  const probe = probes.find((candidate) => candidate.kind === kind && candidate.name === name);
  const expectation = kind === 'field' || kind === 'button' ? 'form' : kind;
  if (!probe?.found) return [missing(expectation, name, 'not there')];
  if (!probe.visible && kind !== 'wait-for') return [missing(expectation, name, 'hidden')];
  if (!probe.enabled && expectation === 'form') return [missing(expectation, name, 'disabled')];
  return [];
}

function missing(expectation: Missing['expectation'], expected: string, found?: string): Missing {
  return {
    kind: 'missing',
    expectation,
    expected: expected.slice(0, REASON_LIMIT),
    ...(found === undefined ? {} : { found: found.slice(0, REASON_LIMIT) }),
  };
}
