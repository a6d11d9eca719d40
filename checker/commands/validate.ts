import { Command } from 'commander';
import type { SitesFile } from '../domain/sites-file.ts';
import { changedSites } from '../sites/changed-sites.ts';
import { annotateFault, annotateWarning, type Fault, printFault, printWarning } from '../sites/fault.ts';
import { findFaults } from '../sites/find-faults.ts';
import { type LostHistory, lostHistory } from '../sites/lost-history.ts';
import { visible } from '../sites/quote.ts';
import { checkAnnotations } from '../sites/read-annotations.ts';
import { readSitesText } from '../sites/read-sites.ts';
import { siteNames } from '../sites/site-names.ts';
import { sitesAtRevision } from '../sites/sites-at-revision.ts';
import { byPlace } from '../sites/text-place.ts';
import type { CommandContext } from './context.ts';
import { allowsLoopback } from './loopback-option.ts';

interface Options {
  changedSince?: string;
  json?: true;
  allowLoopback?: true;
  annotations: string;
}

/** `puptime validate`: every fault of a sites file and of the corrections, with its line and column. Exit code 2 when there is one. */
export function validateCommand(context: CommandContext): Command {
  return new Command('validate')
    .summary(
      'Check sites.json for faults, offline: file, line, column, what was expected, the nearest right spelling.',
    )
    .description(
      'Checks a sites file: its schema, ids, addresses, groups, patterns and times; and the corrections of the record, which stand in a folder of their own. Says for each fault where it is, what was expected, what stands there, and the nearest right spelling. Beside an earlier revision it also says where the history of a page would not go on. Opens no page and needs no network.',
    )
    .argument('[file]', 'the sites file', 'sites.json')
    .option(
      '--changed-since <rev>',
      'report only faults of sites that differ from this git revision, of the file as a whole, and of corrections; and what the change does to ids: renamed without "formerly", taken out, given to another page',
    )
    .option(
      '--annotations <dir>',
      'corrections of the record; there may be no such folder',
      'data/annotations',
    )
    .option('--json', 'print the result as JSON')
    .option('--allow-loopback', 'allow pages on this machine, over http and any port (demo and tests)')
    .addHelpText('after', HELP)
    .action((path: string, options: Options) => validate(context, path, options));
}

const HELP = `
Exit code: 0 no faults (there may be warnings), 2 faults, or a file or the revision cannot be read.
In GitHub Actions each fault and warning is also shown beside its line in the pull request.

Examples:
  $ npx puptime validate
  sites.json: 122 sites in 51 groups, no faults

  $ npx puptime validate
  sites.json:412:14 sites[30].url: expected https, received "http://olvr.example.gov/"
  sites.json:414:7 sites[30].expct: expected a known field, received "expct"; did you mean "expect"?
  sites.json: 2 faults

  $ npx puptime validate --changed-since origin/main
  sites.json: 2 of 122 sites changed since origin/main, no faults in them

  $ npx puptime validate --changed-since origin/main
  sites.json:31:13 sites[2].id: expected "formerly": ["oh-track"] beside the new id, or the id "oh-track" kept, as it is the same page and its history would not go on; received "oh-track-ballot"
  sites.json: 1 fault`;

async function validate(context: CommandContext, path: string, options: Options): Promise<void> {
  const { text } = await readSitesText(path);
  const all = findFaults(text, path, { allowLoopback: allowsLoopback(options, context.env) });
  const since = options.changedSince === undefined ? null : await changes(path, text, options.changedSince);
  const faults = since === null ? all : [...all.filter(since.concerns), ...since.faults].toSorted(byPlace);
  const warnings = since?.warnings ?? [];
  // Without a fault of the file as a whole these two are there.
  const file: Pick<SitesFile, 'sites' | 'groups'> | null = faults.length === 0 ? JSON.parse(text) : null;
  const size = file && { sites: file.sites.length, groups: Object.keys(file.groups).length };
  const corrections = await checkAnnotations(options.annotations, siteNames(text));
  const found = [...faults, ...corrections.faults];

  if (options.json) {
    const annotations = corrections.annotations.length;
    const told = { path, ...size, changed: since?.count, annotations, faults: found, warnings };
    context.out(`${JSON.stringify(told)}\n`);
  } else {
    for (const fault of found) context.out(`${printFault(fault)}\n`);
    for (const warning of warnings) context.out(`${printWarning(warning)}\n`);
    const said = size ? soundText(size, since) : count(faults.length, 'fault');
    const beside = warnings.length === 0 ? '' : `, ${count(warnings.length, 'warning')}`;
    context.out(`${visible(path)}: ${said}${beside}\n`);
    const saidOfCorrections = correctionsText(corrections);
    if (saidOfCorrections) context.out(`${visible(options.annotations)}: ${saidOfCorrections}\n`);
  }
  // The runner reads commands from both streams; this one leaves the JSON whole.
  if (context.env.GITHUB_ACTIONS === 'true') {
    for (const fault of found) context.err(`${annotateFault(fault)}\n`);
    for (const warning of warnings) context.err(`${annotateWarning(warning)}\n`);
  }
  if (found.length > 0) context.setExitCode(2);
}

/** A sites file beside the one of an earlier revision. */
interface Changes extends LostHistory {
  revision: string;
  /** Sites that are new or other than before. */
  count: number;
  /** Whether a fault is one of those, or of the file as a whole. */
  concerns(fault: Fault): boolean;
}

async function changes(path: string, text: string, revision: string): Promise<Changes> {
  const before = await sitesAtRevision(path, revision);
  const changed = changedSites(before, text);
  return {
    ...lostHistory(before, text, path),
    revision,
    count: changed.size,
    concerns: ({ sites }) => sites.length === 0 || sites.some((index) => changed.has(index)),
  };
}

function soundText(
  size: { sites: number; groups: number },
  since: Pick<Changes, 'count' | 'revision'> | null,
): string {
  if (!since) return `${count(size.sites, 'site')} in ${count(size.groups, 'group')}, no faults`;
  return `${since.count} of ${count(size.sites, 'site')} changed since ${since.revision}, no faults in them`;
}

/** Nothing to say where there is nothing. */
function correctionsText({ annotations, faults }: { annotations: unknown[]; faults: unknown[] }): string {
  if (faults.length > 0) return count(faults.length, 'fault');
  return annotations.length === 0 ? '' : `${count(annotations.length, 'correction')}, no faults`;
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
