/**
 * Dates and numbers as people read them. Pages are written in UTC; the script in the browser turns times to local
 * ones with the same `Intl` options.
 */
const LOCALE = 'en-US';

const TIME: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
};

const time = new Intl.DateTimeFormat(LOCALE, { ...TIME, timeZone: 'UTC' });
const date = new Intl.DateTimeFormat(LOCALE, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  timeZone: 'UTC',
});

/** "Nov 23, 2026, 2:07 PM UTC". */
export function timeText(instant: string): string {
  return time.format(new Date(instant));
}

/** "Nov 23, 2026". */
export function dateText(instant: string): string {
  return date.format(new Date(instant));
}

const shortDate = new Intl.DateTimeFormat(LOCALE, { month: 'short', day: 'numeric', timeZone: 'UTC' });

/** "Nov 23" of a day as 2026-11-23. */
export function shortDateText(day: string): string {
  return shortDate.format(new Date(`${day}T00:00:00Z`));
}

/** A share of time as percent with two decimals, never rounded up: 0.99999 is "99.99%". */
export function shareText(share: number): string {
  return `${floored(share * 100, 2)}%`;
}

/** A coverage as whole percent, never rounded up. */
export function coverageText(share: number): string {
  return `${floored(share * 100, 0)}%`;
}

/** Making a format takes longer than using it a hundred times: each is made once. */
const percents = [0, 1, 2].map((least) => new Intl.NumberFormat(LOCALE, { minimumFractionDigits: least }));

function floored(value: number, decimals: 0 | 2): string {
  // 0.29 * 100 is 28.999999999999996: the tolerance is far below what is shown.
  const scale = 10 ** decimals;
  const floor = Math.floor(value * scale + 1e-9) / scale;
  return percents[floor === 100 ? 0 : decimals]?.format(floor) ?? String(floor);
}

/** "840 ms" below a second, else "1.2 s". */
export function loadText(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

const axisSeconds = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 2 });

/** A label of a scale of milliseconds that ends at `max`: all in one unit, "0.5 s" or "500 ms". */
export function scaleText(ms: number, max: number): string {
  return max < 1_000 ? `${axisSeconds.format(ms)} ms` : `${axisSeconds.format(ms / 1_000)} s`;
}

/** "12.3 kB"; 1 kB is 1,000 bytes. */
export function bytesText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const unit = (name: 'day' | 'hour' | 'minute') =>
  new Intl.NumberFormat(LOCALE, { style: 'unit', unit: name, unitDisplay: 'long' });

const UNITS: readonly [format: Intl.NumberFormat, seconds: number][] = [
  [unit('day'), 86_400],
  [unit('hour'), 3_600],
  [unit('minute'), 60],
];

/** A length of time in its two largest units, rounded down to minutes: "1 day 2 hours", "41 minutes", "less than a minute". */
export function lengthText(ms: number): string {
  let rest = Math.floor(ms / 60_000) * 60;
  const parts: string[] = [];
  for (const [format, seconds] of UNITS) {
    const count = Math.floor(rest / seconds);
    rest -= count * seconds;
    if (count > 0) parts.push(format.format(count));
  }
  return parts.slice(0, 2).join(' ') || 'less than a minute';
}

/** A sentence for the middle of another: its first letter small. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
