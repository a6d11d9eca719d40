import { execFile } from 'node:child_process';
import { basename, dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { PuptimeError } from '../domain/puptime-error.ts';

const run = promisify(execFile);

/**
 * Text of the file as it was at a git revision; null when the revision has no such file. Throws a PuptimeError (exit code 2)
 * when git knows no such revision, or the file lies in no repository.
 */
export async function sitesAtRevision(path: string, revision: string): Promise<string | null> {
  const folder = dirname(resolve(path));
  const inRepository = await git(folder, ['rev-parse', '--is-inside-work-tree']);
  if (inRepository.stdout === null) {
    throw new PuptimeError(
      `--changed-since ${revision}: cannot ask git about ${folder}: ${inRepository.problem}\nRun it in a clone of the repository, or leave the option out.`,
      { exitCode: 2 },
    );
  }
  const commit = await git(folder, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  ]);
  if (commit.stdout === null) {
    throw new PuptimeError(
      `--changed-since ${revision}: expected a commit, branch or tag that this clone has, such as HEAD~1 or origin/main.\nFetch it first (git fetch origin; in CI, a checkout with fetch-depth: 0), or correct its name.`,
      { exitCode: 2 },
    );
  }
  const name = `${commit.stdout.trim()}:./${basename(path)}`;
  const exists = await git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', name]);
  if (exists.stdout === null) return null;
  const { stdout } = await run('git', ['cat-file', 'blob', exists.stdout.trim()], {
    cwd: folder,
    maxBuffer: 2 ** 28,
  });
  return stdout;
}

/** Output of git, or what it said when it refused. Throws when git cannot be started at all. */
async function git(
  cwd: string,
  words: string[],
): Promise<{ stdout: string } | { stdout: null; problem: string }> {
  try {
    return { stdout: (await run('git', words, { cwd })).stdout };
  } catch (error) {
    if (!(error instanceof Error) || !('stderr' in error) || !('code' in error)) throw error;
    if (error.code === 'ENOENT')
      return { stdout: null, problem: 'no git on this machine, or no such folder' };
    return { stdout: null, problem: String(error.stderr).trim() };
  }
}
