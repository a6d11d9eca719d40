import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type EntryProgram, runEntry } from './entry-process.ts';
import { WorkflowFault } from './fault.ts';
import type { JobScene } from './job-scene.ts';

/** Shells by the name a workflow gives; without one it is bash, which then does not look at pipes. */
const SHELLS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  '': ['bash', '-e'],
  bash: ['bash', '--noprofile', '--norc', '-eo', 'pipefail'],
  sh: ['sh', '-e'],
};

/** The script of a step, with all expressions filled in. */
export interface Script {
  text: string;
  shell: string | undefined;
  folder: string | undefined;
}

/** Runs a script. Resolves with why it failed; null when it did not. */
export async function runScript(
  { text, shell, folder }: Script,
  { machine, defaults, watch }: Pick<JobScene, 'machine' | 'defaults' | 'watch'>,
  how: Pick<EntryProgram, 'env' | 'take' | 'signal' | 'started'>,
): Promise<string | null> {
  const words = SHELLS[shell ?? defaults.shell ?? ''];
  if (!words) throw new WorkflowFault(`the shell ${shell ?? defaults.shell} is not known here`);
  const file = join(machine.temp, `${randomUUID()}.sh`);
  await writeFile(file, text);
  const cwd = resolve(machine.workspace, folder ?? defaults.folder ?? '.');
  if (!existsSync(cwd)) return `The working directory ${cwd} is not there.`;
  const ended = await runEntry({ ...how, words: [...words, file], cwd, grace: watch.grace });
  if (ended === 0) return null;
  return typeof ended === 'number'
    ? `Process completed with exit code ${ended}.`
    : `Process ended by ${ended}.`;
}
