import { availabilityOf } from './availability.ts';
import { instantOf, secondOf } from './instant.ts';
import type { LedgerDraft } from './ledger.ts';
import type { SiteState } from './ledger-files.ts';
import { own } from './own.ts';
import { shownAt, standingOf } from './standing.ts';
import type { ShownStatus } from './status.ts';
import { statusAt, stretchStart } from './timeline.ts';

/** The state with all that follows from the time counted up to `end`, in seconds since 1970. */
export function shownState(draft: LedgerDraft, site: string, state: SiteState, end: number): SiteState {
  const open = state.incident === null ? null : draft.incident(state.incident);
  const status = shownAt(standingOf(state, open), end);
  return {
    ...state,
    status,
    since: sinceOf(draft, site, state, { status, end }),
    closed: state.closed.filter(({ to }) => secondOf(to) > end),
    availability: availabilityOf(draft, site, { firstCheck: secondOf(state.firstCheck), end }),
  };
}

/** Since when a site has had its status without a break: in whole seconds, as time is counted. */
function sinceOf(
  draft: LedgerDraft,
  site: string,
  state: SiteState,
  { status, end }: { status: ShownStatus; end: number },
): string {
  if (status === 'suspect') return state.suspect?.first.at ?? state.lastCheck;
  const firstCheck = secondOf(state.firstCheck);
  const changedFrom = Math.min(draft.changedFrom.get(site) ?? end, end);
  const start = stretchStart(draft, site, end, status, changedFrom);
  if (start > changedFrom || statusAt(draft, site, start - 1) !== status) {
    return instantOf(Math.max(start, firstCheck) * 1_000);
  }
  // The stretch began before anything changed: the earlier state knows when, without a look at older days.
  const before = own(draft.base.state.sites, site);
  if (before?.status === status && secondOf(before.since) < changedFrom) return before.since;
  return instantOf(stretchStart(draft, site, start, status, firstCheck) * 1_000);
}
