/** A day's two load times in milliseconds; null: none was measured. */
export type DayLoads = { p50: number | null; p95: number | null } | null;

/** How far the line of a day reaches to each side of its middle, so that a single day is seen. */
const REACH = 0.4;

/**
 * A line through the days' p50 and a band from there to their p95, as SVG paths: a day is 1 wide, `max` milliseconds are `height` high,
 * and days without a load are gaps.
 */
export function loadPaths(
  days: readonly DayLoads[],
  { max, height }: { max: number; height: number },
): { line: string; band: string } {
  const y = (ms: number) => round(height - (ms / max) * height);
  let [line, band] = ['', ''];
  for (const stretch of stretchesOf(days)) {
    const low = edge(stretch.map(({ x, p50 }) => [x, y(p50)]));
    const high = edge(stretch.map(({ x, p95 }) => [x, y(p95)]));
    line += `M${low.join('L')}`;
    band += `M${[...high, ...low.toReversed()].join('L')}z`;
  }
  return { line, band };
}

function stretchesOf(days: readonly DayLoads[]): { x: number; p50: number; p95: number }[][] {
  const stretches: { x: number; p50: number; p95: number }[][] = [];
  let open = false;
  for (const [index, day] of days.entries()) {
    const [p50, p95] = [day?.p50 ?? null, day?.p95 ?? null];
    if (p50 === null || p95 === null) {
      open = false;
      continue;
    }
    if (!open) stretches.push([]);
    stretches.at(-1)?.push({ x: index + 0.5, p50, p95 });
    open = true;
  }
  return stretches;
}

/** The points, and the first and the last one carried on a little to their sides. */
function edge(points: readonly (readonly [x: number, y: number])[]): string[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  const all = [[first[0] - REACH, first[1]], ...points, [last[0] + REACH, last[1]]] as const;
  return all.map(([x, y]) => `${round(x)} ${y}`);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
