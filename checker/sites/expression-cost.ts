/** How much work a regular expression can be at one place of a text, and what in it only a proof can judge. */
export interface ExpressionCost {
  /** Most steps a backtracking matcher takes from one start, each unbounded repetition taken once; may be Infinity. */
  steps: number;
  /** Whether it repeats something without a bound, other than blanks or digits between two letters. */
  needsProof: boolean;
  /** Whether it holds look-ahead, look-behind or a back reference: no proof covers these. */
  beyondProof: boolean;
}

/** What a part of an expression costs: in how many ways it can match from one start, and in how many steps. */
interface Cost {
  ways: number;
  steps: number;
}

const EMPTY: Cost = { ways: 1, steps: 0 };
const ONE: Cost = { ways: 1, steps: 1 };
const QUANTIFIER = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/y;
const GROUP = /\((?:\?(?:(<?[=!])|<[^>]*>|[a-z-]*:))?/y;
const CLASS = /\[(?:\\.|[^\]\\])*\]/sy;
const LETTER = /^[A-Za-z]$/;
const SEPARATOR = /^(?:\\[sd]| )$/;
const NEXT_LETTER = /[A-Za-z](?![*+?{])/y;
const ESCAPE = /\\(?:([1-9k])|.)/sy;
const UNICODE_ESCAPE = /\\(?:([1-9k])|[pPu]\{[^}]*\}|.)/sy;

/** Measures an expression that the JavaScript engine has already accepted with these flags (without `v`). */
export function costOf(source: string, flags: string): ExpressionCost {
  const escaping = flags.includes('u') ? UNICODE_ESCAPE : ESCAPE;
  let at = 0;
  let needsProof = false;
  let beyondProof = false;

  function take(token: RegExp): RegExpExecArray | null {
    token.lastIndex = at;
    const match = token.exec(source);
    if (match) at += match[0].length;
    return match;
  }

  function alternatives(): Cost {
    let total = sequence();
    while (source[at] === '|') {
      at += 1;
      const next = sequence();
      total = { ways: total.ways + next.ways, steps: total.steps + next.steps };
    }
    return total;
  }

  function sequence(): Cost {
    let total = EMPTY;
    let letterBefore = false;
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const start = at;
      const body = atom();
      const separates = letterBefore && SEPARATOR.test(source.slice(start, at));
      total = after(total, repeated(body, separates));
      letterBefore = LETTER.test(source.slice(start, at));
    }
    return total;
  }

  function atom(): Cost {
    const group = take(GROUP);
    if (group) {
      if (group[1] !== undefined) beyondProof = true;
      const inner = alternatives();
      at += 1;
      return inner;
    }
    const escaped = take(escaping);
    if (escaped?.[1] !== undefined) beyondProof = true;
    if (!escaped && !take(CLASS)) at += 1;
    return ONE;
  }

  function repeated(body: Cost, separates: boolean): Cost {
    const quantifier = take(QUANTIFIER);
    if (!quantifier) return body;
    const [, sign, least, comma, most] = quantifier;
    if (sign === '?') return times(body, 0, 1);
    if (sign === '*' || sign === '+' || (comma && most === '')) {
      // As in vote\s+now: a run of these begins and ends at one place only, so nothing is tried twice.
      NEXT_LETTER.lastIndex = at;
      if (!separates || !NEXT_LETTER.test(source)) needsProof = true;
      const copies = Math.max(1, Number(least ?? 1));
      return times(body, copies, copies);
    }
    return times(body, Number(least), Number(most ?? least));
  }

  const { steps } = alternatives();
  return { steps, needsProof, beyondProof };
}

function after(first: Cost, second: Cost): Cost {
  return { ways: first.ways * second.ways, steps: first.steps + first.ways * second.steps };
}

function times(body: Cost, least: number, most: number): Cost {
  if (most > 10_000) return { ways: Infinity, steps: Infinity };
  let run = EMPTY;
  let ways = least === 0 ? 1 : 0;
  for (let count = 1; count <= most; count += 1) {
    run = after(run, body);
    if (count >= least) ways += run.ways;
  }
  return { ways, steps: run.steps };
}
