import { assembleRun, type RunHead } from './assemble-run.ts';
import type { RunRecord, SiteResult } from './run-record.ts';

/**
 * The record of a run whose pages several machines visited, each some: `parts`, at least one, all of one run and of different
 * pages, in the order of their shards. It began with the first of them, ended with the last, and is complete when all are.
 */
export function joinRuns(parts: readonly [RunRecord, ...RunRecord[]]): RunRecord {
  const [first] = parts;
  const routes: RunRecord['routes'] = [];
  const results: Record<string, SiteResult> = {};
  for (const part of parts) {
    const offset = routes.length;
    routes.push(...part.routes);
    for (const [site, result] of Object.entries(part.results)) {
      const visits = result.visits.map((visit) => ({ ...visit, route: visit.route + offset }));
      results[site] = { ...result, visits };
    }
  }
  const instants = (of: (part: RunRecord) => string) => parts.map(of).sort();
  return {
    ...first,
    startedAt: instants(({ startedAt }) => startedAt)[0] ?? first.startedAt,
    endedAt: instants(({ endedAt }) => endedAt).at(-1) ?? first.endedAt,
    complete: parts.every(({ complete }) => complete),
    browser: parts.find(({ browser }) => browser !== null)?.browser ?? null,
    routes,
    notes: [...new Set(parts.flatMap(({ notes }) => notes))],
    results,
  };
}

/** The record of pages that were to be visited and of which nothing came back: unknown, with a note that says so. */
export function lostPart(head: RunHead, sites: readonly string[], endedAt: string): RunRecord {
  const lost = new Set(sites);
  const part = {
    ...head,
    sites: Object.fromEntries(Object.entries(head.sites).filter(([id]) => lost.has(id))),
  };
  const pages = sites.length === 1 ? '1 page' : `${sites.length} pages`;
  const text = `A machine of this run left no results: ${pages} not visited.`;
  return assembleRun(part, [{ type: 'note', text }], { endedAt, complete: false });
}
