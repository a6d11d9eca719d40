import { describe, expect, it } from 'vitest';
import { bytesText, coverageText, dateText, lengthText, loadText, shareText, timeText } from './format.ts';

describe('shareText', () => {
  it.each([
    [1, '100%'],
    [0.999999, '99.99%'],
    [0.99999999999, '99.99%'],
    [0.99, '99.00%'],
    [0.29, '29.00%'],
    [0.5, '50.00%'],
    [0, '0.00%'],
  ])('writes %d as %s and never rounds up', (share, text) => {
    expect(shareText(share)).toBe(text);
  });
});

describe('coverageText', () => {
  it.each([
    [1, '100%'],
    [0.9999, '99%'],
    [0.57, '57%'],
    [0, '0%'],
  ])('writes %d as %s and never rounds up', (share, text) => {
    expect(coverageText(share)).toBe(text);
  });
});

describe('lengthText', () => {
  const minute = 60_000;
  it.each([
    [0, 'less than a minute'],
    [59_999, 'less than a minute'],
    [minute, '1 minute'],
    [61 * minute, '1 hour 1 minute'],
    [120 * minute, '2 hours'],
    [26 * 60 * minute, '1 day 2 hours'],
    [50 * 60 * minute + 5 * minute, '2 days 2 hours'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(lengthText(ms)).toBe(text);
  });
});

describe('times and sizes', () => {
  it('are written in UTC, in the same form as the script in the browser writes local ones', () => {
    expect(timeText('2026-11-23T14:07:59.999Z')).toMatch(/^Nov 23, 2026, 2:07\sPM UTC$/);
    expect(dateText('2026-11-23T23:59:59.999Z')).toBe('Nov 23, 2026');
  });

  it('are short', () => {
    expect([loadText(999), loadText(1_249), loadText(14_200)]).toEqual(['999 ms', '1.2 s', '14.2 s']);
    expect([bytesText(999), bytesText(12_345), bytesText(2_500_000)]).toEqual(['999 B', '12.3 kB', '2.5 MB']);
  });
});
