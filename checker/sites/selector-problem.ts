import { quote } from './quote.ts';

const CLOSER: Record<string, string> = { '(': ')', '[': ']' };

/**
 * What is wrong with a CSS selector, or null. A coarse look without a CSS parser: quotes and brackets that do not close,
 * and spellings of other selector languages.
 */
export function selectorProblem(text: string): string | null {
  const received = `received ${quote(text)}`;
  if (text.trim() === '') return `expected a CSS selector, ${received}`;
  if (/^\s*(?:\/\/|\.\.|[a-z][\w-]*\s*=)/i.test(text) || text.includes('>>')) {
    return `expected a CSS selector such as form#lookup input[name="zip"], ${received}`;
  }
  const open: string[] = [];
  let quoted: string | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    const closer = CLOSER[character];
    if (character === '\\') at += 1;
    else if (quoted !== null) quoted = character === quoted ? null : quoted;
    else if (character === '"' || character === "'") quoted = character;
    else if (closer !== undefined) open.push(closer);
    else if ((character === ')' || character === ']') && open.pop() !== character) {
      return `expected a CSS selector, ${received}: ${quote(character)} closes nothing`;
    }
  }
  if (quoted !== null) return `expected a CSS selector, ${received}: ${quote(quoted)} is never closed`;
  const missing = open.pop();
  return missing === undefined ? null : `expected a CSS selector, ${received}: ${quote(missing)} is missing`;
}
