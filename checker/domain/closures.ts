import { instantOf } from './instant.ts';
import type { ResolvedSite } from './resolved-site.ts';
import type { ClosedStretch } from './run-record.ts';
import type { Closure, Hours } from './site.ts';
import { localDate, minutesOf, weekdayOf, ZonedTime } from './zoned-time.ts';

/** A stretch in milliseconds since 1970; `to` is exclusive. */
interface Stretch {
  from: number;
  to: number;
  reason: string;
  source: string;
}

/**
 * When a site is closed as announced between two instants (milliseconds since 1970): in its `closures`, and outside of its
 * `hours`. In order, without overlaps, cut to the range asked for. Local times are those of the site's time zone; a closure that
 * ends on a date ends with that day. Hours whose close is not after their open go on into the next day.
 */
export function closedStretches(
  site: Pick<ResolvedSite, 'hours' | 'closures' | 'timeZone'>,
  from: number,
  to: number,
): ClosedStretch[] {
  if (site.hours.length + site.closures.length === 0) return [];
  const zone = new ZonedTime(site.timeZone);
  const announced = site.closures
    .map((closure) => closureStretch(closure, zone))
    .sort((a, b) => a.from - b.from);
  const taken: Stretch[] = [];
  // What was announced for the occasion explains more than the regular hours do.
  for (const stretch of [...announced, ...outsideOf(site.hours, zone, from, to)]) {
    const cut = { ...stretch, from: Math.max(stretch.from, from), to: Math.min(stretch.to, to) };
    taken.push(...without(cut, taken));
  }
  return joined(taken.sort((a, b) => a.from - b.from)).map((stretch) => ({
    ...stretch,
    from: instantOf(stretch.from),
    to: instantOf(stretch.to),
  }));
}

function closureStretch({ from, to, reason, source }: Closure, zone: ZonedTime): Stretch {
  return { from: instantAt(from, zone, 0), to: instantAt(to, zone, 24 * 60), reason, source };
}

/** The instant a contributor wrote; `minutes` stands for the time of day where only a date is given. */
function instantAt(text: string, zone: ZonedTime, minutes: number): number {
  if (text.endsWith('Z')) return Date.parse(text);
  const [date = '', time] = text.split('T');
  return zone.instant(localDate(date), time === undefined ? minutes : minutesOf(time));
}

/** What the regular hours leave over of a range. */
function outsideOf(hours: readonly Hours[], zone: ZonedTime, from: number, to: number): Stretch[] {
  const [first] = hours;
  if (!first) return [];
  const open: Stretch[] = [];
  for (let date = zone.dateAt(from) - 1; date <= zone.dateAt(to); date += 1) {
    for (const { days, open: opens, close, source } of hours) {
      if (!days.includes(weekdayOf(date))) continue;
      const next = minutesOf(close) <= minutesOf(opens) ? 24 * 60 : 0;
      const end = zone.instant(date + (next ? 1 : 0), minutesOf(close));
      open.push({ from: zone.instant(date, minutesOf(opens)), to: end, reason: '', source });
    }
  }
  return without({ from, to, reason: 'Outside of the announced hours', source: first.source }, open);
}

/** What is left of a stretch when others are taken out of it. */
function without(stretch: Stretch, others: readonly Stretch[]): Stretch[] {
  let left = [stretch];
  for (const other of others) {
    left = left.flatMap((part) => [
      { ...part, to: Math.min(part.to, other.from) },
      { ...part, from: Math.max(part.from, other.to) },
    ]);
    left = left.filter((part) => part.from < part.to);
  }
  return left.filter((part) => part.from < part.to);
}

/** Neighbours that say the same, as one. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const out: Stretch[] = [];
  for (const stretch of stretches) {
    const last = out.at(-1);
    const same =
      last && last.to === stretch.from && last.reason === stretch.reason && last.source === stretch.source;
    if (same) last.to = stretch.to;
    else out.push({ ...stretch });
  }
  return out;
}
