import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../puptime.ts';

/** Puts the project as it stands in the working tree on `main` of a bare repository, with some files in place of its own. */
export async function pushProject(
  remote: string,
  files: Readonly<Record<string, string>>,
  branch = 'main',
): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'puptime-project-'));
  try {
    const git = gitWith({ GIT_DIR: remote, GIT_INDEX_FILE: join(dir, 'index') });
    const add = { cwd: ROOT, env: { GIT_WORK_TREE: ROOT } };
    await git(['add', '--all', '.'], add);
    for (const [path, text] of Object.entries(files)) {
      await writeFile(join(dir, 'file'), text);
      const blob = await git(['hash-object', '-w', '--no-filters', join(dir, 'file')]);
      await git(['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`]);
    }
    const parent = await git(['for-each-ref', '--format=%(objectname)', 'refs/heads/main']);
    const words = ['commit-tree', await git(['write-tree']), ...(parent ? ['-p', parent] : [])];
    const commit = await git([...words, '-m', 'The project, with pages of its own']);
    await git(['update-ref', `refs/heads/${branch}`, commit]);
    return commit;
  } finally {
    await rm(dir, { recursive: true });
  }
}

const AUTHOR = { GIT_AUTHOR_NAME: 'Octo Cat', GIT_AUTHOR_EMAIL: 'octocat@example.org' };
const COMMITTER = { GIT_COMMITTER_NAME: 'Octo Cat', GIT_COMMITTER_EMAIL: 'octocat@example.org' };

function gitWith(env: Record<string, string>) {
  return async (
    words: readonly string[],
    how: { cwd?: string; env?: Record<string, string> } = {},
  ): Promise<string> => {
    const { stdout } = await promisify(execFile)('git', words, {
      ...(how.cwd === undefined ? {} : { cwd: how.cwd }),
      env: { ...process.env, ...AUTHOR, ...COMMITTER, ...env, ...how.env },
      maxBuffer: 1 << 28,
    });
    return stdout.trim();
  };
}
