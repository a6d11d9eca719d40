import { DAY_SECONDS, dayOf } from './instant.ts';
import type { LedgerDraft } from './ledger.ts';
import { count, paint, type Seconds, type Span, secondsBetween, spansOf, turn } from './segments.ts';
import type { Status } from './status.ts';

/** Counts a site's seconds since 1970, `from` to `to` (exclusive), as one status, whatever they were counted as. */
export function paintSpan(draft: LedgerDraft, site: string, { from, to, status }: Span): void {
  for (const [day, a, b] of daysBetween(from, to)) paint(draft.changeDay(site, day), a, b, status);
  changed(draft, site, from, to);
}

/** Counts a site's seconds between `from` and `to` that were counted as `was` as `into`. */
export function turnSpan(
  draft: LedgerDraft,
  site: string,
  span: Omit<Span, 'status'>,
  was: Status,
  into: Status,
) {
  for (const [day, a, b] of daysBetween(span.from, span.to)) {
    if (draft.day(site, day)) turn(draft.changeDay(site, day), a, b, was, into);
  }
  changed(draft, site, span.from, span.to);
}

/** What a site's second since 1970 is counted as; null where nothing has been counted. */
export function statusAt(draft: LedgerDraft, site: string, second: number): Status | null {
  return spanAt(draft, site, second)?.status ?? null;
}

/** First second since 1970 of the unbroken stretch that ends before `end`; `end` itself when that stretch has another status. */
export function stretchStart(
  draft: LedgerDraft,
  site: string,
  end: number,
  status: Status,
  notBefore: number,
) {
  let start = end;
  while (start > notBefore) {
    const span = spanAt(draft, site, start - 1);
    if (span?.status !== status) break;
    start = span.from;
  }
  return Math.max(start, Math.min(notBefore, end));
}

/** Seconds of each status of a site between two seconds since 1970. */
export function secondsOf(draft: LedgerDraft, site: string, from: number, to: number): Seconds {
  const sum: Seconds = {};
  for (const [day, a, b] of daysBetween(from, to)) {
    const entry = draft.day(site, day);
    if (!entry) continue;
    const seconds = secondsBetween(entry, a, b);
    for (const status in seconds) count(sum, status as Status, seconds[status as Status] ?? 0);
  }
  return sum;
}

/** The UTC days that a stretch touches, with its seconds in each of them. */
function* daysBetween(from: number, to: number): Iterable<[day: string, from: number, to: number]> {
  for (let at = from; at < to; ) {
    const day = dayOf(at);
    const start = at - (at % DAY_SECONDS);
    const end = Math.min(to, start + DAY_SECONDS);
    yield [day, at - start, end - start];
    at = end;
  }
}

/** The stretch of one day, in seconds since 1970, in which a second lies. */
function spanAt(draft: LedgerDraft, site: string, second: number): Span | undefined {
  const day = dayOf(second);
  const start = second - (second % DAY_SECONDS);
  const entry = draft.day(site, day);
  const span = entry && spansOf(entry).find(({ from, to }) => from <= second - start && second - start < to);
  return span && { from: span.from + start, to: span.to + start, status: span.status };
}

function changed(draft: LedgerDraft, site: string, from: number, to: number): void {
  if (from < to) draft.changedFrom.set(site, Math.min(from, draft.changedFrom.get(site) ?? from));
}
