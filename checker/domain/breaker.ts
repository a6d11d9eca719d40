/** When more sites than this turn down in one run, the run itself is suspect. */
export interface BreakerLimits {
  /** Share of all sites visited, above 0 to 1. */
  share: number;
  /** Fewer sites than this never trip it. */
  atLeast: number;
}

/**
 * The sites whose `down` may be the monitor's own fault: all that turned down in this run, when they are too many.
 * `visited` is the number of sites with a verdict in this run; sites that were down before do not count.
 */
export function trippedBy(
  turnedDown: readonly string[],
  visited: number,
  limits: BreakerLimits,
): readonly string[] {
  const share = visited === 0 ? 0 : turnedDown.length / visited;
  return turnedDown.length >= limits.atLeast && share > limits.share ? turnedDown : [];
}
