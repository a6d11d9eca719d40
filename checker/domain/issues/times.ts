import { msOf } from '../instant.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "23 November 2026", of an instant in UTC. */
export function dayText(at: string): string {
  const { day, month, year } = partsOf(at);
  return `${day} ${month} ${year}`;
}

/** "14:07 UTC on 23 November 2026"; without the date when it is that of `beside`, an instant that the reader knows. */
export function momentText(at: string, beside?: string): string {
  const time = `${partsOf(at).clock} UTC`;
  return beside !== undefined && sameDay(at, beside) ? time : `${time} on ${dayText(at)}`;
}

/** For tables: "23 Nov 2026, 14:07". */
export function stampText(at: string): string {
  const { day, month, year, clock } = partsOf(at);
  return `${day} ${month.slice(0, 3)} ${year}, ${clock}`;
}

/** "between 14:07 and 14:22 UTC on 23 November 2026". Without an earlier bound: "at 14:22 UTC on … or before". */
export function betweenText(from: string | null, to: string): string {
  if (from === null) return `at ${momentText(to)} or before`;
  if (!sameDay(from, to)) return `between ${momentText(from)} and ${momentText(to)}`;
  const [first, last] = [partsOf(from).clock, partsOf(to).clock];
  return first === last ? `at ${momentText(to)}` : `between ${first} and ${momentText(to)}`;
}

/** "since some time between 14:07 and 14:22 UTC on 23 November 2026". */
export function sinceText(from: string | null, to: string): string {
  const between = betweenText(from, to);
  return between.startsWith('at ') ? `since ${between.slice('at '.length)}` : `since some time ${between}`;
}

/** The same for tables: "23 Nov 2026, 14:07–14:22". */
export function spanText(from: string | null, to: string): string {
  if (from === null) return `${stampText(to)} or before`;
  if (!sameDay(from, to)) return `${stampText(from)} – ${stampText(to)}`;
  const [first, last] = [partsOf(from).clock, partsOf(to).clock];
  return first === last ? stampText(to) : `${stampText(from)}–${last}`;
}

/** A length in its two largest units: "1 day 2 hours", "41 minutes", "less than a minute"; whole minutes, from a day on whole hours. */
export function lengthText(ms: number, round: 'down' | 'up' = 'down'): string {
  const grain = ms >= DAY ? HOUR : MINUTE;
  const whole = (round === 'down' ? Math.floor(ms / grain) : Math.ceil(ms / grain)) * grain;
  const parts = [
    { count: Math.floor(whole / DAY), unit: 'day' },
    { count: Math.floor((whole % DAY) / HOUR), unit: 'hour' },
    { count: Math.floor((whole % HOUR) / MINUTE), unit: 'minute' },
  ].filter(({ count }) => count > 0);
  const words = parts.map(({ count, unit }) => `${count} ${unit}${count === 1 ? '' : 's'}`);
  return words.slice(0, 2).join(' ') || 'less than a minute';
}

/** For the end of "down for …", of a length known as an interval: "between 12 and 41 minutes". `mostMs` null: no upper bound is known. */
export function lengthBetween(leastMs: number, mostMs: number | null): string {
  const least = lengthText(leastMs);
  if (mostMs === null) return leastMs < MINUTE ? 'an unknown time' : `at least ${least}`;
  const most = lengthText(mostMs, 'up');
  if (leastMs < MINUTE) return mostMs === 0 ? least : `at most ${most}`;
  if (least === most) return `about ${least}`;
  const [count, unit, ...more] = least.split(' ');
  const alike = more.length === 0 && /^\d+ \w+$/.test(most) && most.endsWith(unit?.replace(/s?$/, 's') ?? '');
  return `between ${alike ? count : least} and ${most}`;
}

function sameDay(a: string, b: string): boolean {
  return new Date(msOf(a)).toISOString().slice(0, 10) === new Date(msOf(b)).toISOString().slice(0, 10);
}

function partsOf(at: string): { day: number; month: string; year: number; clock: string } {
  const date = new Date(msOf(at));
  return {
    day: date.getUTCDate(),
    month: MONTHS[date.getUTCMonth()] ?? '',
    year: date.getUTCFullYear(),
    clock: date.toISOString().slice(11, 16),
  };
}
