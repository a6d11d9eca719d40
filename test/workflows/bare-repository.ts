import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const AUTHOR = { name: 'GitHub', email: 'noreply@github.com' };

/** Output of a git command in a bare repository, without the last line feed. Rejects when it fails. */
export async function gitIn(dir: string, ...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', words, {
    cwd: dir,
    maxBuffer: 1 << 28,
    env: {
      ...process.env,
      GIT_AUTHOR_NAME: AUTHOR.name,
      GIT_AUTHOR_EMAIL: AUTHOR.email,
      GIT_COMMITTER_NAME: AUTHOR.name,
      GIT_COMMITTER_EMAIL: AUTHOR.email,
    },
  });
  return stdout.replace(/\n$/, '');
}
