import { appendFile, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunEvent, RunHead } from '../domain/assemble-run.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import type { RunRecord } from '../domain/run-record.ts';

/** Names in a results folder. Snapshots stand beside them in a directory store. */
export const RESULT_FILES = {
  /** What is known before the first visit. */
  head: 'head.json',
  /** One line an event, appended as it happens: a killed run loses at most the visits in flight. */
  events: 'events.ndjson',
  /** The run record, when the run has ended. */
  run: 'run.json',
  snapshots: 'snapshots',
} as const;

/** Makes a folder for results. Throws `PuptimeError` where something already stands: results are never overwritten. */
export async function refuseFilled(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  if ((await readdir(dir)).length === 0) return;
  throw new PuptimeError(`${dir}: the results folder is not empty; name a new one with --out`, {
    exitCode: 2,
  });
}

/** Writes what one run sees, as it sees it. */
export class ResultsFolder {
  readonly dir: string;

  private constructor(dir: string) {
    this.dir = dir;
  }

  /** A new folder, or an empty one. Throws `PuptimeError` where something already stands: results are never overwritten. */
  static async create(dir: string, head: RunHead): Promise<ResultsFolder> {
    await refuseFilled(dir);
    const folder = new ResultsFolder(dir);
    await folder.#replace(RESULT_FILES.head, head);
    await folder.#write(RESULT_FILES.events, '');
    return folder;
  }

  /** A folder that a run left, to go on with it. */
  static open(dir: string): ResultsFolder {
    return new ResultsFolder(dir);
  }

  get snapshotsDir(): string {
    return join(this.dir, RESULT_FILES.snapshots);
  }

  async append(event: RunEvent): Promise<void> {
    await this.#write(RESULT_FILES.events, `${JSON.stringify(event)}\n`, true);
  }

  async finish(run: RunRecord): Promise<void> {
    await this.#replace(RESULT_FILES.run, run);
  }

  async #replace(name: string, value: unknown): Promise<void> {
    await this.#write(`${name}.tmp`, `${JSON.stringify(value, null, 1)}\n`);
    await rename(join(this.dir, `${name}.tmp`), join(this.dir, name));
  }

  async #write(name: string, text: string, append = false): Promise<void> {
    const path = join(this.dir, name);
    try {
      await (append ? appendFile(path, text) : writeFile(path, text));
    } catch (error) {
      throw new PuptimeError(
        `${path}: cannot be written: ${error instanceof Error ? error.message : error}`,
        { cause: error },
      );
    }
  }
}
