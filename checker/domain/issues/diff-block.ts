/** More than this is not shown: a change that is cut would be a wrong one. */
const LONGEST = 20_000;

/** Characters that JSON can write in another way, and that must not stand in an issue as they are. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Lines of a JSON file to be replaced and what to write in their place, as a block of a diff. What could not be seen, or could end a
 * comment of HTML, is written as an escape of JSON, which says the same. null when it is too long to be shown whole.
 */
export function diffBlock(before: readonly string[], after: readonly string[]): string | null {
  const lines = [...before.map((line) => `-${shown(line)}`), ...after.map((line) => `+${shown(line)}`)];
  const text = lines.join('\n');
  if (text.length > LONGEST) return null;
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(2, ...runs) + 1);
  return `${fence}diff\n${text}\n${fence}`;
}

function shown(line: string): string {
  return line
    .replaceAll('<!--', '\\u003c!--')
    .replaceAll('-->', '--\\u003e')
    .replace(/^\t+/, (tabs) => '  '.repeat(tabs.length))
    .replace(HIDDEN, (char) =>
      Array.from({ length: char.length }, (_, unit) => escaped(char.charCodeAt(unit))).join(''),
    );
}

function escaped(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
