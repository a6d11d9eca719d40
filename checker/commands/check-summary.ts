import { appendFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { RunRecord } from '../domain/run-record.ts';
import { summaryMarkdown } from '../report/run-summary.ts';
import { seenLine } from '../report/seen-section.ts';
import type { SeenSite } from '../report/seen-site.ts';
import { annotateWarning } from '../sites/fault.ts';
import { listedSites } from '../sites/listed-sites.ts';
import { readSitesText, type SitesConfig } from '../sites/read-sites.ts';
import { placesIn } from '../sites/text-place.ts';
import { writeCheckReport } from './check-report.ts';
import type { CommandContext } from './context.ts';

/** How a check is to be told to people. */
export interface ReportOptions {
  /** Folder to write; missing: the short summary alone. */
  report?: string;
  /** Name of the artifact that the folder is kept as. */
  reportName: string;
}

/** Adds these options to a command. */
export function addReportOptions(command: Command): Command {
  return command
    .option(
      '--report <dir>',
      'write a folder for people: README.md with what was seen of each page, and its picture; in GitHub Actions that is the summary of the job, too, and pages that were not up get a warning beside their line',
    )
    .option(
      '--report-name <name>',
      'name of the artifact that this folder is kept as',
      'what-the-monitor-saw',
    );
}

/** What of a check is to be told. */
export interface CheckSummary {
  config: SitesConfig;
  run: RunRecord;
  /** The results folder. */
  dir: string;
}

/** Tells of a check in the summary of the job, and, with a report, beside the lines of pages that were not up. */
export async function summarizeCheck(
  context: CommandContext,
  { config, run, dir }: CheckSummary,
  { report, reportName }: ReportOptions,
): Promise<void> {
  const { GITHUB_STEP_SUMMARY, GITHUB_ACTIONS } = context.env;
  let markdown: string;
  if (report === undefined) markdown = summaryMarkdown(run);
  else {
    const written = await writeCheckReport(config, run, dir, { dir: report, artifact: reportName });
    context.err(`Report: ${report}\n`);
    if (GITHUB_ACTIONS === 'true') context.err(await annotations(config, written.seen));
    markdown = written.markdown;
  }
  if (GITHUB_STEP_SUMMARY) await appendFile(GITHUB_STEP_SUMMARY, markdown);
}

/** A warning at the line of each site that was not up. */
async function annotations({ path }: SitesConfig, seen: readonly SeenSite[]): Promise<string> {
  const { text } = await readSitesText(path);
  const place = placesIn(text);
  const nodes = new Map(listedSites(text)?.sites.map(({ id, idNode }) => [id, idNode]));
  return seen
    .filter(({ result }) => result.verdict !== 'up')
    .map((site) => {
      const message = seenLine(site);
      const fault = { path, ...place(nodes.get(site.site.id)?.offset ?? 0), at: '', message, sites: [] };
      return `${annotateWarning(fault)}\n`;
    })
    .join('');
}
