import { knownSites } from '../checker/domain/known-site.ts';
import { PuptimeError } from '../checker/domain/puptime-error.ts';
import { SitesFile } from '../checker/domain/sites-file.ts';
import { cadenceOf } from './src/data/cadence.ts';
import { daysUpTo } from './src/data/days.ts';
import { addEvidence } from './src/data/evidence.ts';
import { LastDays } from './src/data/last-day.ts';
import { LastLoads } from './src/data/last-loads.ts';
import { readDays, readLedger } from './src/data/ledger.ts';
import { makeReport } from './src/data/make-report.ts';
import { ObservedWindows } from './src/data/observed-windows.ts';
import { readJson } from './src/data/read-json.ts';
import { MOST_RECORDS, recentRuns } from './src/data/recent-runs.ts';
import { BAR_DAYS, type FullReport } from './src/data/report.ts';
import { listRuns, readRuns } from './src/data/run-listing.ts';
import { runsDays } from './src/data/runs-days.ts';
import { siteHistories } from './src/data/site-histories.ts';
import { YEAR_DAYS, YearDraft } from './src/data/year.ts';

/** Where a build reads from. */
export interface ReportSources {
  dataDir: string;
  snapshotsDir: string;
  sitesPath: string;
}

/** Reads all that the site shows. Throws a PuptimeError that names the file when one is broken, or when there is no `sites.json`. */
export function readReport({ dataDir, snapshotsDir, sitesPath }: ReportSources): FullReport {
  const file = readJson(sitesPath, SitesFile);
  if (file === null)
    throw new PuptimeError(`${sitesPath}: no such file; expected the list of sites.`, { exitCode: 2 });
  const ledger = readLedger(dataDir);
  const known = knownSites(ledger.state);
  const end = ledger.state.newestRun?.endedAt ?? null;
  const bars = end === null ? [] : daysUpTo(end, BAR_DAYS);
  const listed = listRuns(dataDir, bars);
  const recent = recentRuns(readRuns(dataDir, listed.slice(-MOST_RECORDS)));
  const recorded = new Set(recent.lines.map(({ id }) => id));
  const lastDays = end === null ? null : new LastDays(end, listed, recorded);
  const [draft, loads, observed] = [
    new YearDraft(),
    new LastLoads(known),
    new ObservedWindows(ledger.state, known),
  ];
  // One more than a year has: its first hours lie in the longest window.
  for (const day of readDays(dataDir, end === null ? [] : daysUpTo(end, YEAR_DAYS + 1)))
    for (const part of [draft, loads, observed, lastDays]) part?.add(day);
  const year = draft.year();
  const report = makeReport(ledger, file, { days: bars, year, loads });
  const firstChecks = new Map([...known].map(([id, { firstCheck }]) => [id, firstCheck]));
  const starts = listed.map(({ startedAt }) => startedAt);
  return {
    ...addEvidence(report, { dataDir, snapshotsDir }),
    histories: siteHistories(report.sites, {
      annotations: ledger.annotations,
      file,
      year,
      recent,
      lastDays,
      observed,
    }),
    runs: {
      ...cadenceOf(starts, report.intervalMs),
      days: runsDays(bars, listed, year, firstChecks),
      records: recent.lines.toReversed(),
    },
    year,
  };
}
