/** Widths in shares of the font's size, rather too wide than too narrow: which font draws the text is not known. */
const WIDE = 1;
const LATIN = 0.58;

/** Breaks a text into at most `most` lines of a width in pixels; the last ends with `…` when the text does not fit. */
export function wrappedLines(
  text: string,
  { width, size, most }: { width: number; size: number; most: number },
): string[] {
  const fits = width / size;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((one) => pieces(one, fits))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= fits) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  const shown = lines.filter((one) => one !== '');
  if (shown.length <= most) return shown;
  const last = [...(shown[most - 1] ?? '')];
  while (last.length > 0 && widthOf(`${last.join('')}…`) > fits) last.pop();
  return [...shown.slice(0, most - 1), `${last.join('').trimEnd()}…`];
}

/** A word cut into pieces that fit a line each. */
function pieces(word: string, fits: number): string[] {
  const found: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece !== '' && widthOf(piece + character) > fits) {
      found.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...found, piece];
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) < 0x1100 ? LATIN : WIDE;
  return width;
}
