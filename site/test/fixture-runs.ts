import { instantOf, msOf } from '../../checker/domain/instant.ts';
import type { RouteReport, RunRecord, SiteResult } from '../../checker/domain/run-record.ts';
import type { Outcome } from '../../checker/domain/status.ts';
import type { FixtureSite } from './fixture-site.ts';
import { stretchesOf } from './fixture-time.ts';
import { REASONS } from './fixture-visit.ts';

const HOUR = 3_600_000;
const PAUSE = HOUR / 4;
/** Runs of a day, and a few more: the oldest are not read by the site. */
const COUNT = 104;

/** The runs before the newest one, a quarter of an hour apart but for a pause of an hour, as it would have seen the sites. */
export function earlierRuns(
  newest: RunRecord,
  sites: readonly FixtureSite[],
  firstCheck: number,
): RunRecord[] {
  return Array.from({ length: COUNT }, (_, index) => {
    const back = (index + 1) * PAUSE + (index > 40 ? HOUR : 0);
    const startedAt = instantOf(msOf(newest.startedAt) - back);
    const endedAt = instantOf(msOf(newest.endedAt) - back);
    const run = { ...newest, id: `${18_233 - index}-1`, startedAt, endedAt, notes: [] };
    return { ...run, results: resultsOf(run, sites, { firstCheck, now: msOf(newest.endedAt) }) };
  });
}

/** What a run saw of the sites: as `sites` tell their story, with load times that go up and down. */
export function resultsOf(
  { startedAt }: Pick<RunRecord, 'startedAt'>,
  sites: readonly FixtureSite[],
  { firstCheck, now }: { firstCheck: number; now: number },
): RunRecord['results'] {
  const results: RunRecord['results'] = {};
  for (const [index, site] of sites.entries()) {
    const at = instantOf(msOf(startedAt) + index * 1_000);
    const status =
      stretchesOf(site, firstCheck, now).findLast(({ from }) => from <= msOf(at))?.status ?? 'unknown';
    if (status !== 'unknown') results[site.id] = resultOf(status === 'closed' ? 'down' : status, at, index);
  }
  return results;
}

function resultOf(verdict: Outcome, at: string, index: number): SiteResult {
  const reasons = REASONS[verdict];
  const ms = 800 + ((Math.floor(msOf(at) / 60_000) + index * 37) % 90) * 11;
  const visit = { route: 0, at, ms, outcome: verdict, reasons, evidence: null, text: null };
  return { verdict, confirmed: true, reasons, visits: [visit] };
}

/** A way out that was made for a run, with what it cost. */
export function madeRoute(name: string, now: string): RouteReport {
  const before = (seconds: number) => instantOf(msOf(now) - seconds * 1_000);
  return {
    name,
    state: 'ok',
    canaries: [{ url: 'https://example.com/', at: before(300), outcome: 'up', ms: 412 }],
    exit: {
      address: '192.0.2.17',
      region: 'us-east-2',
      zone: 'us-east-2a',
      instance: 'puptime-18234-1',
      created: before(360),
      running: before(340),
      sshReady: before(320),
      proven: before(310),
      removed: before(5),
      costAtMost: 0.0068,
    },
  };
}
