import { DAY_SECONDS } from './instant.ts';
import type { LedgerDraft } from './ledger.ts';
import { type Availability, WINDOWS, type Window } from './ledger-files.ts';
import { count, type Seconds } from './segments.ts';
import { STATUS, type Status } from './status.ts';
import { secondsOf } from './timeline.ts';

/** Decimals that a share keeps. More are cut off, so that 0.99999999 never becomes 1. */
const PRECISION = 1_000_000;

/** Availability of a site over each window that ends at `end`; time before `firstCheck` does not exist. Seconds since 1970. */
export function availabilityOf(
  draft: LedgerDraft,
  site: string,
  { firstCheck, end }: { firstCheck: number; end: number },
): Record<Window, Availability> {
  const sum: Seconds = {};
  let counted = end;
  const windows = Object.entries(WINDOWS).toSorted(([, a], [, b]) => a - b);
  return Object.fromEntries(
    windows.map(([name, days]) => {
      const start = Math.min(counted, Math.max(firstCheck, end - days * DAY_SECONDS));
      const more = secondsOf(draft, site, start, counted);
      for (const status in more) count(sum, status as Status, more[status as Status] ?? 0);
      counted = start;
      return [name, shares(sum, end - start)];
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

function share(part: number, whole: number): number {
  return Math.floor((part * PRECISION) / whole) / PRECISION;
}
