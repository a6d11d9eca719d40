import type { DayBar } from './days.ts';

/** A line of the table of days: one day, or a stretch of days of which there is nothing to tell but that they were not checked. */
export interface DayLine {
  /** Places among the days. */
  first: number;
  last: number;
}

/** The days in lines, the newest first; days in a row of which nothing was observed are one line. */
export function dayLines(days: readonly Pick<DayBar, 'seconds'>[]): DayLine[] {
  const lines: DayLine[] = [];
  for (const [index, day] of days.entries()) {
    const last = lines.at(-1);
    if (last && isBlank(day) && isBlank(days[last.last] ?? day)) last.last = index;
    else lines.push({ first: index, last: index });
  }
  return lines.toReversed();
}

function isBlank({ seconds }: Pick<DayBar, 'seconds'>): boolean {
  return Object.entries(seconds).every(([status, count]) => status === 'unknown' || count === 0);
}

/** Id of the line of a day in the table of days. */
export function dayAnchor(day: string): string {
  return `day-${day}`;
}

/** Id of the line that tells of each day. */
export function dayAnchors(days: readonly DayBar[]): string[] {
  return dayLines(days)
    .toReversed()
    .flatMap(({ first, last }) =>
      Array.from({ length: last - first + 1 }, () => dayAnchor(days[first]?.day ?? '')),
    );
}
