import { availabilityOf } from './availability.ts';
import { sinceOf } from './carry.ts';
import { instantOf, later, secondOf } from './instant.ts';
import type { KnownSite } from './known-site.ts';
import type { LedgerDraft } from './ledger.ts';
import { shownAt, standingOf } from './standing.ts';
import type { ShownStatus } from './status.ts';
import { dayNumber } from './timeline.ts';

/** The state with all that follows from the time counted up to `end`, in seconds since 1970. The days must be carried over. */
export function shownState(draft: LedgerDraft, site: string, state: KnownSite, end: number): KnownSite {
  const open = state.incident === null ? null : draft.incident(state.incident);
  const status = shownAt(standingOf(state, open), end);
  return {
    ...state,
    status,
    since: shownSince(draft, site, state, { status, end }),
    closed: state.closed.filter(({ to }) => secondOf(to) > end),
    availability: availabilityOf(draft, site, { firstCheck: secondOf(state.firstCheck), end }),
  };
}

/** Since when a site has had its status without a break: in whole seconds, as time is counted. */
function shownSince(
  draft: LedgerDraft,
  site: string,
  { suspect, firstCheck, lastVisit }: KnownSite,
  { status, end }: { status: ShownStatus; end: number },
): string {
  if (status === 'suspect') return suspect?.first.at ?? lastVisit.at;
  const day = dayNumber(end - 1);
  const entry = draft.entry(site, day);
  const goesOn = entry?.segments.at(-1)?.[1] === status;
  const since = entry && goesOn ? sinceOf(entry, day) : instantOf(end * 1_000);
  return later(since, instantOf(secondOf(firstCheck) * 1_000));
}
