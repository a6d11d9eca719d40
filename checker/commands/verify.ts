import { stat } from 'node:fs/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { plainText } from '../domain/plain-text.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import type { RunRecord } from '../domain/run-record.ts';
import type { Verified } from '../ledger/verify-ledger.ts';
import type { CommandContext } from './context.ts';
import { addLedgerOptions, type LedgerPlace, openLedger } from './ledger-place.ts';
import { SnapshotCheck } from './verify-snapshots.ts';

interface VerifyArguments extends LedgerPlace {
  since?: string;
  snapshots?: string;
  head?: string;
  json?: boolean;
}

/** `verify`: whether the record holds together, without a network. */
export function verifyCommand(context: CommandContext): Command {
  const command = new Command('verify').description(
    'Check the record: the chain, every run, everything derived from them; from a clone, without a network.',
  );
  return addLedgerOptions(command)
    .option('--since <day>', 'look only at runs that began on this day or later, and at nothing derived')
    .option('--snapshots <dir>', 'check the pictures and page sources that the runs refer to as well')
    .option('--head <hash>', 'hash of the chain that was noted earlier: it must be there still')
    .option('--json', 'print what was found as JSON')
    .addHelpText(
      'after',
      `
Examples:
  git clone --branch data https://github.com/OWNER/REPOSITORY record
  npx puptime verify --data record
  npx puptime verify --data record --since 2026-11-01 --snapshots snapshots

Ends with 1 when something does not hold, and names the first such thing.`,
    )
    .action((options: VerifyArguments) => verify(context, options));
}

async function verify(context: CommandContext, options: VerifyArguments): Promise<void> {
  await refuseWrongUse(options);
  const { since, head, snapshots: dir } = options;
  await using ledger = await openLedger(options, context);
  const snapshots = dir === undefined ? null : new SnapshotCheck(dir);
  const verified = await ledger.verify({
    since,
    noted: head,
    ...(snapshots ? { onRun: (run: RunRecord) => snapshots.check(run) } : {}),
  });
  if (!verified) throw new PuptimeError(`${ledger.name}: there is no record here`, { exitCode: 2 });
  if (options.json) {
    const counts = snapshots && { present: snapshots.present, absent: snapshots.absent };
    context.out(`${JSON.stringify({ ...verified, snapshots: counts }, null, 2)}\n`);
  } else if (verified.fault) context.out(faultText(ledger.name, verified.fault));
  else context.out(provedText(ledger.name, verified, options, snapshots));
  if (verified.fault) context.setExitCode(1);
}

async function refuseWrongUse({ since, head, snapshots }: VerifyArguments): Promise<void> {
  const wrong = (what: string) => new PuptimeError(what, { exitCode: 2 });
  if (since !== undefined && !z.iso.date().safeParse(since).success)
    throw wrong(`--since ${since}: expected a day, such as 2026-11-23`);
  if (head !== undefined && !/^[0-9a-f]{64}$/.test(head))
    throw wrong(`--head ${head}: expected the 64 hexadecimal digits that "verify" printed`);
  if (snapshots !== undefined && !(await isDirectory(snapshots)))
    throw wrong(`--snapshots ${snapshots}: there is no such directory`);
}

async function isDirectory(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return found?.isDirectory() ?? false;
}

/** Names and faults may quote a file, and a page's words may stand there. */
function faultText(name: string, { place, what }: { place: string; what: string }): string {
  return `${name} does not hold.\nFirst fault: ${plainText(place)}: ${plainText(what, 500)}.\nNothing after it was looked at.\n`;
}

function provedText(
  name: string,
  { lines, head, noted, derived }: Verified,
  { since }: VerifyArguments,
  snapshots: SnapshotCheck | null,
): string {
  const checked = [
    `${counted(lines, 'line')} of the chain`,
    since === undefined ? 'the run of each' : `the runs since ${since}`,
    ...(derived === null ? [] : [`${counted(derived, 'file')} derived from them`]),
    ...(snapshots
      ? [`${counted(snapshots.present, 'snapshot')} (${snapshots.absent} more not kept here)`]
      : []),
  ];
  const proved = [
    '- each run looked at is, byte for byte, the one that the chain names, and there is none that it does not name',
    '- the chain is unbroken from its first line to its head: no line was changed, taken out or put in',
    ...(derived === null ? [] : ['- state, days and incidents say what the runs say, no more and no less']),
    ...(noted
      ? [
          '- the hash that you noted is in the chain: nothing was changed in the chain before it since you noted it',
        ]
      : []),
  ];
  const unproved = [
    '- that the pages were as the monitor saw them',
    noted
      ? '- that nothing was cut off after the line with that hash: note the new head, and give that next time'
      : '- that nobody wrote the whole chain anew, or cut off its end: note the head, and give it next time with --head',
    ...(derived === null
      ? [`- that state, days and incidents follow from the runs: leave out --since to see`]
      : []),
    ...(snapshots
      ? []
      : ['- that pictures and page sources are those that were kept: give their directory with --snapshots']),
  ];
  return [
    `${name} holds.`,
    `Checked: ${checked.join(', ')}.`,
    `Head of the chain: ${head ?? 'none'}`,
    '',
    'This proves:',
    ...proved,
    '',
    'It does not prove:',
    ...unproved,
    '',
  ].join('\n');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
