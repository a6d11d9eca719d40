const SOME = /\S+/g;

/**
 * Share of words that two texts do not have in common, 0 to 1, of the words of the longer one: one of a hundred words replaced is
 * 0.01. Words are what stands between white space, each counted as often as it stands there; where it stands does not matter, so a
 * list in another order is the same. Takes time in proportion to the texts, whatever a page puts there.
 */
export function wordDifference(before: string, after: string): number {
  const counts = new Map<string, number>();
  let words = 0;
  for (const [word] of before.matchAll(SOME)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
    words++;
  }
  let [common, others] = [0, 0];
  for (const [word] of after.matchAll(SOME)) {
    const left = counts.get(word) ?? 0;
    if (left > 0) {
      counts.set(word, left - 1);
      common++;
    }
    others++;
  }
  const most = Math.max(words, others);
  return most === 0 ? 0 : 1 - common / most;
}
