import { secondsUpTo } from './carry.ts';
import { DAY_SECONDS } from './instant.ts';
import type { LedgerDraft } from './ledger.ts';
import { type Availability, WINDOWS, type Window } from './ledger-files.ts';
import type { Seconds } from './segments.ts';
import { STATUS, type Status } from './status.ts';

/**
 * Steps in which shares are told: as fine as pages show them, since a share that differs in every run makes every run's data larger.
 * What lies between two steps is cut off, so that 0.99999 never becomes 1.
 */
export const SHARE_STEPS = 10_000;

/** Availability of a site over each window that ends at `end`; time before `firstCheck` does not exist. Seconds since 1970. */
export function availabilityOf(
  draft: LedgerDraft,
  site: string,
  { firstCheck, end }: { firstCheck: number; end: number },
): Record<Window, Availability> {
  const whole = end > firstCheck ? secondsUpTo(draft, site, end) : {};
  return Object.fromEntries(
    Object.entries(WINDOWS).map(([name, days]) => {
      const start = end - days * DAY_SECONDS;
      if (start <= firstCheck) return [name, shares(whole, end - firstCheck)];
      return [name, shares(difference(whole, secondsUpTo(draft, site, start)), end - start)];
    }),
  ) as Record<Window, Availability>;
}

/** Shares of `total` seconds of which `seconds` were counted. */
export function shares(seconds: Seconds, total: number): Availability {
  const good = (seconds.up ?? 0) + (seconds.degraded ?? 0);
  const judged = good + (seconds.down ?? 0);
  let observed = 0;
  for (const status in STATUS) if (status !== 'unknown') observed += seconds[status as Status] ?? 0;
  return {
    availability: judged > 0 ? share(good, judged) : null,
    coverage: total > 0 ? share(observed, total) : 0,
  };
}

function difference(whole: Seconds, part: Seconds): Seconds {
  const rest: Seconds = {};
  for (const [status, seconds] of Object.entries(whole) as [Status, number][]) {
    rest[status] = seconds - (part[status] ?? 0);
  }
  return rest;
}

function share(part: number, whole: number): number {
  return Math.floor((part * SHARE_STEPS) / whole) / SHARE_STEPS;
}
