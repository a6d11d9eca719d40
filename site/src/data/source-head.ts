import { snapshotsDir } from 'virtual:puptime/report';
import type { ShownVisit } from './shown-visit.ts';
import { readHead } from './snapshots.ts';

/** How much of a page source stands in a page, in bytes. */
export const SOURCE_LIMIT = 64 * 1_024;

/** The beginning of the rendered source of a visit; null when there is none or it is no longer kept. */
export function sourceHead(shown: ShownVisit): { text: string; cut: boolean } | null {
  const dom = shown.sources.find((source) => source.kind === 'dom');
  return dom ? readHead(snapshotsDir, dom.file, SOURCE_LIMIT) : null;
}
