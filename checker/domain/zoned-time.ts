const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const DAY_MS = 86_400_000;

/** A date without a time zone, counted in days since 1970-01-01. */
export type LocalDate = number;

/** Converts between instants and the wall clock of one time zone. */
export class ZonedTime {
  readonly #format: Intl.DateTimeFormat;

  /** `timeZone`: an IANA name. Throws a RangeError for one that is not known. */
  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** The date that a wall calendar shows at an instant (milliseconds since 1970). */
  dateAt(ms: number): LocalDate {
    return Math.floor((ms + this.#offset(ms)) / DAY_MS);
  }

  /**
   * The instant, in milliseconds since 1970, at which the wall clock shows `minutes` after midnight of a date. A time that the clock
   * shows twice is its first; a time that it skips is as far behind the skip as it was into it.
   */
  instant(date: LocalDate, minutes: number): number {
    const wall = date * DAY_MS + minutes * 60_000;
    const before = wall - this.#offset(wall - DAY_MS);
    const after = wall - this.#offset(wall + DAY_MS);
    const shown = [before, after].filter((ms) => ms + this.#offset(ms) === wall);
    return shown.length > 0 ? Math.min(...shown) : before;
  }

  /** Milliseconds that the wall clock is ahead of UTC at an instant. */
  #offset(ms: number): number {
    const parts = new Map(this.#format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
    const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
    return wall - Math.floor(ms / 1_000) * 1_000;
  }
}

/** Day of the week of a date. */
export function weekdayOf(date: LocalDate): (typeof WEEKDAYS)[number] {
  return WEEKDAYS[new Date(date * DAY_MS).getUTCDay()] ?? 'sun';
}

/** The date written as 2026-11-23. */
export function localDate(text: string): LocalDate {
  return Math.floor(Date.parse(`${text}T00:00:00Z`) / DAY_MS);
}

/** Minutes after midnight of a time of day written as 06:30; 24:00 is the end of the day. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
