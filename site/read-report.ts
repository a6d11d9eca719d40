import { knownSites } from '../checker/domain/known-site.ts';
import { cadenceOf } from './src/data/cadence.ts';
import { addEvidence } from './src/data/evidence.ts';
import { LastDays } from './src/data/last-day.ts';
import { LastLoads } from './src/data/last-loads.ts';
import { readDays, readLedger } from './src/data/ledger.ts';
import { makeReport } from './src/data/make-report.ts';
import { ObservedWindows } from './src/data/observed-windows.ts';
import { readSitesFile } from './src/data/read-sites-file.ts';
import { recentRuns } from './src/data/recent-runs.ts';
import type { FullReport } from './src/data/report.ts';
import { reportSpan } from './src/data/report-span.ts';
import { type RunsOn, readRuns, runsIn } from './src/data/run-listing.ts';
import { runsDays } from './src/data/runs-days.ts';
import { siteHistories } from './src/data/site-histories.ts';
import { YearDraft } from './src/data/year.ts';

/** Where a build reads from. */
export interface ReportSources {
  dataDir: string;
  snapshotsDir: string;
  sitesPath: string;
  /** Which runs there are; not given: those of `dataDir`, which is the whole ledger then. */
  runsOn?: RunsOn | undefined;
}

/** Reads all that the site shows. Throws a PuptimeError that names the file when one is broken, or when there is no `sites.json`. */
export function readReport({
  dataDir,
  snapshotsDir,
  sitesPath,
  runsOn = runsIn(dataDir),
}: ReportSources): FullReport {
  const file = readSitesFile(sitesPath);
  const ledger = readLedger(dataDir);
  const known = knownSites(ledger.state);
  const { end, bars, days, runs: listed, records } = reportSpan(ledger.state, runsOn);
  const recent = recentRuns(readRuns(dataDir, records));
  const recorded = new Set(recent.lines.map(({ id }) => id));
  const lastDays = end === null ? null : new LastDays(end, listed, recorded);
  const [draft, loads, observed] = [
    new YearDraft(),
    new LastLoads(known),
    new ObservedWindows(ledger.state, known),
  ];
  for (const day of readDays(dataDir, days))
    for (const part of [draft, loads, observed, lastDays]) part?.add(day);
  const year = draft.year();
  const report = makeReport(ledger, file, { days: bars, year, loads });
  const firstChecks = new Map([...known].map(([id, { firstCheck }]) => [id, firstCheck]));
  const starts = listed.map(({ startedAt }) => startedAt);
  return {
    ...addEvidence(report, { runsOn, snapshotsDir }),
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
