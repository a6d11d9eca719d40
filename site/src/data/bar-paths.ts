import type { Status } from '../../../checker/domain/status.ts';
import { barRuns } from './bar-runs.ts';
import type { DayBar } from './days.ts';

/** Width of a day and height of the bars in a list, in units of their picture. */
export const LIST_BAR = { width: 4, height: 30 } as const;

/** Where the bar of a status begins, from above: heights tell statuses apart where colours do not. */
export const LIST_BAR_TOP: Record<Status, number> = {
  down: 0,
  degraded: 5,
  blocked: 8,
  up: 12,
  closed: 21,
  unknown: 21,
};

/** All days of one look, as the outline of the area that its pattern of bars fills. */
export interface BarPath {
  look: Status | 'other';
  d: string;
}

/**
 * Days as one outline a status, so that a page that was always well is a single path, the same for all such pages. `dense`: what is
 * not up shares one look, and only heights tell it apart; days that were not checked stay empty.
 */
export function barPaths(days: readonly Pick<DayBar, 'status'>[], dense = false): BarPath[] {
  const lookOf = (status: Status) => (dense && status !== 'up' ? 'other' : status);
  const runs = barRuns(days).filter(({ status }) => !dense || status !== 'unknown');
  return [...Map.groupBy(runs, ({ status }) => lookOf(status))].map(([look, alike]) => ({
    look,
    d: alike.map(outline).join(''),
  }));
}

function outline({ status, from, count }: ReturnType<typeof barRuns>[number]): string {
  const { width, height } = LIST_BAR;
  return `M${from * width} ${LIST_BAR_TOP[status]}h${count * width}V${height}h${-count * width}z`;
}
