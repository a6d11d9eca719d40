import { PuptimeError } from '../checker/domain/puptime-error.ts';
import { SitesFile } from '../checker/domain/sites-file.ts';
import { addEvidence } from './src/data/evidence.ts';
import { readLedger } from './src/data/ledger.ts';
import { makeReport } from './src/data/make-report.ts';
import { readJson } from './src/data/read-json.ts';
import { BAR_DAYS, type Report } from './src/data/report.ts';

/** Where a build reads from. */
export interface ReportSources {
  dataDir: string;
  snapshotsDir: string;
  sitesPath: string;
}

/** Reads all that the site shows. Throws a PuptimeError that names the file when one is broken, or when there is no `sites.json`. */
export function readReport({ dataDir, snapshotsDir, sitesPath }: ReportSources): Report {
  const file = readJson(sitesPath, SitesFile);
  if (file === null)
    throw new PuptimeError(`${sitesPath}: no such file; expected the list of sites.`, { exitCode: 2 });
  return addEvidence(makeReport(readLedger(dataDir, BAR_DAYS), file), snapshotsDir);
}
