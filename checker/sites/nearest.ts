import { closestMatch } from 'leven';

/** The candidate that was most likely meant, or undefined when none is near. Letter case does not matter. */
export function nearest(text: string, candidates: Iterable<string>): string | undefined {
  if (text.length > 80) return undefined;
  const wanted = text.toLowerCase();
  const byLowerCase = new Map<string, string>();
  for (const candidate of candidates) byLowerCase.set(candidate.toLowerCase(), candidate);
  const exact = byLowerCase.get(wanted);
  if (exact !== undefined) return exact;
  // One letter of two is no ground for a guess: every code of a state is that near to several others.
  const eligible = [...byLowerCase.keys()].filter((name) => name.length > 2);
  const match = closestMatch(wanted, eligible, { maxDistance: farthest(wanted) });
  return match === undefined ? undefined : byLowerCase.get(match);
}

/** `; did you mean "x"?`, or nothing when no candidate is near. */
export function didYouMean(text: string, candidates: Iterable<string>): string {
  const match = nearest(text, candidates);
  return match === undefined ? '' : `; did you mean ${JSON.stringify(match)}?`;
}

/** From three letters on a swapped pair, which is two edits, is near. */
function farthest(text: string): number {
  return text.length < 3 ? 1 : Math.max(2, Math.floor(text.length * 0.4));
}
