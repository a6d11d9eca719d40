import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Command } from 'commander';
import { BranchStore } from '../archive/branch-store.ts';
import { DirectoryStore } from '../archive/directory-store.ts';
import { compareRuns } from '../domain/fold.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { runCounts, runSubject } from '../domain/run-subject.ts';
import { replaceFile } from '../ledger/atomic-file.ts';
import { canonicalJson } from '../ledger/canonical-json.ts';
import type { OpenLedger, Recorded } from '../ledger/open-ledger.ts';
import { readResults } from '../results/read-results.ts';
import { RESULT_FILES } from '../results/results-folder.ts';
import { readAnnotations } from '../sites/read-annotations.ts';
import { captureRun } from './capture-run.ts';
import type { CommandContext } from './context.ts';
import { addLedgerOptions, type LedgerPlace, openLedger } from './ledger-place.ts';
import { openSnapshots } from './snapshots-place.ts';

/** Where results come from and go to. */
export interface RecordOptions {
  resultsDirs: readonly string[];
  ledger: OpenLedger;
  /** Folder of the corrections that the figures are to obey from now on; without one they obey those they obey already. */
  annotationsDir?: string | undefined;
  /** Where evidence is kept: in a directory, or on a branch, to which it is pushed before the run refers to it. */
  snapshots: DirectoryStore | BranchStore;
  /** Takes one line of plain text at a time. */
  log(line: string): void;
}

/** A run as it was recorded, and what became of it. */
export interface RecordedResults extends Recorded {
  run: RunRecord;
}

/**
 * Records the runs of results folders, the earliest first: keeps the evidence worth keeping, writes the run's record, folds it, and
 * marks the folder with `recorded.json`. A run that is recorded already changes nothing.
 * Throws `PuptimeError` when a folder holds no results, or a file of the ledger is broken.
 */
export async function recordResults(options: RecordOptions): Promise<RecordedResults[]> {
  const { ledger, annotationsDir, snapshots: kept, log } = options;
  const annotations = annotationsDir === undefined ? undefined : await readAnnotations(annotationsDir);
  const folders = await Promise.all(
    options.resultsDirs.map(async (dir) => ({ dir, run: await readResults(dir) })),
  );
  const done: RecordedResults[] = [];
  for (const { dir, run } of folders.sort((a, b) => compareRuns(a.run, b.run))) {
    const known = await ledger.hasRun(run.id);
    const from = new DirectoryStore(join(dir, RESULT_FILES.snapshots));
    const captured = known ? run : await captureRun(run, await ledger.state(), { from, to: kept, log });
    const subject = runSubject(run);
    if (kept instanceof BranchStore) await kept.push(subject);
    const recorded = await ledger.record(captured, annotations);
    // What was there when the run was captured may have been cleared away before the run was known.
    if (kept instanceof BranchStore) await kept.ensure([], subject);
    const mark = { version: 1, run: run.id, path: recorded.path };
    await replaceFile(join(dir, 'recorded.json'), canonicalJson(mark));
    const verb = recorded.alreadyRecorded ? 'already recorded' : 'recorded';
    log(`${verb} ${subject} → ${recorded.path} in ${ledger.name}`);
    done.push({ ...recorded, run: captured });
  }
  return done;
}

interface RecordArguments {
  results: string[];
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
    .requiredOption('--results <dir...>', 'results folders that "check" wrote');
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
    .option('--json', 'print what was recorded as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  npx puptime record --results data/checks/*\n\nRecording the same run again is harmless.',
    )
    .action(async (options: LedgerPlace & RecordArguments) => {
      const log = (line: string) => (options.json ? context.err : context.out)(`${line}\n`);
      const { results: resultsDirs, annotations: annotationsDir } = options;
      await using ledger = await openLedger(options, context);
      await using snapshots = await openSnapshots(options, context);
      const recorded = await recordResults({ resultsDirs, ledger, annotationsDir, snapshots, log });
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
