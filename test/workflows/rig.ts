import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { type GitRemote, makeGitRemote } from '../git-remote.ts';
import { ROOT } from '../puptime.ts';
import { gitIn } from './bare-repository.ts';
import type { RunOptions } from './run-options.ts';
import type { RunRecord } from './run-record.ts';
import { openWorkflowRunner, type RunnerOptions, type WorkflowRunner } from './runner.ts';

/** A runner, and a repository that holds what a test writes. */
export interface Rig extends AsyncDisposable {
  runner: WorkflowRunner;
  remote: GitRemote;
  /** Makes one commit on top of a branch, or its first. */
  commit(files: Readonly<Record<string, string>>, branch?: string): Promise<string>;
  /** Commits a workflow and runs it. Without `on` it can be started by hand. */
  run(workflow: object, options?: Partial<RunOptions>): Promise<RunRecord>;
}

/** Opens one with short grace, and minutes of a second. */
export async function openRig(options: Partial<RunnerOptions> = {}): Promise<Rig> {
  const remote = await makeGitRemote();
  const runner = await openWorkflowRunner({
    remote: remote.dir,
    repository: 'acme/monitor',
    nodeModules: join(ROOT, 'node_modules'),
    stands: {},
    grace: { afterInterrupt: 500, afterTerminate: 200, afterExit: 300 },
    minuteMs: 1_000,
    ...options,
  });
  const commit: Rig['commit'] = (files, branch = 'main') => commitFiles(remote.dir, branch, files);
  await commit({ 'README.md': 'A monitor.\n', 'package-lock.json': '{}\n' });
  return {
    runner,
    remote,
    commit,
    run: async (workflow, how = {}) => {
      // JSON is YAML.
      const text = JSON.stringify({ on: 'workflow_dispatch', ...workflow });
      await commit({ '.github/workflows/test.yml': text });
      return runner.run('test.yml', { event: 'workflow_dispatch', ...how });
    },
    [Symbol.asyncDispose]: async () => {
      await runner[Symbol.asyncDispose]();
      await remote[Symbol.asyncDispose]();
    },
  };
}

/** A job of some steps; a step that is text is a script. */
export function aJob(steps: readonly (string | object)[], rest: object = {}): object {
  return {
    'runs-on': 'ubuntu-24.04',
    steps: steps.map((step) => (typeof step === 'string' ? { run: step } : step)),
    ...rest,
  };
}

/** How the steps of a job ended. */
export function outcomesOf(run: RunRecord, job: string): string[] {
  return run.jobs[job]?.steps.map(({ outcome }) => outcome) ?? [];
}

async function commitFiles(
  dir: string,
  branch: string,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const there = await gitIn(dir, 'for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`);
  const from = there === '' ? '' : `from ${there}\n`;
  const changes = Object.entries(files).map(([path, text]) => `M 100644 inline ${path}\n${dataOf(text)}`);
  const stream = `commit refs/heads/${branch}\ncommitter A <a@example.org> 1700000000 +0000\n${dataOf('A change')}${from}${changes.join('')}done\n`;
  await new Promise<void>((resolve, reject) => {
    const child = execFile('git', ['fast-import', '--quiet', '--done'], { cwd: dir }, (error) =>
      error ? reject(error) : resolve(),
    );
    child.stdin?.end(stream);
  });
  return gitIn(dir, 'rev-parse', `refs/heads/${branch}`);
}

function dataOf(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
