import { appendFile } from 'node:fs/promises';
import { Command } from 'commander';
import { bytesText } from '../../site/src/data/format.ts';
import { secondsText } from '../report/seconds-text.ts';
import { buildStatusSite } from './build-status-site.ts';
import type { CommandContext } from './context.ts';
import { fetchSiteData, type SiteData, type SiteDataPlaces } from './site-data.ts';

interface SiteOptions extends Omit<SiteDataPlaces, 'remote'> {
  remote?: string;
  siteOut: string;
  siteUrl?: string;
}

/** `site`: builds the status site of what is recorded, here or on the branches of a repository. */
export function siteCommand(context: CommandContext): Command {
  return new Command('site')
    .description('Build the status site of what is recorded.')
    .option('--remote <url>', 'repository that keeps the record and the evidence on branches')
    .option('--branch <name>', 'its branch of the record', 'data')
    .option('--snapshots-branch <name>', 'its branch of the evidence', 'snapshots')
    .option('--sites <file>', 'what is monitored', 'sites.json')
    .option('--data <dir>', 'the ledger, or with --remote where to copy what is shown of it', 'data/live')
    .option('--snapshots <dir>', 'pictures and page sources, or where to copy those shown', 'data/snapshots')
    .option('--site-out <dir>', 'where the status site is built', 'site/dist')
    .option(
      '--site-url <url>',
      'address under which the status site is published (default: PUPTIME_SITE_URL)',
    )
    .addHelpText(
      'after',
      '\nExample:\n  npx puptime site --remote https://github.com/acme/puptime\n\nOf a remote only what pages show is fetched, and of that only what is not there already.',
    )
    .action((options: SiteOptions) => site(context, options));
}

async function site(context: CommandContext, options: SiteOptions): Promise<void> {
  const { remote, sites, data, snapshots, siteOut } = options;
  const siteUrl = options.siteUrl ?? context.env.PUPTIME_SITE_URL;
  const began = context.now().getTime();
  const fetched = remote === undefined ? null : await fetchSiteData(context, { ...options, remote });
  const took = secondsText(context.now().getTime() - began);
  if (fetched) context.err(`Fetched ${fetchedText(fetched)} in ${took}\n`);
  const places = { sites, data, snapshots, siteOut, siteUrl, runsOn: fetched?.runsOn };
  const { pages, bytes, warning, ms } = await buildStatusSite(context, places);
  if (context.env.GITHUB_STEP_SUMMARY === undefined) return;
  const lines = [
    `Status site: ${pages} pages, ${bytesText(bytes)}, in ${secondsText(ms)}.`,
    ...(fetched ? [`Fetched ${fetchedText(fetched)} in ${took}.`] : []),
    ...(warning ? [warning] : []),
  ];
  await appendFile(context.env.GITHUB_STEP_SUMMARY, `${lines.join('\n\n')}\n\n`);
}

function fetchedText({ record, evidence, runs }: SiteData): string {
  const amount = ({ files, bytes }: SiteData['record']) =>
    `${files} ${files === 1 ? 'file' : 'files'} (${bytesText(bytes)})`;
  return `${amount(record)} of a record of ${runs} run${runs === 1 ? '' : 's'} and ${amount(evidence)} of evidence`;
}
