import type { Annotation } from '../../../checker/domain/annotation.ts';
import type { IssuesFile } from '../../../checker/domain/issues/issues-file.ts';
import type { KnownSite } from '../../../checker/domain/known-site.ts';
import type { Incident } from '../../../checker/domain/ledger-files.ts';
import type { Observation } from '../../../checker/domain/observation.ts';
import type { RunRecord } from '../../../checker/domain/run-record.ts';
import type { ShownStatus } from '../../../checker/domain/status.ts';
import type { DayBar } from './days.ts';
import type { RunsReport } from './runs-report.ts';
import type { SiteHistory } from './site-history.ts';
import type { Year } from './year.ts';

/** How many days the bars of a site show. */
export const BAR_DAYS = 90;

/** Key of the group of sites that are no longer in `sites.json`; no state has it. */
export const ENDED = 'no longer monitored';

/** All that the pages show, made once from the ledger, `sites.json` and the snapshots before the first page is rendered. */
export interface Report {
  run: ReportRun | null;
  /** Milliseconds between two checks of a page that is up: data older than twice that is stale. */
  intervalMs: number;
  /** By group, then by name. */
  sites: ReportSite[];
  groups: ReportGroup[];
  /** What voters do on the listed sites, in the order of `sites.json`. */
  kinds: { key: string; name: string }[];
  /** Newest first. */
  incidents: Incident[];
  /** Corrections that the figures obey, the newest stretch first. */
  annotations: Annotation[];
  /** Numbers of the GitHub issues by incident, and what maintainers wrote on them by number. */
  issues: Pick<IssuesFile, 'incidents' | 'updates'>;
  /** Ids that sites had before, and the id that took their place; none of them is in use again. */
  moved: Record<string, string>;
  /** By SHA-256 of the observation; one that is missing is no longer kept. */
  observations: Record<string, Observation>;
  /** Names of the pictures and sources that pages refer to and that are still kept: `<sha256>.webp`, `<sha256>.txt`. */
  kept: string[];
  /** Those of the pictures that have a small version as well: `small/<sha256>.webp`. */
  small: string[];
  /** Where the records of runs stand in the data, by id of the run; only of runs that evidence pages name. */
  runPaths: Record<string, string>;
}

/** A report without what is looked up once the rest is known. */
export type ReportCore = Omit<Report, 'observations' | 'kept' | 'small' | 'runPaths'>;

/** The report with what only some pages and files need: too much to be handed to every page. */
export interface FullReport extends Report {
  /** What the page of a site tells of it, by id; of every site in `sites`. */
  histories: Record<string, SiteHistory>;
  /** What the monitor did. */
  runs: RunsReport;
  /** Every day of every site, a year back. */
  year: Year;
}

/** What pages say of the newest run. */
export type ReportRun = Pick<
  RunRecord,
  | 'id'
  | 'startedAt'
  | 'endedAt'
  | 'complete'
  | 'url'
  | 'notes'
  | 'routes'
  | 'commit'
  | 'puptime'
  | 'rulesVersion'
  | 'browser'
> & {
  path: string;
  /** How far apart two bad visits over one exit had to be, to confirm each other. */
  confirmAfterMs: number;
};

/** One monitored page with all that is known of it. */
export interface ReportSite {
  id: string;
  name: string;
  /** null when the site is no longer in `sites.json`. */
  url: string | null;
  group: string;
  groupName: string;
  /** Names of what voters do there. */
  kinds: string[];
  /** Their keys in `sites.json`. */
  kindKeys: string[];
  /** `paused`: `active: false`; `ended`: no longer in `sites.json`, and shown for its history. */
  monitoring: 'active' | 'paused' | 'ended';
  status: ShownStatus;
  /** null before the first check. */
  state: KnownSite | null;
  /** Milliseconds the last visit took to a usable page; null when it found none. */
  lastLoadMs: number | null;
  days: DayBar[];
}

export interface ReportGroup {
  key: string;
  name: string;
  /** Ids, by name of the site. */
  sites: string[];
  /** The gravest status of its monitored sites. */
  worst: ShownStatus;
}
