import type { SiteDayDraft } from './day-draft.ts';
import { DAY_SECONDS, dayOf, instantOf, secondOf } from './instant.ts';
import type { LedgerDraft } from './ledger.ts';
import type { Correction, SiteDay } from './ledger-files.ts';
import { addSeconds, paint, type Seconds, type TimeLine } from './segments.ts';
import { dayNumber } from './timeline.ts';

/**
 * Changes a site's days from the one of second `from` (since 1970) up to second `end`: what counts on them by its corrections, and
 * what each carries on from the day before. So a window's figures are a difference of two days', however long it is.
 * Throws when a day is missing that it must carry on from: the ledger is not whole.
 */
export function carryOver(
  draft: LedgerDraft,
  site: string,
  corrections: readonly Correction[],
  { from, end }: { from: number; end: number },
): void {
  const firstCheck = secondOf(draft.sites.get(site)?.firstCheck ?? '');
  const first = dayNumber(firstCheck);
  for (let day = Math.max(first, dayNumber(from)); day * DAY_SECONDS <= end; day++) {
    if (!draft.entry(site, day)) {
      if (day * DAY_SECONDS < end) throw missing(site, day);
      return;
    }
    const entry = draft.day(day).change(site);
    const before = day === first ? null : draft.entry(site, day - 1);
    if (before !== undefined) Object.assign(entry, carried(entry, before, day));
    else if (entry.since === '') throw missing(site, day - 1);
    correct(entry, day, firstCheck, corrections);
  }
}

/** Adds what a site's days carry and count up to a second since 1970 to a sum: time before the first check, and unknown time, apart. */
export function secondsUpTo(draft: LedgerDraft, site: string, second: number): Seconds {
  const day = dayNumber(second - 1);
  const entry = draft.entry(site, day);
  if (!entry) throw missing(site, day);
  const sum: Seconds = { ...entry.before };
  addSeconds(sum, counting(entry), 0, second - day * DAY_SECONDS);
  return sum;
}

/** What of a day counts: what was observed, or what a correction made of it. */
export function counting({ segments, corrected, counted }: TimeLine & Pick<SiteDay, 'corrected'>): TimeLine {
  return { segments: corrected ?? segments, counted };
}

function carried(
  entry: TimeLine,
  before: Readonly<SiteDayDraft> | null,
  day: number,
): Pick<SiteDay, 'before' | 'since'> {
  if (!before) return { before: {}, since: instantOf(day * DAY_SECONDS * 1_000) };
  const { unknown: _, ...sum } = secondsAfter(before);
  const last = before.segments.at(-1);
  const goesOn = last !== undefined && last[1] === entry.segments[0]?.[1];
  return { before: sum, since: goesOn ? sinceOf(before, day - 1) : instantOf(day * DAY_SECONDS * 1_000) };
}

function secondsAfter(day: Readonly<SiteDayDraft>): Seconds {
  const sum: Seconds = { ...day.before };
  addSeconds(sum, counting(day), 0, DAY_SECONDS);
  return sum;
}

/** When the stretch with which a day ends began, as observed. */
export function sinceOf({ segments, since }: Pick<SiteDay, 'segments' | 'since'>, day: number): string {
  const [from] = segments.at(-1) ?? [0];
  return from === 0 ? since : instantOf((day * DAY_SECONDS + from) * 1_000);
}

/** Changes a day: sets what counts on it by the corrections, of which a later one overrules. */
function correct(
  entry: SiteDayDraft,
  day: number,
  firstCheck: number,
  corrections: readonly Correction[],
): void {
  const start = day * DAY_SECONDS;
  let line: TimeLine | null = null;
  for (const { from, to, status } of corrections) {
    const a = Math.max(secondOf(from), firstCheck) - start;
    const b = Math.min(secondOf(to) - start, entry.counted);
    if (Math.max(a, 0) >= b) continue;
    line ??= { segments: entry.segments.map(([at, was]) => [at, was]), counted: entry.counted };
    paint(line, Math.max(a, 0), b, status);
  }
  if (line) entry.corrected = line.segments;
  else delete entry.corrected;
}

function missing(site: string, day: number): Error {
  return new Error(`the ledger has no day ${dayOf(day * DAY_SECONDS)} of ${JSON.stringify(site)}`);
}
