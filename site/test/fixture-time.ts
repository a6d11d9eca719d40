import { shares } from '../../checker/domain/availability.ts';
import { DAY_SECONDS } from '../../checker/domain/instant.ts';
import {
  type Availability,
  type SiteDay,
  type SiteState,
  WINDOWS,
} from '../../checker/domain/ledger-files.ts';
import type { Seconds } from '../../checker/domain/segments.ts';
import type { Status } from '../../checker/domain/status.ts';
import type { FixtureSite } from './fixture-site.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A stretch of one status in milliseconds since 1970; `to` is exclusive. */
export interface Stretch {
  from: number;
  to: number;
  status: Status;
}

/** All stretches of a site from its first check until `end`. */
export function stretchesOf(site: FixtureSite, firstCheck: number, end: number): Stretch[] {
  const now = site.status === 'suspect' ? 'up' : site.status;
  const bad = [...site.past, ...(now === 'up' ? [] : [{ status: now, from: site.sinceHours, to: 0 }])];
  const stretches: Stretch[] = [];
  let at = firstCheck;
  for (const { status, from, to } of bad) {
    const start = end - from * HOUR;
    if (start > at) stretches.push({ from: at, to: start, status: 'up' });
    stretches.push({ from: Math.max(at, start), to: end - to * HOUR, status });
    at = end - to * HOUR;
  }
  if (at < end) stretches.push({ from: at, to: end, status: 'up' });
  return stretches;
}

/** Milliseconds of a check: a little more or less from day to day, and much more on one of a few. */
function load(day: number, index: number): number {
  return (700 + ((index * 37 + day * 53) % 900)) * (day % 17 === 0 ? 4 : 1);
}

/** One day of a site; undefined before its first check. */
export function dayOf(stretches: readonly Stretch[], day: string): SiteDay | undefined {
  const start = Date.parse(`${day}T00:00:00Z`);
  const first = stretches[0]?.from ?? start;
  const cuts = [
    ...(first > start ? [{ from: start, to: first, status: 'unknown' as const }] : []),
    ...stretches,
  ].flatMap(({ from, to, status }) => {
    const begin = Math.round((Math.max(from, start) - start) / 1_000);
    const seconds = Math.round((Math.min(to, start + DAY) - start) / 1_000) - begin;
    return seconds > 0 ? [{ begin, seconds, status }] : [];
  });
  if (first >= start + DAY || cuts.length === 0) return undefined;
  const loads = Array.from({ length: 96 }, (_, index) => load(start / DAY, index));
  const segments = cuts.map(({ begin, status }): [number, Status] => [begin, status]);
  return { before: {}, since: new Date(start).toISOString(), segments, checks: loads.length, loads };
}

/** Availability over the five windows, as the ledger has it: by whole seconds. `end`: milliseconds since 1970. */
export function availabilityOf(stretches: readonly Stretch[], end: number): SiteState['availability'] {
  const second = (ms: number) => Math.round(ms / 1_000);
  const [first, last] = [second(stretches[0]?.from ?? end), Math.floor(end / 1_000)];
  const figures = Object.entries(WINDOWS).map(([name, days]): [string, Availability] => {
    const start = Math.max(first, last - days * DAY_SECONDS);
    const seconds: Seconds = {};
    for (const { from, to, status } of stretches) {
      const length = Math.min(second(to), last) - Math.max(second(from), start);
      if (length > 0) seconds[status] = (seconds[status] ?? 0) + length;
    }
    return [name, shares(seconds, last - start)];
  });
  return Object.fromEntries(figures) as SiteState['availability'];
}
