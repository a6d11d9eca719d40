import { code, markdown } from '../domain/issues/escaping.ts';
import { plainText } from '../domain/plain-text.ts';
import { describeReasons } from '../domain/reason-words.ts';
import type { SiteResult } from '../domain/run-record.ts';
import { shownStatus } from '../domain/run-subject.ts';
import { STATUS } from '../domain/status.ts';
import { expectationsText, reasonList } from './seen-expectations.ts';
import { factsTable } from './seen-facts.ts';
import { decidingVisit, type SeenSite } from './seen-site.ts';

/** Characters of the visible text that are quoted. */
const QUOTED = 600;

/** What a check saw of one site, as a section of Markdown. Nothing that comes from the page, or from the sites file, is markup in it. */
export function seenSection(seen: SeenSite): string {
  const { site, result } = seen;
  const last = decidingVisit(seen);
  const { glyph } = STATUS[shownStatus(result)];
  const parts = [
    `## ${glyph} ${verdictText(result)}: ${markdown(site.name, 120)}`,
    `${code(site.id)}, ${markdown(site.groupName, 120)}`,
    ...(result.reasons.length > 0 ? [reasonList(result.reasons)] : []),
  ];
  if (last) {
    parts.push(factsTable(seen, last), expectationsText(site.expect, last), quoteText(last.text));
  }
  return parts.join('\n\n');
}

/** The verdict on one line, for a log and for the line of the site in the file. */
export function seenLine({ site: { id }, result }: Pick<SeenSite, 'site' | 'result'>): string {
  const why = describeReasons(result.reasons);
  const blocked = result.verdict === 'blocked' ? `. ${BLOCKED_HERE}` : '';
  return plainText(
    `${id}: ${verdictText(result)}${why === '' ? '' : `: ${plainText(why, 500)}`}${blocked}`,
    1_000,
  );
}

/** What a reader should know of a page that turned this visitor away. */
export const BLOCKED_HERE =
  'A page that is blocked here may simply block GitHub’s addresses; that never counts as down, and is no reason to leave the page out.';

function verdictText(result: SiteResult): string {
  const shown = shownStatus(result);
  const { word } = STATUS[shown];
  if (shown === 'suspect') return `${word}, so far ${STATUS[result.verdict].predicate}`;
  return result.transient ? `${word}, after it was ${STATUS[result.transient].predicate}` : word;
}

function quoteText(text: string | null): string {
  const shown = markdown(text ?? '', QUOTED);
  return shown === '' ? 'It showed no text to read.' : `The visible text begins:\n\n> ${shown}`;
}
