import { expectationLines } from '../domain/expectation-words.ts';
import { code, markdown } from '../domain/issues/escaping.ts';
import type { Reason } from '../domain/reason.ts';
import { reasonText } from '../domain/reason-words.ts';
import type { ResolvedExpectations } from '../domain/resolved-site.ts';
import { isUnmetBy } from '../domain/unmet-expectation.ts';
import { isGood } from '../domain/verdict.ts';
import type { SeenVisit } from './seen-site.ts';

/** More of a list than this is not shown. */
const MOST = 20;

/** What a page was expected to show, in words, and what of it was there at a visit. */
export function expectationsText(expect: ResolvedExpectations, seen: SeenVisit): string {
  const { reasons } = seen.visit;
  const looked = couldLook(seen);
  const rows = expectationLines(expect).map((line) => {
    const { text, marks = [] } = line;
    const shown = [markdown(text, 1_000), ...marks.slice(0, MOST).map((mark) => code(mark)), ...more(marks)];
    const unmet = reasons.some((reason) => isUnmetBy(line, reason));
    return { unmet, shown: [...(unmet ? ['✗'] : looked ? ['✓'] : []), ...shown].join(' ') };
  });
  const unmet = rows.filter((row) => row.unmet).length;
  const list = listOf(rows.toSorted((a, b) => Number(b.unmet) - Number(a.unmet)).map(({ shown }) => shown));
  return `What was expected${foundText(looked, unmet, rows.length)}:\n\n${list}`;
}

function foundText(looked: boolean, unmet: number, all: number): string {
  const failed = `, and of it ${unmet} of ${all} did not hold (✗)`;
  if (looked) return unmet === 0 ? ', and all of it was there' : failed;
  return unmet === 0
    ? '; no page came in which it could be looked for'
    : `${failed}; the rest could not be looked for`;
}

/** Reasons as a list, the deciding one first. */
export function reasonList(reasons: readonly Reason[]): string {
  return listOf(reasons.map((reason) => markdown(reasonText(reason), 600)));
}

/** Missing, these leave nothing to look in. */
const CONTENT = new Set(['content', 'content-type', 'document']);

/** Whether the classifier had the right kind of page to look for things in. */
function couldLook({ visit, observation }: SeenVisit): boolean {
  if (!observation) return false;
  const missing = visit.reasons.filter((reason) => reason.kind === 'missing');
  if (missing.some(({ expectation }) => CONTENT.has(expectation))) return false;
  return observation.failure === null || isGood(visit.outcome) || missing.length > 0;
}

function listOf(items: readonly string[]): string {
  return [...items.slice(0, MOST), ...more(items)].map((item) => `- ${item}`).join('\n');
}

function more(list: readonly unknown[]): string[] {
  return list.length > MOST ? [`and ${list.length - MOST} more`] : [];
}
