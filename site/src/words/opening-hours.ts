import type { Hours } from '../../../checker/domain/site.ts';

const all = new Intl.ListFormat('en-US', { type: 'conjunction' });

/** "Monday, Tuesday and Friday, 06:00 to 23:30". */
export function hoursText({ days, open, close }: Hours): string {
  return `${all.format(days.map((day) => DAYS[day]))}, ${open} to ${close}`;
}

const DAYS: Record<Hours['days'][number], string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};
