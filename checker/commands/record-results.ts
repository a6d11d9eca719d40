import { join } from 'node:path';
import { BranchStore } from '../archive/branch-store.ts';
import { DirectoryStore } from '../archive/directory-store.ts';
import type { RunHead } from '../domain/assemble-run.ts';
import { joinRuns, lostPart } from '../domain/join-runs.ts';
import type { StateFile } from '../domain/ledger-files.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { runSubject } from '../domain/run-subject.ts';
import { replaceFile } from '../ledger/atomic-file.ts';
import { canonicalJson } from '../ledger/canonical-json.ts';
import type { OpenLedger, Recorded } from '../ledger/open-ledger.ts';
import { RESULT_FILES } from '../results/results-folder.ts';
import { readAnnotations } from '../sites/read-annotations.ts';
import { type CaptureStores, captureRun } from './capture-run.ts';
import { type PartsOfRun, readParts } from './results-of-runs.ts';

/** Where results come from and go to. */
export interface RecordOptions {
  /** Results folders, or folders of such: what machines saw of one run becomes one record. */
  resultsDirs: readonly string[];
  /**
   * A run that was planned, by its head: those of its pages that no results folder tells of are recorded as not visited, and what
   * cannot be used is told and left out. Without one that is an error.
   */
  planned?: { head: RunHead; now: Date } | undefined;
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
 * marks the folders with `recorded.json`. A run that is recorded already changes nothing.
 * Throws `PuptimeError` when a folder holds no results, or a file of the ledger is broken.
 */
export async function recordResults(options: RecordOptions): Promise<RecordedResults[]> {
  const { ledger, annotationsDir, snapshots: kept, planned, log } = options;
  const annotations = annotationsDir === undefined ? undefined : await readAnnotations(annotationsDir);
  const runs = await readParts(options.resultsDirs, planned && log);
  const done: RecordedResults[] = [];
  for (const parts of planned ? withPlanned(runs, planned) : runs) {
    const [{ run: first }] = parts;
    const known = await ledger.hasRun(first.id);
    const state = known ? null : await ledger.state();
    const captured = await captureParts(parts, state, { to: kept, log });
    const subject = runSubject(captured);
    if (kept instanceof BranchStore) await kept.push(subject);
    const recorded = await ledger.record(captured, annotations);
    // What was there when the run was captured may have been cleared away before the run was known.
    if (kept instanceof BranchStore) await kept.ensure([], subject);
    const mark = { version: 1, run: first.id, path: recorded.path };
    for (const { dir } of parts)
      if (dir !== null) await replaceFile(join(dir, 'recorded.json'), canonicalJson(mark));
    const verb = recorded.alreadyRecorded ? 'already recorded' : 'recorded';
    log(`${verb} ${subject} → ${recorded.path} in ${ledger.name}`);
    done.push({ ...recorded, run: captured });
  }
  return done;
}

/** Parts of a run, of which one may be what nothing came back of. */
type Parts = [Part, ...Part[]];
interface Part {
  dir: string | null;
  run: RunRecord;
}

/** The runs, with the planned one among them whatever came back of it. */
function withPlanned(runs: readonly PartsOfRun[], { head, now }: { head: RunHead; now: Date }): Parts[] {
  const parts = runs.find(([{ run }]) => run.id === head.id) ?? [];
  const seen = new Set(parts.flatMap(({ run }) => Object.keys(run.results)));
  const lost = Object.keys(head.sites).filter((id) => !seen.has(id));
  const endedAt = parts.length > 0 ? head.startedAt : now.toISOString();
  const missing: Part[] = lost.length > 0 ? [{ dir: null, run: lostPart(head, lost, endedAt) }] : [];
  const [first, ...rest]: Part[] = [...parts, ...missing];
  const others = runs.filter(([{ run }]) => run.id !== head.id);
  return first ? [...others, [first, ...rest]] : others;
}

/** The whole run as it is to be recorded. Of one that is recorded already (`state` null) nothing is kept anew. */
async function captureParts(
  parts: Parts,
  state: StateFile | null,
  { to, log }: Omit<CaptureStores, 'from'>,
): Promise<RunRecord> {
  const runs: RunRecord[] = [];
  for (const { dir, run } of parts) {
    const from = dir === null ? null : new DirectoryStore(join(dir, RESULT_FILES.snapshots));
    runs.push(state && from ? await captureRun(run, state, { from, to, log }) : run);
  }
  return joinRuns(runs as [RunRecord, ...RunRecord[]]);
}
