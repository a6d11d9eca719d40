import { msOf } from '../../../checker/domain/instant.ts';
import { type RunFile, runOfFile } from '../../../checker/domain/run-file.ts';
import type { RunRecord } from '../../../checker/domain/run-record.ts';
import type { ListedRun } from './run-listing.ts';
import type { RunLine } from './runs-report.ts';
import type { HistoryVisit } from './site-history.ts';

/** What the newest runs saw. */
export interface RecentRuns {
  /** In the order of the files. */
  lines: RunLine[];
  /** By site: every visit, in the order of time. */
  visits: ReadonlyMap<string, HistoryVisit[]>;
}

/** What run files tell, given the oldest first. */
export function recentRuns(files: Iterable<[ListedRun, RunFile]>): RecentRuns {
  const lines: RunLine[] = [];
  const visits = new Map<string, HistoryVisit[]>();
  for (const [{ path }, file] of files) {
    const run = runOfFile(file);
    lines.push(lineOf(run, path));
    for (const [site, result] of Object.entries(run.results)) {
      const list = visits.get(site) ?? [];
      visits.set(site, list);
      for (const { at, outcome, ms, route, evidence } of result.visits) {
        const name = run.routes[route]?.name ?? '';
        list.push({ at, outcome, ms, route: name, run: run.id, evidence });
      }
    }
  }
  // Runs may overlap.
  for (const list of visits.values()) list.sort((a, b) => msOf(a.at) - msOf(b.at));
  return { lines, visits };
}

function lineOf(run: RunRecord, path: string): RunLine {
  const { id, startedAt, endedAt, complete, url, routes, notes } = run;
  const verdicts: RunLine['verdicts'] = {};
  let visited = 0;
  for (const { verdict, visits } of Object.values(run.results)) {
    if (visits.length === 0) continue;
    visited += 1;
    verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  }
  const costs = routes.flatMap(({ exit }) => (exit ? [exit.costAtMost] : []));
  return {
    id,
    path,
    startedAt,
    endedAt,
    complete,
    url,
    visited,
    verdicts,
    routes: routes.length,
    failed: routes.filter(({ state }) => state === 'failed').length,
    costAtMost: costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0),
    notes: notes.length,
  };
}
