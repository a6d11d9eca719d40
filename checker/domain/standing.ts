import { msOf, secondOf } from './instant.ts';
import type { KnownSite } from './known-site.ts';
import type { Incident } from './ledger-files.ts';
import type { ClosedStretch } from './run-record.ts';
import type { Span } from './segments.ts';
import type { ShownStatus, Status } from './status.ts';

/** What is known of a site between two checks. */
export interface Standing {
  /** As the last check left it, closures and the end of its hold apart. */
  status: ShownStatus;
  /** Second since 1970 up to which the verdict holds without a new check. */
  holdsUntil: number;
  /** In order, without overlaps. */
  closed: readonly ClosedStretch[];
}

/** The standing of a site as its last check left it. `open`: its open incident. */
export function standingOf(
  state: Pick<KnownSite, 'verdict' | 'suspect' | 'lastVisit' | 'holdsMs' | 'closed'>,
  open: Incident | null,
): Standing {
  const holdsUntil = Math.floor((msOf(state.lastVisit.at) + state.holdsMs) / 1_000);
  return { status: statusOf(state, open), holdsUntil, closed: state.closed };
}

/** How the time from `from` to `to` (seconds since 1970) is counted when no other check comes. */
export function projection(standing: Standing, from: number, to: number): Span[] {
  const spans: Span[] = [];
  let at = from;
  const fill = (until: number, status: Status) => {
    if (until > at) spans.push({ from: at, to: until, status });
    at = Math.max(at, until);
  };
  const open = (until: number) => {
    fill(Math.min(until, standing.holdsUntil), counted(standing.status));
    fill(until, 'unknown');
  };
  for (const stretch of standing.closed) {
    open(Math.min(secondOf(stretch.from), to));
    fill(Math.min(secondOf(stretch.to), to), 'closed');
  }
  open(to);
  return spans;
}

/** The status to show at a second since 1970 when no other check comes. */
export function shownAt(standing: Standing, second: number): ShownStatus {
  const status = projection(standing, second, second + 1)[0]?.status ?? 'unknown';
  const suspect = standing.status === 'suspect' && status === 'unknown' && second < standing.holdsUntil;
  return suspect ? 'suspect' : status;
}

function statusOf(
  { verdict, suspect }: Pick<KnownSite, 'verdict' | 'suspect'>,
  open: Incident | null,
): ShownStatus {
  switch (verdict) {
    case 'up':
    case 'degraded':
    case 'unknown':
      return verdict;
    case 'down':
    case 'blocked':
      return suspect ? 'suspect' : (open?.kind ?? 'unknown');
  }
}

/** Time under suspicion is counted as unknown. */
function counted(status: ShownStatus): Status {
  return status === 'suspect' ? 'unknown' : status;
}
