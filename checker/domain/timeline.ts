import { DAY_SECONDS } from './instant.ts';
import type { LedgerDraft } from './ledger.ts';
import { paint, type Span, spansOf, turn } from './segments.ts';
import type { Status } from './status.ts';

/** Counts a site's seconds since 1970, `from` to `to` (exclusive), as one status, whatever they were counted as. */
export function paintSpan(draft: LedgerDraft, site: string, { from, to, status }: Span): void {
  for (let at = from; at < to; at = dayEnd(at)) {
    const day = dayNumber(at);
    const start = day * DAY_SECONDS;
    paint(draft.day(day).change(site), at - start, Math.min(to - start, DAY_SECONDS), status);
  }
  if (from < to) draft.touch(site, from);
}

/** Counts a site's seconds between `from` and `to` that were counted as `was` as `into`. */
export function turnSpan(
  draft: LedgerDraft,
  site: string,
  { from, to }: Omit<Span, 'status'>,
  was: Status,
  into: Status,
): void {
  for (let at = from; at < to; at = dayEnd(at)) {
    const day = dayNumber(at);
    const start = day * DAY_SECONDS;
    if (draft.entry(site, day)) turn(draft.day(day).change(site), at - start, to - start, was, into);
  }
  if (from < to) draft.touch(site, from);
}

/** What a site's second since 1970 was observed as; null where nothing has been counted. */
export function statusAt(draft: LedgerDraft, site: string, second: number): Status | null {
  const entry = draft.entry(site, dayNumber(second));
  const at = second - dayNumber(second) * DAY_SECONDS;
  return (entry && spansOf(entry).find(({ from, to }) => from <= at && at < to)?.status) ?? null;
}

/** The UTC day, counted since 1970, in which a second since 1970 lies. */
export function dayNumber(second: number): number {
  return Math.floor(second / DAY_SECONDS);
}

function dayEnd(second: number): number {
  return (dayNumber(second) + 1) * DAY_SECONDS;
}
