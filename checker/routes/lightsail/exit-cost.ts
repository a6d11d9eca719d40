/** Hours of a month as AWS bills one: $5 a month is $0.0067 an hour. */
const MONTH_HOURS = 746;
const HOUR_MS = 3_600_000;

/** What an instance costs at the most, in dollars: every hour begun counts whole, since rounding is not documented. */
export function costAtMost(dollarsAMonth: number, created: Date, removed: Date): number {
  const hours = Math.max(1, Math.ceil((removed.getTime() - created.getTime()) / HOUR_MS));
  return Math.ceil((dollarsAMonth / MONTH_HOURS) * hours * 10_000) / 10_000;
}
