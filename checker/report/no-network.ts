import type { RunRecord } from '../domain/run-record.ts';

/** What to tell somebody whose every route failed; null when one worked. */
export function noNetworkText(run: RunRecord): string | null {
  if (run.routes.length === 0 || run.routes.some(({ state }) => state !== 'failed')) return null;
  return [
    'No page that is known to be up could be reached: this machine has no way to the web just now.',
    'Nothing was learned about the pages, so they are recorded as not checked, and none of them as down.',
  ].join('\n');
}
