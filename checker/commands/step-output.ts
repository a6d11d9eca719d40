import { appendFile } from 'node:fs/promises';
import type { Environment } from './environment.ts';

/** Outputs of a step of a workflow, for the steps and jobs after it. Nothing is written outside of GitHub Actions. */
export async function appendOutputs(
  { GITHUB_OUTPUT: file }: Pick<Environment, 'GITHUB_OUTPUT'>,
  outputs: Readonly<Record<string, string | number>>,
): Promise<void> {
  if (file === undefined) return;
  const lines = Object.entries(outputs).map(([name, value]) => {
    // A line more would be an output more.
    if (/[\r\n]/.test(String(value))) throw new Error(`the output ${name} has more than one line`);
    return `${name}=${value}\n`;
  });
  await appendFile(file, lines.join(''));
}
