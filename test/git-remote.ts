import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A bare repository that serves partial clones, as GitHub does. */
export interface GitRemote extends AsyncDisposable {
  dir: string;
  /** As a remote is named: with a protocol, so that git takes no short cut through the disk. */
  url: string;
  /** Standard output of a git command in it, without the last line feed. */
  git(...parameters: string[]): Promise<string>;
}

/** Makes a bare repository in a temporary folder. */
export async function makeGitRemote(): Promise<GitRemote> {
  const dir = await mkdtemp(join(tmpdir(), 'puptime-remote-'));
  const git = async (...parameters: string[]) => {
    const { stdout } = await run('git', parameters, { cwd: dir, maxBuffer: 1 << 30 });
    return stdout.replace(/\n$/, '');
  };
  await git('init', '--bare', '--quiet', '--initial-branch=main');
  await git('config', 'uploadpack.allowFilter', 'true');
  await git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  return {
    dir,
    url: `file://${dir}`,
    git,
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true, maxRetries: 5 }),
  };
}
