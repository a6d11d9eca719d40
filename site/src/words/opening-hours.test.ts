import { expect, it } from 'vitest';
import { hoursText } from './opening-hours.ts';

it('tells opening hours', () => {
  const hours = { days: ['mon', 'tue', 'fri'] as const, open: '06:00', close: '23:30', source: '' };
  expect(hoursText({ ...hours, days: [...hours.days] })).toBe('Monday, Tuesday, and Friday, 06:00 to 23:30');
});
