import type { RunRecord, SiteResult } from './run-record.ts';
import { type ShownStatus, STATUS } from './status.ts';

/** How many sites a run found in each status, those without any left out; an unconfirmed down or blocked is a suspect. */
export function runCounts(run: Pick<RunRecord, 'results'>): Partial<Record<ShownStatus, number>> {
  const counts: Partial<Record<ShownStatus, number>> = {};
  for (const result of Object.values(run.results)) {
    const status = shownStatus(result);
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

/** A run in one line, in UTC and with the words of the data: `2026-11-23 14:07 · 148 up · 2 down · 1 blocked`. */
export function runSubject(run: Pick<RunRecord, 'startedAt' | 'results'>): string {
  const counts = runCounts(run);
  const bad = (Object.keys(counts) as ShownStatus[]).filter((status) => status !== 'up');
  const order = bad.sort((a, b) => STATUS[a].order - STATUS[b].order);
  const words = [`${counts.up ?? 0} up`, ...order.map((status) => `${counts[status]} ${status}`)];
  return [run.startedAt.slice(0, 16).replace('T', ' '), ...words].join(' · ');
}

/** How a result is shown: its verdict, or that it still wants confirmation. */
export function shownStatus({ verdict, confirmed }: Pick<SiteResult, 'verdict' | 'confirmed'>): ShownStatus {
  return confirmed ? verdict : 'suspect';
}
