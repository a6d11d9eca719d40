/** Seconds of a UTC day. */
export const DAY_SECONDS = 86_400;

/** Milliseconds since 1970 of an ISO 8601 instant. */
export function msOf(instant: string): number {
  return Date.parse(instant);
}

/** The instant, UTC with milliseconds, of milliseconds since 1970. */
export function instantOf(ms: number): string {
  return new Date(ms).toISOString();
}

/** The whole second since 1970 in which an instant lies: the grain in which time is counted. */
export function secondOf(instant: string): number {
  return Math.floor(msOf(instant) / 1_000);
}

/** The UTC day, as 2026-11-23, in which a second since 1970 lies. */
export function dayOf(second: number): string {
  return instantOf(second * 1_000).slice(0, 10);
}

/** First second since 1970 of a UTC day. */
export function dayStart(day: string): number {
  return secondOf(`${day}T00:00:00.000Z`);
}

/** The earlier of two instants of the same form. */
export function earlier(a: string, b: string): string {
  return b < a ? b : a;
}

/** The later of two instants of the same form. */
export function later(a: string, b: string): string {
  return a < b ? b : a;
}
