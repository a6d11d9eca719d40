import { createRequire } from 'node:module';
import { parsePattern } from '../domain/pattern.ts';
import { Pattern as PatternText } from '../domain/site.ts';
import { costOf } from './expression-cost.ts';
import { quote, visible } from './quote.ts';

/** Most steps an expression may take from one place of a text: room for `ballot.{0,200}received`, none for a blow-up. */
const MOST_STEPS = 2_000;
/** How long the proof of one expression may take: it takes up to a second, and must not depend on how busy a machine is. */
const PROOF_MS = 30_000;

const known = new Map<string, string | null>();

/**
 * What is wrong with a pattern of the sites file, or null. Besides being well formed, a regular expression must be proven
 * to take time in proportion to the text: a page's text is hostile, and one slow match would hold up the whole run.
 */
export function patternProblem(text: string): string | null {
  const remembered = known.get(text);
  if (remembered !== undefined) return remembered;
  const problem = findProblem(text);
  known.set(text, problem);
  return problem;
}

function findProblem(text: string): string | null {
  // Too long, says the schema; that is fault enough, and nothing to parse.
  if (!PatternText.safeParse(text).success) return null;
  const pattern = parsePattern(text);
  const received = `received ${quote(text)}`;
  if (pattern.kind === 'invalid') {
    const because = pattern.because === undefined ? '' : ` (${visible(pattern.because)})`;
    return `expected ${pattern.expected}, ${received}${because}`;
  }
  if (pattern.kind === 'words') return null;
  const { steps, needsProof, beyondProof } = costOf(pattern.source, pattern.flags);
  if (beyondProof) {
    return `expected a regular expression without look-around and back references, ${received}: too complicated to prove safe; use several patterns, or "absent"`;
  }
  if (steps > MOST_STEPS) {
    return `expected a regular expression with few ways to match, ${received}: dangerous, up to ${amount(steps)} steps at one place of a page (at most ${amount(MOST_STEPS)}); use fewer or shorter repetitions and optional parts`;
  }
  // Where the steps at each place are bounded the whole is linear: nothing to prove.
  return needsProof ? unprovenProblem(pattern.source, pattern.flags, received) : null;
}

function unprovenProblem(source: string, flags: string, received: string): string | null {
  const proof = recheck().checkSync(source, flags, { checker: 'automaton', timeout: PROOF_MS });
  if (proof.status === 'safe') return null;
  const advice = 'bound the repetitions, as .{0,80} or \\d{1,6}, and leave out .* at either end';
  if (proof.status === 'vulnerable') {
    return `expected a regular expression that takes time in proportion to the page, ${received}: dangerous (${proof.complexity.summary}); ${advice}`;
  }
  return `expected a simpler regular expression, ${received}: too complicated to prove safe; ${advice}`;
}

function amount(steps: number): string {
  return steps < 1e9 ? steps.toLocaleString('en-US') : 'billions of';
}

/**
 * Loaded only when there is an unbounded expression to prove: it is 3 MB of code. This entry runs in this process, in
 * plain JavaScript; the package's main one would start Java, a native program or a worker, whichever it finds.
 */
function recheck(): typeof import('recheck') {
  return createRequire(import.meta.url)('recheck/lib/browser.js');
}
