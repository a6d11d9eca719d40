/** The most that is kept of a comment, in UTF-16 units. */
const LONGEST = 2_000;
/** What is looked at of a comment: markup may be longer than what it says. */
const LONGEST_SOURCE = 20_000;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/**
 * A comment of a person as plain text: the words of its Markdown without the marks, links with their address behind them, lines
 * kept, nothing invisible. At most 2,000 characters, the last an … when there was more. It is text: where it is shown, it is escaped.
 */
export function commentText(markdown: string): string {
  const words = markdown
    .slice(0, LONGEST_SOURCE)
    .replace(/\r\n?/g, '\n')
    .replace(/<!--[\s\S]*?(-->|$)/g, '')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<(https?:\/\/[^\s<>]+)>/g, '$1')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/(!?)\[([^[\]]*)\]\(([^()]*)\)/g, (_, picture: string, label: string, target: string) =>
      picture ? label : linkText(label, target),
    )
    .split('\n')
    .filter((line) => !/^ {0,3}(```|~~~)/.test(line))
    .map(lineText)
    .join('\n')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name: string) => ENTITIES[name] ?? '');
  const shown = words
    .replace(/[\p{Zl}\p{Zp}]/gu, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/[\p{Cf}\p{Co}]/gu, '')
    .toWellFormed()
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if (shown.length <= LONGEST && markdown.length <= LONGEST_SOURCE) return shown;
  // Not half of a character.
  return `${shown.slice(0, LONGEST - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

function linkText(label: string, target: string): string {
  const [address = ''] = target.trim().split(/\s/);
  const shown = label.trim();
  if (!/^https?:\/\//.test(address) || shown === address) return shown || address;
  return shown ? `${shown} (${address})` : address;
}

/** A line without the marks of headings, quotes and emphasis. */
function lineText(line: string): string {
  return line
    .replace(/^ {0,3}(?:> ?)+/, '')
    .replace(/^ {0,3}#{1,6} +/, '')
    .replace(/\*\*|~~|`/g, '')
    .replace(/(?<!\\)\*([^*\s][^*]*)(?<!\\)\*/g, '$1')
    .replace(/(?<!\w)__?([^_]+)__?(?!\w)/g, '$1');
}
