import { compareRuns } from '../domain/fold.ts';
import { RunFile, runFileOf, runOfFile } from '../domain/run-file.ts';
import { runIdAt, runPath } from '../domain/run-path.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { canonicalJson } from './canonical-json.ts';
import { parseLedgerFile } from './ledger-file.ts';
import type { LedgerView } from './ledger-store.ts';

/** A file among the run records that cannot be used. */
export interface DamagedRun {
  path: string;
  /** What is wrong with it, and where. */
  fault: string;
}

/** The run records of a ledger by their names alone. */
export interface RunNames {
  /** Path by run id, in the order of the seconds in which the runs began. */
  paths: ReadonlyMap<string, string>;
  /** Files whose names are no run's, or a run's that is there already. */
  damaged: readonly DamagedRun[];
}

/** So many records are read at once. */
const TOGETHER = 200;

/** What the names of the files below `runs/` tell. Of two records of one run the first one that can be read counts. */
export async function runNames(view: LedgerView | null): Promise<RunNames> {
  const paths = new Map<string, string>();
  const damaged: DamagedRun[] = [];
  for (const path of (await view?.list('runs')) ?? []) {
    const id = runIdAt(path);
    const twin = id === null ? undefined : paths.get(id);
    if (id === null) damaged.push({ path, fault: 'not the name of a run record' });
    else if (twin === undefined) paths.set(id, path);
    else {
      const usable = !('fault' in runIn(twin, (await view?.read([twin]))?.get(twin)));
      paths.set(id, usable ? twin : path);
      const [kept, other] = usable ? [twin, path] : [path, twin];
      damaged.push({ path: other, fault: `run ${id} is there already, as ${kept}` });
    }
  }
  return { paths, damaged };
}

/** Second in which a run began, from the path of its record; sorts as the runs do. */
export function begunAt(path: string): string {
  return path.slice(0, 'runs/2026/11/23/140700'.length);
}

/**
 * The records at the paths, which are sorted, in the order in which runs are folded, few of them in memory at a time. What cannot be
 * read is told and left out.
 */
export async function* runsInOrder(
  view: LedgerView,
  paths: readonly string[],
  damaged: (run: DamagedRun) => void,
): AsyncIterable<RunRecord> {
  let together: RunRecord[] = [];
  let second = '';
  for (let at = 0; at < paths.length; at += TOGETHER) {
    const some = paths.slice(at, at + TOGETHER);
    const texts = await view.read(some);
    for (const path of some) {
      // Names tell the second of the start, records the millisecond.
      if (begunAt(path) !== second) {
        yield* together.sort(compareRuns);
        together = [];
        second = begunAt(path);
      }
      const run = runIn(path, texts.get(path));
      if ('fault' in run) damaged({ path, fault: run.fault });
      else together.push(run);
    }
  }
  yield* together.sort(compareRuns);
}

/** The record in a file's text, or what is wrong with it. Throws where a newer Puptime wrote it. */
export function runIn(path: string, text: string | undefined): RunRecord | { fault: string } {
  if (text === undefined) return { fault: 'missing' };
  const parsed = parseLedgerFile(path, text, RunFile);
  if ('fault' in parsed) return parsed;
  if (runPath(parsed.value) !== path) return { fault: `holds the record of ${runPath(parsed.value)}` };
  return runOfFile(parsed.value);
}

/** The text of a record's file. */
export function runText(run: RunRecord): string {
  return canonicalJson(runFileOf(run));
}
