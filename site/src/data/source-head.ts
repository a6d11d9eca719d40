import { snapshotsDir } from 'virtual:puptime/report';
import { isGood } from '../../../checker/domain/verdict.ts';
import type { ShownVisit, SourceKind } from './shown-visit.ts';
import { readHead } from './snapshots.ts';

/** How much of a page source stands in a page, in bytes. */
export const SOURCE_LIMIT = 64 * 1_024;

/** The same of a good visit, of which there are most: enough to see what the page is. The rest is in the file. */
export const GOOD_SOURCE_LIMIT = 16 * 1_024;

/** How much of the visible text is shown and compared, in bytes. */
export const TEXT_LIMIT = 32 * 1_024;

/** How much of a visit's source its page shows, in bytes. */
export function sourceLimit({ visit }: Pick<ShownVisit, 'visit'>): number {
  return isGood(visit.outcome) ? GOOD_SOURCE_LIMIT : SOURCE_LIMIT;
}

/** The beginning of the rendered source of a visit; null when there is none or it is no longer kept. */
export function sourceHead(shown: ShownVisit, limit = SOURCE_LIMIT): { text: string; cut: boolean } | null {
  return head(shown, 'dom', limit);
}

/** The beginning of what could be read at a visit; null when there is none or it is no longer kept. */
export function textHead(shown: ShownVisit): { text: string; cut: boolean } | null {
  return head(shown, 'text', TEXT_LIMIT);
}

function head({ sources }: ShownVisit, kind: SourceKind, limit: number) {
  const source = sources.find((one) => one.kind === kind);
  return source ? readHead(snapshotsDir, source.file, limit) : null;
}
