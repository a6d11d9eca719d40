/**
 * Outside text made harmless for a line of a log or a terminal: control characters, line ends and the invisible characters that
 * turn the direction of text are shown as spaces, runs of white space are folded, and it ends with … at `max` characters.
 * `::` at the beginning of a line and `##[` anywhere would be workflow commands on GitHub: they lose their force.
 */
export function plainText(text: string, max = 200): string {
  const flat = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/:(?=:)/g, ': ')
    .replace(/##(?=\[)/g, '# #');
  return flat.length > max ? `${flat.slice(0, max - 1)}…` : flat;
}

/** The same for a cell of a Markdown table: nothing in it is markup, a mention or a reference. */
export function markdownText(text: string, max = 200): string {
  return plainText(text, max)
    .replace(/[\\`*_{}[\]()<>#+!|~&:-]/g, (mark) => `&#${mark.codePointAt(0)};`)
    .replaceAll('@', '&#64;');
}
