import { join } from 'node:path';
import { compareRuns } from '../domain/fold.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import { runIdAt, runPath } from '../domain/run-path.ts';
import { RunRecord } from '../domain/run-record.ts';
import { createFile } from './atomic-file.ts';
import { canonicalJson } from './canonical-json.ts';
import { listLedgerFiles, RESTORE, readLedgerFile } from './ledger-file.ts';

/** The records of all runs, as immutable files `runs/2026/11/23/140700-<id>.json` below a directory. */
export class RunFiles {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** Paths of all records by run id, in the order of the seconds in which the runs began. */
  async paths(): Promise<Map<string, string>> {
    const paths = new Map<string, string>();
    for (const path of await listLedgerFiles(this.#dir, 'runs')) {
      const id = runIdAt(path);
      if (id === null)
        throw new PuptimeError(`${join(this.#dir, path)}: not the name of a run record; move it away`);
      const twin = paths.get(id);
      if (twin !== undefined)
        throw new PuptimeError(
          `${join(this.#dir, path)}: run ${id} is recorded twice, also as ${twin}; move one away`,
        );
      paths.set(id, path);
    }
    return paths;
  }

  /** Writes the record of a new run. Throws EEXIST where one stands already. */
  async create(run: RunRecord): Promise<void> {
    await createFile(join(this.#dir, runPath(run)), canonicalJson(run));
  }

  /** The record at a path. Throws `PuptimeError` when it is missing, broken, or another run's. */
  async read(path: string): Promise<RunRecord> {
    const file = join(this.#dir, path);
    const run = await readLedgerFile(file, RunRecord, RESTORE);
    if (!run) throw new PuptimeError(`${file}: missing; ${RESTORE}`);
    if (runPath(run) !== path)
      throw new PuptimeError(`${file}: holds the record of ${runPath(run)}; ${RESTORE}`);
    return run;
  }

  /** The records at the paths, in the order in which runs are folded, few of them in memory at a time. */
  async *inOrder(paths: Iterable<string>): AsyncIterable<RunRecord> {
    let together: RunRecord[] = [];
    let second = '';
    for (const path of paths) {
      const begun = path.slice(0, 'runs/2026/11/23/140700'.length);
      // Names tell the second of the start, records the millisecond.
      if (begun !== second) yield* together.sort(compareRuns);
      if (begun !== second) together = [];
      second = begun;
      together.push(await this.read(path));
    }
    yield* together.sort(compareRuns);
  }
}
