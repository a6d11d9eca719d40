import { setFlagsFromString } from 'node:v8';
import { Command } from 'commander';
import { runCounts } from '../domain/run-subject.ts';
import { readAnnotations } from '../sites/read-annotations.ts';
import type { CommandContext } from './context.ts';
import { addLedgerOptions, type LedgerPlace, openLedger } from './ledger-place.ts';
import { plannedRunId, readPlan } from './read-plan.ts';
import { recordResults } from './record-results.ts';
import { openSnapshots } from './snapshots-place.ts';

interface RecordArguments {
  results: string[];
  plan?: string;
  snapshots?: string;
  snapshotsBranch: string;
  annotations?: string;
  json?: boolean;
}

/** `record`: takes results folders into the ledger. */
export function recordCommand(context: CommandContext): Command {
  const command = new Command('record')
    .description(
      'Record what checks saw: keep the evidence, write the run, bring state, days and incidents up to date.',
    )
    .requiredOption('--results <dir...>', 'results folders that "check" wrote, or folders of such');
  return addLedgerOptions(command)
    .option(
      '--snapshots <dir>',
      'directory of the snapshots (default: "data/snapshots", or with --remote a branch there)',
    )
    .option('--snapshots-branch <name>', 'branch of the snapshots, with --remote', 'snapshots')
    .option(
      '--annotations <dir>',
      'corrections that the figures obey from now on; not given: those they obey already',
    )
    .option(
      '--plan <dir>',
      'the run that "plan --out" planned there: its pages of which there are no results are recorded as not visited',
    )
    .option('--json', 'print what was recorded as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  npx puptime record --results data/checks\n\nWhat several machines saw of one run becomes one record. Recording the same run again is harmless.',
    )
    .action(async (options: LedgerPlace & RecordArguments) => {
      const log = (line: string) => (options.json ? context.err : context.out)(`${line}\n`);
      const { results: resultsDirs, annotations: annotationsDir } = options;
      await using ledger = await openLedger(options, context);
      await using snapshots = await openSnapshots(options, context);
      const plan = options.plan === undefined ? null : await readPlan(options.plan);
      const planned = plan && { head: { ...plan.head, id: plannedRunId(plan, context) }, now: context.now() };
      const recorded = await recordResults({
        resultsDirs,
        ledger,
        annotationsDir,
        snapshots,
        log,
        ...(planned && { planned }),
      });
      if (!options.json) return;
      const rows = recorded.map(({ run, path, alreadyRecorded }) => {
        return { run: run.id, startedAt: run.startedAt, path, alreadyRecorded, counts: runCounts(run) };
      });
      context.out(`${JSON.stringify(rows, null, 2)}\n`);
    });
}

/** `rebuild`: derives state, days and incidents again from the run records. */
export function rebuildCommand(context: CommandContext): Command {
  return addLedgerOptions(
    new Command('rebuild').description('Derive state, days and incidents again from the run records.'),
  )
    .option(
      '--annotations <dir>',
      'corrections that the figures obey from now on; not given: those they obey already',
    )
    .action(async (options: LedgerPlace & { annotations?: string }) => {
      const annotations =
        options.annotations === undefined ? undefined : await readAnnotations(options.annotations);
      // Of a year of runs V8 would rather let the heap grow to 1.5 GB than collect what is left of each.
      setFlagsFromString('--heap-growing-percent=25');
      await using ledger = await openLedger(options, context);
      const { state, days, incidents, damaged } = await ledger.rebuild(annotations);
      const left = damaged.length > 0 ? `; ${damaged.length} files put into quarantine/` : '';
      context.out(
        `rebuilt ${ledger.name} from ${state.runs} runs: ${days} days, ${incidents} incidents${left}\n`,
      );
    });
}
