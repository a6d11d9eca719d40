/** How far apart runs started. Milliseconds. */
export interface Cadence {
  /** How many gaps were looked at. */
  gaps: number;
  median: number;
  longest: number;
}

/** Of the times (UTC, ISO 8601) at which runs started, in any order; null where there are fewer than three. */
export function cadenceOf(starts: readonly string[]): Cadence | null {
  const times = starts.map((start) => Date.parse(start)).sort((a, b) => a - b);
  const gaps = times
    .slice(1)
    .map((time, at) => time - (times[at] ?? time))
    .sort((a, b) => a - b);
  const longest = gaps.at(-1);
  if (gaps.length < 2 || longest === undefined) return null;
  return { gaps: gaps.length, median: gaps[Math.floor((gaps.length - 1) / 2)] ?? longest, longest };
}
