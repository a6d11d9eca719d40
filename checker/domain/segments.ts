import { DAY_SECONDS } from './instant.ts';
import type { SiteDay } from './ledger-files.ts';
import type { Status } from './status.ts';

/** A stretch of one status; `to` is exclusive. */
export interface Span {
  from: number;
  to: number;
  status: Status;
}

/** Seconds counted as each status; a status without seconds is left out. */
export type Seconds = Partial<Record<Status, number>>;

/** A day of which nothing has been counted yet. */
export function emptySiteDay(): SiteDay {
  return { seconds: {}, segments: [], checks: 0, p50: null, p95: null, loads: [] };
}

/** Second of the day up to which time has been counted. */
export function reachOf(day: SiteDay): number {
  let sum = 0;
  for (const status in day.seconds) sum += day.seconds[status as Status] ?? 0;
  return sum;
}

/** The day's stretches in seconds of the day, in order and without gaps. */
export function spansOf(day: SiteDay): Span[] {
  const reach = reachOf(day);
  return day.segments.map(([from, status], i) => ({ from, to: day.segments[i + 1]?.[0] ?? reach, status }));
}

/** Changes the day: seconds `from` to `to` are counted as `status`. Time skipped before `from` is unknown. */
export function paint(day: SiteDay, from: number, to: number, status: Status): void {
  const end = Math.min(to, DAY_SECONDS);
  if (end <= from) return;
  extend(day, from, 'unknown');
  const reach = reachOf(day);
  if (from < reach) rewrite(day, from, Math.min(end, reach), () => status);
  extend(day, end, status);
}

/** Changes the day: seconds between `from` and `to` that were counted as `was` are counted as `into`. */
export function turn(day: SiteDay, from: number, to: number, was: Status, into: Status): void {
  rewrite(day, from, to, (status) => (status === was ? into : status));
}

/** Seconds of each status between two seconds of the day. */
export function secondsBetween(day: SiteDay, from: number, to: number): Seconds {
  if (from <= 0 && to >= reachOf(day)) return day.seconds;
  const seconds: Seconds = {};
  for (const span of spansOf(day))
    count(seconds, span.status, Math.min(span.to, to) - Math.max(span.from, from));
  return seconds;
}

/** Adds seconds of a status to a sum. */
export function count(sum: Seconds, status: Status, seconds: number): void {
  if (seconds > 0) sum[status] = (sum[status] ?? 0) + seconds;
}

/** The day made anew of stretches that begin at 0 and leave no gaps; neighbours of one status become one. */
export function fromSpans(spans: readonly Span[]): Pick<SiteDay, 'seconds' | 'segments'> {
  const made: Pick<SiteDay, 'seconds' | 'segments'> = { seconds: {}, segments: [] };
  for (const { from, to, status } of spans) {
    if (to <= from) continue;
    if (made.segments.at(-1)?.[1] !== status) made.segments.push([from, status]);
    count(made.seconds, status, to - from);
  }
  return made;
}

function extend(day: SiteDay, to: number, status: Status): void {
  const reach = reachOf(day);
  if (to <= reach) return;
  if (day.segments.at(-1)?.[1] !== status) day.segments.push([reach, status]);
  count(day.seconds, status, to - reach);
}

function rewrite(day: SiteDay, from: number, to: number, change: (status: Status) => Status): void {
  const spans = spansOf(day).flatMap((span) => {
    const a = Math.max(span.from, from);
    const b = Math.min(span.to, to);
    if (b <= a) return [span];
    return [
      { ...span, to: a },
      { from: a, to: b, status: change(span.status) },
      { ...span, from: b },
    ];
  });
  Object.assign(day, fromSpans(spans));
}
