import { z } from 'zod';
import { instantOf, msOf } from './instant.ts';
import { Sha256 } from './observation.ts';
import { RunRecord, type SiteResult, type Visit } from './run-record.ts';

const YEAR_MS = 366 * 86_400_000;

/**
 * Results that say no more than that the page was up at its only visit: nearly all of them. As a table,
 * since such a row takes a few bytes of a repository, and as a result of its own ten times that.
 */
export const UsualResults = z
  .strictObject({
    sites: z.array(z.string()),
    /** Milliseconds after the start of the run, in the order of `sites`; no run takes a year. */
    at: z.array(z.int().min(-YEAR_MS).max(YEAR_MS)),
    /** Milliseconds until ready, in the order of `sites`. */
    ms: z.array(z.int().min(0)),
    /** As in a visit, in the order of `sites`; missing where all are the run's first. */
    route: z.array(z.int().min(0)).optional(),
    /** As in a visit, in the order of `sites`; missing where no visit has one. */
    evidence: z.array(Sha256.nullable()).optional(),
    text: z.array(Sha256.nullable()).optional(),
  })
  .refine(
    ({ sites, ...columns }) => Object.values(columns).every((column) => column?.length === sites.length),
    'the columns differ in length',
  );
export type UsualResults = z.infer<typeof UsualResults>;

/** A run record as its file has it: `runs/2026/11/23/140700-<id>.json`. Says neither more nor less than the record. */
export const RunFile = RunRecord.extend({ usual: UsualResults })
  .refine(
    ({ results, usual: { sites } }) =>
      new Set([...sites, ...Object.keys(results)]).size === sites.length + Object.keys(results).length,
    {
      error: 'a site has two results',
      path: ['usual', 'sites'],
    },
  )
  .meta({ id: 'RunFile', title: 'What one run saw' });
export type RunFile = z.infer<typeof RunFile>;

/** The file of a record. */
export function runFileOf(run: RunRecord): RunFile {
  const results: RunFile['results'] = {};
  const usual: UsualResults = { sites: [], at: [], ms: [] };
  const route: Visit['route'][] = [];
  const evidence: Visit['evidence'][] = [];
  const text: Visit['text'][] = [];
  const started = msOf(run.startedAt);
  for (const site of Object.keys(run.results).sort()) {
    const result = run.results[site];
    if (!result) continue;
    const visit = usualVisit(result);
    if (!visit) {
      results[site] = result;
      continue;
    }
    usual.sites.push(site);
    usual.at.push(msOf(visit.at) - started);
    usual.ms.push(visit.ms);
    route.push(visit.route);
    evidence.push(visit.evidence);
    text.push(visit.text);
  }
  if (route.some((index) => index > 0)) usual.route = route;
  if (hasAny(evidence)) usual.evidence = evidence;
  if (hasAny(text)) usual.text = text;
  return { ...run, results, usual };
}

/** The record of a file. */
export function runOfFile({ usual, ...file }: RunFile): RunRecord {
  const started = msOf(file.startedAt);
  const results = new Map(Object.entries(file.results));
  for (const [i, site] of usual.sites.entries()) {
    const at = instantOf(started + (usual.at[i] ?? Number.NaN));
    const [evidence, text] = [usual.evidence?.[i] ?? null, usual.text?.[i] ?? null];
    const [route, ms] = [usual.route?.[i] ?? 0, usual.ms[i] ?? 0];
    const visit = { route, at, ms, outcome: 'up' as const, reasons: [], evidence, text };
    results.set(site, { verdict: 'up', confirmed: true, reasons: [], visits: [visit] });
  }
  return { ...file, results: Object.fromEntries(results) };
}

/** The only visit of a result that has nothing to say but that and its time; null of any other. */
function usualVisit(result: SiteResult): Visit | null {
  const { verdict, confirmed, reasons, visits, ...more } = result;
  const [visit, ...others] = visits;
  if (!visit || others.length > 0 || verdict !== 'up' || !confirmed || reasons.length > 0) return null;
  const { route: _r, at: _at, ms: _ms, outcome, reasons: seen, evidence: _e, text: _t, ...rest } = visit;
  const plain = outcome === 'up' && seen.length === 0;
  return plain && isEmpty(more) && isEmpty(rest) ? visit : null;
}

function isEmpty(object: object): boolean {
  return Object.values(object).every((value) => value === undefined);
}

function hasAny(column: readonly (string | null)[]): boolean {
  return column.some((value) => value !== null);
}
