import { Command, InvalidArgumentError, Option } from 'commander';
import { ISSUE_SETTINGS } from '../domain/issues/settings.ts';
import type { CommandContext } from './context.ts';
import { addLedgerOptions, openLedger } from './ledger-place.ts';
import { type NotifyOptions, notify } from './notify-issues.ts';
import { notifiedJson, notifiedText } from './notify-text.ts';

/** How the outcome is printed. */
interface PrintOptions {
  texts?: true;
  json?: true;
}

/** `notify`: brings the GitHub issues in line with the data. */
export function notifyCommand(context: CommandContext): Command {
  const command = new Command('notify').description(
    'Bring the GitHub issues in line with the record: open, comment, close. Doing it again changes nothing.',
  );
  return addLedgerOptions(command)
    .option('--sites <file>', 'what is monitored', 'sites.json')
    .option('--snapshots <dir>', 'directory of the snapshots (default: as "record" has it)')
    .option('--snapshots-branch <name>', 'branch of the snapshots, with --remote', 'snapshots')
    .option('--snapshots-url <url>', 'public address of the snapshots (default: the branch on GitHub)')
    .option(
      '--site-url <url>',
      'address of the status site (default: PUPTIME_SITE_URL, else that of GitHub Pages)',
    )
    .addOption(
      new Option('--most-writes <n>', 'changes on GitHub in one run; the rest is done by the next')
        .argParser(count)
        .default(ISSUE_SETTINGS.mostWrites),
    )
    .option('--dry-run', 'say what would be done, and change nothing')
    .option('--texts', 'print the texts as well')
    .option('--json', 'print what was planned and done as JSON')
    .addHelpText(
      'after',
      `
Needs GITHUB_REPOSITORY (owner/name) and GITHUB_TOKEN (issues: write); in a workflow both are there. Without a repository --dry-run
says what would be done if no issue were open.

Examples:
  npx puptime notify --dry-run --texts
  npx puptime notify --remote https://github.com/acme/monitor`,
    )
    .action(async (options: NotifyOptions & PrintOptions) => {
      const log = (line: string) => context.err(`${line}\n`);
      await using ledger = await openLedger(options, context);
      const notified = await notify(context, options, ledger, log);
      context.out(
        options.json
          ? `${JSON.stringify(notifiedJson(notified), null, 2)}\n`
          : notifiedText(notified, options),
      );
      const { applied } = notified;
      if (applied && (applied.failed.length > 0 || applied.stopped)) context.setExitCode(1);
    });
}

function count(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1)
    throw new InvalidArgumentError('Expected a whole number, at least 1.');
  return number;
}
