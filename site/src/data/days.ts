import type { Status } from '../../../checker/domain/status.ts';

const DAY_MS = 86_400_000;

/** One of the bars of a site: the status that marks the day, and its seconds in each status. */
export interface DayBar {
  /** As 2026-11-23, UTC. */
  day: string;
  status: Status;
  seconds: Partial<Record<Status, number>>;
}

/** The `count` UTC days that end with the day of an instant, oldest first, as 2026-11-23. */
export function daysUpTo(instant: string, count: number): string[] {
  const last = Date.parse(`${instant.slice(0, 10)}T00:00:00Z`);
  return Array.from({ length: count }, (_, index) =>
    new Date(last - (count - 1 - index) * DAY_MS).toISOString().slice(0, 10),
  );
}

/** What marks a day, the gravest first; a moment of it is enough. */
const MARKS: readonly Status[] = ['down', 'degraded', 'blocked'];

/**
 * The status that marks a day. Down, impaired and blocked mark it however short they were; otherwise a day of which
 * more than half was not observed is not checked, so that a day is never drawn as healthy on little evidence.
 */
export function markOfDay(counted: DayBar['seconds'] | null): Status {
  if (!counted) return 'unknown';
  const seconds = (status: Status) => counted[status] ?? 0;
  const mark = MARKS.find((status) => seconds(status) > 0);
  if (mark) return mark;
  const observed = seconds('up') + seconds('closed');
  if (observed === 0 || seconds('unknown') > observed) return 'unknown';
  return seconds('up') > 0 ? 'up' : 'closed';
}

/** The bars of one site over the given days, one a day, from the seconds that count; a day without a record is not checked. */
export function dayBars(days: readonly string[], of: (day: string) => DayBar['seconds'] | null): DayBar[] {
  return days.map((day) => {
    const seconds = of(day);
    return { day, status: markOfDay(seconds), seconds: seconds ?? {} };
  });
}
