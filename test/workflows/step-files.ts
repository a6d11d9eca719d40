import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { valuesIn } from './command-file.ts';
import type { Machine } from './machine.ts';
import type { StepLog } from './step-log.ts';

const NAMES = ['output', 'env', 'path', 'step_summary', 'state'] as const;

/** GitHub drops a summary that is longer, in bytes. */
const SUMMARY_LIMIT = 1024 * 1024;

/** The files into which a step writes what it has to say to the runner. */
export class StepFiles {
  readonly #paths: Readonly<Record<(typeof NAMES)[number], string>>;

  private constructor(paths: StepFiles['variables']) {
    this.#paths = paths as Record<(typeof NAMES)[number], string>;
  }

  /** Makes them, empty. */
  static async make(machine: Machine): Promise<StepFiles> {
    const folder = join(machine.temp, '_runner_file_commands');
    await mkdir(folder, { recursive: true });
    const paths = Object.fromEntries(NAMES.map((name) => [name, join(folder, `${name}_${randomUUID()}`)]));
    for (const path of Object.values(paths)) await writeFile(path, '');
    return new StepFiles(paths);
  }

  /** Variables that say where they are. */
  get variables(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.#paths).map(([name, path]) => [`GITHUB_${name.toUpperCase()}`, path]),
    );
  }

  /** Takes in what was written: outputs and Markdown are handed back, the rest goes to the machine. */
  async takeIn(
    machine: Machine,
    log: StepLog,
  ): Promise<{ outputs: Record<string, string>; summary: string }> {
    const values = async (name: 'output' | 'env') => {
      try {
        return valuesIn(await this.#read(name));
      } catch (error) {
        log.annotate('error', `Unable to process file command '${name}' successfully.`);
        log.annotate('error', String(error));
        log.refused = true;
        return [];
      }
    };
    for (const [name, value] of await values('env')) {
      if (name.toUpperCase() === 'NODE_OPTIONS')
        log.annotate('error', "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.");
      else machine.added[name] = value;
    }
    for (const path of (await this.#read('path')).split('\n')) if (path !== '') machine.prepend(path);
    const summary = await this.#read('step_summary');
    const size = Buffer.byteLength(summary);
    const tooLong = size > SUMMARY_LIMIT;
    if (tooLong)
      log.annotate(
        'error',
        `$GITHUB_STEP_SUMMARY supports content up to a size of 1024k, got ${size >> 10}k`,
      );
    return { outputs: Object.fromEntries(await values('output')), summary: tooLong ? '' : summary };
  }

  async #read(name: (typeof NAMES)[number]): Promise<string> {
    try {
      return await readFile(this.#paths[name], 'utf8');
    } catch (error) {
      // The step has removed it.
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
      throw error;
    }
  }
}
