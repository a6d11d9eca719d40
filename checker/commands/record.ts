import { join } from 'node:path';
import { Command } from 'commander';
import { DirectoryStore } from '../archive/directory-store.ts';
import { compareRuns } from '../domain/fold.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { runCounts, runSubject } from '../domain/run-subject.ts';
import { replaceFile } from '../ledger/atomic-file.ts';
import { canonicalJson } from '../ledger/canonical-json.ts';
import { openLedger, type Recorded } from '../ledger/directory-ledger.ts';
import { readResults } from '../results/read-results.ts';
import { RESULT_FILES } from '../results/results-folder.ts';
import { captureRun } from './capture-run.ts';
import type { CommandContext } from './context.ts';

/** Where results come from and go to. */
export interface RecordOptions {
  resultsDirs: readonly string[];
  /** The ledger's directory. */
  dataDir: string;
  snapshotsDir: string;
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
  const { dataDir, snapshotsDir, log } = options;
  const ledger = await openLedger(dataDir);
  const kept = new DirectoryStore(snapshotsDir);
  const folders = await Promise.all(
    options.resultsDirs.map(async (dir) => ({ dir, run: await readResults(dir) })),
  );
  const done: RecordedResults[] = [];
  for (const { dir, run } of folders.sort((a, b) => compareRuns(a.run, b.run))) {
    const known = await ledger.hasRun(run.id);
    const from = new DirectoryStore(join(dir, RESULT_FILES.snapshots));
    const captured = known ? run : await captureRun(run, await ledger.state(), { from, to: kept, log });
    const recorded = await ledger.record(captured);
    const mark = { version: 1, run: run.id, path: recorded.path };
    await replaceFile(join(dir, 'recorded.json'), canonicalJson(mark));
    const verb = recorded.alreadyRecorded ? 'already recorded' : 'recorded';
    log(`${verb} ${runSubject(run)} → ${join(dataDir, recorded.path)}`);
    done.push({ ...recorded, run: captured });
  }
  return done;
}

/** `record`: takes results folders into the ledger. */
export function recordCommand(context: CommandContext): Command {
  return new Command('record')
    .description(
      'Record what checks saw: keep the evidence, write the run, bring state, days and incidents up to date.',
    )
    .requiredOption('--results <dir...>', 'results folders that "check" wrote')
    .option('--data <dir>', 'directory of the ledger', 'data/live')
    .option('--snapshots <dir>', 'directory of the snapshots', 'data/snapshots')
    .option('--json', 'print what was recorded as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  npx puptime record --results data/checks/*\n\nRecording the same run again is harmless.',
    )
    .action(async (options: { results: string[]; data: string; snapshots: string; json?: boolean }) => {
      const log = (line: string) => (options.json ? context.err : context.out)(`${line}\n`);
      const { results: resultsDirs, data: dataDir, snapshots: snapshotsDir } = options;
      const recorded = await recordResults({ resultsDirs, dataDir, snapshotsDir, log });
      if (!options.json) return;
      const rows = recorded.map(({ run, path, alreadyRecorded }) => {
        return { run: run.id, startedAt: run.startedAt, path, alreadyRecorded, counts: runCounts(run) };
      });
      context.out(`${JSON.stringify(rows, null, 2)}\n`);
    });
}

/** `rebuild`: derives state, days and incidents again from the run records. */
export function rebuildCommand(context: CommandContext): Command {
  return new Command('rebuild')
    .description('Derive state, days and incidents again from the run records.')
    .option('--data <dir>', 'directory of the ledger', 'data/live')
    .action(async ({ data }: { data: string }) => {
      const ledger = await openLedger(data);
      const { state, days, incidents } = await ledger.rebuild((done, total) => {
        const tenth = Math.ceil(total / 10);
        if (done % tenth === 0 && done < total) context.err(`${done} of ${total} runs\n`);
      });
      context.out(`rebuilt ${data} from ${state.runs} runs: ${days} days, ${incidents} incidents\n`);
    });
}
