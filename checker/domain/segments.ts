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

/** What of a day is counted, and as what. */
export interface TimeLine {
  /** Second of the day at which a status begins, and the status. */
  segments: SiteDay['segments'];
  /** Second of the day up to which time is counted. */
  counted: number;
}

/** The day's stretches in seconds of the day, in order and without gaps. */
export function spansOf({ segments, counted }: TimeLine): Span[] {
  return segments.map(([from, status], i) => ({ from, to: segments[i + 1]?.[0] ?? counted, status }));
}

/** Changes the day: seconds `from` to `to` are counted as `status`. Time skipped before `from` is unknown. */
export function paint(day: TimeLine, from: number, to: number, status: Status): void {
  const end = Math.min(to, DAY_SECONDS);
  if (end <= from) return;
  extend(day, from, 'unknown');
  if (from < day.counted) rewrite(day, from, Math.min(end, day.counted), () => status);
  extend(day, end, status);
}

/** Changes the day: seconds between `from` and `to` that were counted as `was` are counted as `into`. */
export function turn(day: TimeLine, from: number, to: number, was: Status, into: Status): void {
  rewrite(day, from, to, (status) => (status === was ? into : status));
}

/** Adds the seconds of each status between two seconds of the day to a sum. */
export function addSeconds(sum: Seconds, { segments, counted }: TimeLine, from: number, to: number): void {
  for (let i = 0; i < segments.length; i++) {
    const [start, status] = segments[i] ?? [0, 'unknown'];
    const end = segments[i + 1]?.[0] ?? counted;
    const seconds = Math.min(end, to) - Math.max(start, from);
    if (seconds > 0) sum[status] = (sum[status] ?? 0) + seconds;
  }
}

function extend(day: TimeLine, to: number, status: Status): void {
  if (to <= day.counted) return;
  if (day.segments.at(-1)?.[1] !== status) day.segments.push([day.counted, status]);
  day.counted = to;
}

function rewrite(day: TimeLine, from: number, to: number, change: (status: Status) => Status): void {
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
  day.segments = segmentsOf(spans);
}

/** The segments of stretches that begin at 0 and leave no gaps; neighbours of one status become one. */
export function segmentsOf(spans: readonly Span[]): SiteDay['segments'] {
  const segments: SiteDay['segments'] = [];
  for (const { from, to, status } of spans) {
    if (to > from && segments.at(-1)?.[1] !== status) segments.push([from, status]);
  }
  return segments;
}
