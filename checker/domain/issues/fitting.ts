/** A whole part of a body or comment. */
export interface Part {
  markdown: string;
  /** What is left out first when all would be too long: 3 before 0. */
  rank: 0 | 1 | 2 | 3;
}

/** GitHub takes 65,536 characters; the hidden marker needs some of them. */
export const LONGEST_BODY = 60_000;

const LEFT_OUT = '_Some parts were left out here, because the whole would be too long._';

/** Parts as one text of at most `max` characters, in their order; whole ones are left out, the least important and last first. */
export function fitted(parts: readonly Part[], max = LONGEST_BODY): string {
  const kept = parts.filter(({ markdown }) => markdown !== '');
  const all = joined(kept);
  if (all.length <= max) return all;
  while (kept.length > 0 && joined(kept).length + 2 + LEFT_OUT.length > max) {
    const rank = Math.max(...kept.map((part) => part.rank));
    kept.splice(
      kept.findLastIndex((part) => part.rank === rank),
      1,
    );
  }
  return joined([...kept, { markdown: LEFT_OUT, rank: 0 }]);
}

function joined(parts: readonly Part[]): string {
  return parts.map(({ markdown }) => markdown).join('\n\n');
}

/** As many rows as fit, from the first on, into `most` rows and `max` characters. */
export function firstRows(rows: readonly string[], most: number, max: number): string[] {
  let length = 0;
  const end = rows.findIndex((row, index) => {
    length += row.length + 1;
    return index >= most || length > max;
  });
  return end === -1 ? [...rows] : rows.slice(0, end);
}
