import { markdownText, plainText } from '../plain-text.ts';

/**
 * What GitHub turns into a mention, a reference, a link, an emoji or a formula after Markdown was read, when entities are letters again:
 * `@name`, `#1`, `GH-1`, addresses, commit hashes, `:name:`, `$…$`. It leaves code alone.
 */
const ALIVE = /@|#\d|GH-\d|:\/\/|www\.|\$|:[\w+-]+:|(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])/i;

/** What of a text becomes code when it is alive: a run without white space, quotes and brackets, and no full stop at its end. */
const PIECE = /[^\s“”„‘’"'()[\]{}<>|,;`]*[^\s“”„‘’"'()[\]{}<>|,;`.…]/g;

/** More of a text than this is never looked at. */
const MOST = 20_000;

/** Outside text as one harmless line: see `plainText`. Cut with … between code points; `max` counts UTF-16 units. */
export function oneLine(outside: string, max: number): string {
  const line = plainText(outside.slice(0, MOST).toWellFormed(), Number.POSITIVE_INFINITY);
  return cutText(line.replace(/:(?=:)/g, ': '), max);
}

/** At most `max` UTF-16 units of a text, no character halved, … where it was cut. */
export function cutText(whole: string, max: number): string {
  if (whole.length <= max) return whole;
  const head = whole.slice(0, max - 1);
  return `${head.isWellFormed() ? head : head.slice(0, -1)}…`;
}

/** Outside text for a paragraph, a list, a cell of a table or the text of a link: shown as it is, and nothing more. */
export function markdown(outside: string, max = 300): string {
  const line = oneLine(outside, max);
  let shown = '';
  let end = 0;
  for (const { 0: piece, index } of line.matchAll(PIECE)) {
    if (!ALIVE.test(piece)) continue;
    shown += inert(line.slice(end, index)) + code(piece, max);
    end = index + piece.length;
  }
  return (shown + inert(line.slice(end))).replace(/^(\d+)([.)])/, (_, digits: string, mark: string) => {
    return `${digits}&#${mark.codePointAt(0)};`;
  });
}

/** Outside text as a code span, good in cells of tables too; marks that could end either or begin a tag look alike, but are others. */
export function code(outside: string, max = 300): string {
  const line = oneLine(outside, max)
    .replaceAll('`', 'ˋ')
    .replaceAll('|', '¦')
    .replaceAll('<', '‹')
    .replaceAll('>', '›');
  return line === '' ? '–' : `\`${line}\``;
}

/** Outside text for the value of an attribute in double quotes. */
export function attribute(outside: string, max = 300): string {
  return inert(oneLine(outside, max)).replaceAll('"', '&#34;');
}

/** Outside text for a title of an issue, which is plain text: mails and lists of issues may still see mentions and references in it. */
export function titleText(outside: string, max: number): string {
  const line = oneLine(outside, MOST)
    .replaceAll('@', '＠')
    .replace(/#(?=[\d#[])/g, '＃')
    .replaceAll('`', 'ˋ')
    .replaceAll('<', '‹')
    .replaceAll('>', '›');
  return cutText(line, max);
}

/** Escaped for Markdown, but for marks that are harmless where they stand: mails show the source of an issue. */
function inert(line: string): string {
  const text = markdownText(line, Number.POSITIVE_INFINITY)
    .replaceAll('&#40;', '(')
    .replaceAll('&#41;', ')')
    .replace(/(?<=[\p{L}\p{N}])&#45;(?=[\p{L}\p{N}])/gu, '-')
    .replace(/(?<=[\p{L}\p{N}])&#95;(?=[\p{L}\p{N}])/gu, '_')
    .replace(/(?<=[\p{L}\p{N}])&#58;(?=[ \p{L}\p{N}]|$)/gu, ':')
    .replace(/&#38;(?= )/g, '&');
  const before = line.startsWith(' ') ? ' ' : '';
  const after = line.endsWith(' ') && line.length > 1 ? ' ' : '';
  return `${before}${text}${after}`;
}
