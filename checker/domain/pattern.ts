/** Words or a regular expression of `sites.json`, ready to be matched, or what is wrong with it. */
export type Pattern =
  | { kind: 'words'; expression: RegExp }
  | { kind: 'expression'; expression: RegExp; source: string; flags: string }
  | { kind: 'invalid'; expected: string; because?: string };

const FLAGS = /^[iusm]*$/;
const compiled = new Map<string, Pattern>();

/**
 * Reads a pattern as contributors write it: text that begins with a slash is a regular expression, `/…/` with any of the
 * flags i, u, s and m after it; all else is plain words, in which case and runs of white space do not matter.
 * The same text gives the same object: patterns come from `sites.json` and from rules, so they are few.
 */
export function parsePattern(text: string): Pattern {
  const known = compiled.get(text);
  if (known) return known;
  const pattern = text.startsWith('/') ? parseExpression(text) : parseWords(text);
  compiled.set(text, pattern);
  return pattern;
}

/** Whether the pattern, as written in `sites.json`, is found in the text. Throws on a pattern that `validate` would refuse. */
export function matchesPattern(pattern: string, text: string): boolean {
  const parsed = parsePattern(pattern);
  if (parsed.kind === 'invalid') {
    throw new Error(`not a pattern: ${JSON.stringify(pattern)}: expected ${parsed.expected}`);
  }
  return parsed.expression.test(text);
}

function parseExpression(text: string): Pattern {
  const end = text.lastIndexOf('/');
  const source = text.slice(1, end);
  const flags = text.slice(end + 1);
  if (end === 0) return invalid('a regular expression closed by a slash, as /…/ or /…/i');
  if (source === '') return invalid('a regular expression between the slashes');
  if (!FLAGS.test(flags) || new Set(flags).size !== flags.length) {
    return invalid('only the flags i, u, s and m after the closing slash, each at most once');
  }
  try {
    return { kind: 'expression', expression: new RegExp(source, flags), source, flags };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return {
      kind: 'invalid',
      expected: 'a valid regular expression',
      because: error.message.replace(/^.*: /s, ''),
    };
  }
}

function parseWords(text: string): Pattern {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return invalid('words to look for');
  return { kind: 'words', expression: new RegExp(words.map(literally).join('\\s+'), 'iu') };
}

function literally(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function invalid(expected: string): Pattern {
  return { kind: 'invalid', expected };
}
