import { expect, it } from 'vitest';
import type { Status } from '../../../checker/domain/status.ts';
import { listForm } from './long-list.ts';
import type { ReportSite } from './report.ts';

const STATUSES: Status[] = ['up', 'down', 'degraded', 'blocked', 'unknown'];

/** Sites whose days show so many statuses. */
function sites(count: number, statuses: number): ReportSite[] {
  const days = STATUSES.slice(0, statuses).map((status) => ({ day: '2026-11-23', status, seconds: {} }));
  return Array.from({ length: count }, () => ({ status: 'up', days }) as unknown as ReportSite);
}

it.each([
  [150, 5, 'full'],
  [500, 1, 'full'],
  [470, 4, 'dense'],
  [600, 1, 'terse'],
] as const)('shows %i pages of %i statuses each %s', (count, statuses, form) => {
  expect(listForm(sites(count, statuses))).toBe(form);
});
