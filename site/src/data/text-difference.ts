import { diffArrays } from 'diff';

/** A line of a difference: added, removed or the same; or so many lines of no change that are left out. */
export type DifferenceLine = { sign: '+' | '−' | ' '; text: string } | { same: number };

/** What changed between two texts. `cut`: only the beginning was compared, or is shown. */
export interface TextDifference {
  added: number;
  removed: number;
  lines: DifferenceLine[];
  cut: boolean;
}

/** So many lines of each text are compared, and so many of the result shown. */
const COMPARED = 400;
const SHOWN = 240;
/** Lines without a change that are shown before and after one. */
const CONTEXT = 2;
/** Texts with more changes have next to nothing in common: finding it would take long (39 ms for 800), and tell a reader nothing. */
const MOST_CHANGES = 300;

/** Compares two texts line by line, without blank lines and indents; null when a reader would see the same. */
export function textDifference(before: string, after: string): TextDifference | null {
  const [old, now] = [linesOf(before), linesOf(after)];
  const changes = changesOf(old.slice(0, COMPARED), now.slice(0, COMPARED));
  const lines: DifferenceLine[] = [];
  let [added, removed] = [0, 0];
  for (const [index, change] of changes.entries()) {
    if (change.added) added += change.value.length;
    if (change.removed) removed += change.value.length;
    const sign = change.added ? '+' : change.removed ? '−' : ' ';
    const signed = change.value.map((text) => ({ sign, text }) as const);
    lines.push(...(sign === ' ' ? folded(signed, index > 0, index < changes.length - 1) : signed));
  }
  const cut = old.length > COMPARED || now.length > COMPARED || lines.length > SHOWN;
  if (added + removed === 0 && !cut) return null;
  return { added, removed, lines: lines.slice(0, SHOWN), cut };
}

interface Change {
  added: boolean;
  removed: boolean;
  value: string[];
}

function changesOf(old: string[], now: string[]): Change[] {
  return (
    diffArrays(old, now, { maxEditLength: MOST_CHANGES }) ?? [
      { removed: true, added: false, value: old },
      { removed: false, added: true, value: now },
    ]
  );
}

/** Lines without a change, but for those next to one. */
function folded(lines: DifferenceLine[], follows: boolean, precedes: boolean): DifferenceLine[] {
  const head = follows ? CONTEXT : 0;
  const tail = precedes ? CONTEXT : 0;
  const same = lines.length - head - tail;
  if (same <= 1) return lines;
  return [...lines.slice(0, head), { same }, ...lines.slice(lines.length - tail)];
}

function linesOf(text: string): string[] {
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
}
