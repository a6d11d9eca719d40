const month = new Intl.DateTimeFormat('en-US', { year: 'numeric', month: 'long', timeZone: 'UTC' });

/** "November 2026", of 2026-11. */
export function monthText(name: string): string {
  return month.format(new Date(`${name}-01T00:00:00.000Z`));
}
