import {
  type Availability,
  type SiteDay,
  type SiteState,
  WINDOWS,
} from '../../checker/domain/ledger-files.ts';
import type { Status } from '../../checker/domain/status.ts';
import type { FixtureSite } from './fixture-site.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A stretch of one status in milliseconds since 1970; `to` is exclusive. */
interface Stretch {
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
  const loads = Array.from({ length: 96 }, (_, index) => 700 + ((index * 37) % 900));
  const segments = cuts.map(({ begin, status }): [number, Status] => [begin, status]);
  return { before: {}, since: new Date(start).toISOString(), segments, checks: loads.length, loads };
}

/** Availability over the five windows. */
export function availabilityOf(stretches: readonly Stretch[], end: number): SiteState['availability'] {
  const first = stretches[0]?.from ?? end;
  const figures = Object.entries(WINDOWS).map(([name, days]): [string, Availability] => {
    const start = Math.max(first, end - days * DAY);
    const sum = (statuses: readonly Status[]) =>
      stretches
        .filter(({ status }) => statuses.includes(status))
        .reduce((total, { from, to }) => total + Math.max(0, to - Math.max(from, start)), 0);
    const good = sum(['up', 'degraded']);
    const judged = good + sum(['down']);
    const unseen = sum(['unknown']);
    return [
      name,
      {
        availability: judged > 0 ? good / judged : null,
        coverage: end > start ? 1 - unseen / (end - start) : 0,
      },
    ];
  });
  return Object.fromEntries(figures) as SiteState['availability'];
}
