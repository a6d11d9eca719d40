import { describe, expect, it } from 'vitest';
import { makeGitRemote } from '../git-remote.ts';
import { GitDir } from './git-dir.ts';
import { HandClock, octokitOf, repositoryOf, told } from './rig.ts';
import { startGitHub } from './stand-in.ts';

const ADA = { name: 'Ada', email: 'ada@example.org', date: '2026-11-01T00:00:00Z' };

/** A repository with one commit of one file, and a client that may write to it. */
async function aRepository() {
  const remote = await makeGitRemote();
  const git = new GitDir(remote.dir);
  const blob = git.writeBlob(Buffer.from('Hello.\n'));
  const tree = git.writeTree(null, [{ path: 'docs/hello.md', mode: '100644', sha: blob }]);
  const sha = git.writeCommit(tree, [], 'Begin', { author: ADA, committer: ADA });
  git.setRef('refs/heads/main', sha);
  const clock = new HandClock('2026-11-02T12:00:00Z');
  const standIn = await startGitHub({ gitDir: remote.dir, rights: { contents: 'write' }, now: clock.now });
  return {
    ...{ remote, git, standIn, blob, tree, sha },
    client: octokitOf(standIn),
    here: repositoryOf(standIn),
    [Symbol.asyncDispose]: async () => {
      await standIn.close();
      await remote[Symbol.asyncDispose]();
      expect(standIn.faults).toEqual([]);
    },
  };
}

describe('git behind the API', () => {
  it('begins a branch without a history, and shows it', async () => {
    await using repository = await aRepository();
    const { client, here, remote } = repository;
    const { git, repos } = client;
    expect(await told(git.getRef({ ...here, ref: 'heads/data' }))).toBe('404 Not Found');
    expect(await told(repos.getBranch({ ...here, branch: 'data' }))).toBe('404 Branch not found');
    const { data: blob } = await git.createBlob({ ...here, content: 'AAE=', encoding: 'base64' });
    const { data: tree } = await git.createTree({
      ...here,
      tree: [
        { path: 'README.md', mode: '100644', type: 'blob', content: 'The record.\n' },
        { path: 'deep/er/bytes', mode: '100755', type: 'blob', sha: blob.sha },
      ],
    });
    const { data: commit } = await git.createCommit({ ...here, message: 'Begin the record', tree: tree.sha });
    expect(commit).toMatchObject({
      message: 'Begin the record',
      parents: [],
      author: { name: 'github-actions[bot]', date: '2026-11-02T12:00:00Z' },
    });
    const { data: ref } = await git.createRef({ ...here, ref: 'refs/heads/data', sha: commit.sha });
    expect(ref).toMatchObject({ ref: 'refs/heads/data', object: { type: 'commit', sha: commit.sha } });
    expect((await git.getRef({ ...here, ref: 'heads/data' })).data).toEqual(ref);
    expect((await repos.getBranch({ ...here, branch: 'data' })).data).toMatchObject({
      name: 'data',
      commit: { sha: commit.sha, commit: { message: 'Begin the record' } },
    });
    expect(await remote.git('log', '--format=%an <%ae> %s', 'data')).toBe(
      'github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com> Begin the record',
    );
    expect(await remote.git('ls-tree', '-r', '--format=%(objectmode) %(path)', 'data')).toBe(
      '100644 README.md\n100755 deep/er/bytes',
    );
    await remote.git('fsck', '--strict');
  });

  it('builds on what is there, and moves a branch on', async () => {
    await using repository = await aRepository();
    const { client, here, remote, tree, sha } = repository;
    const { git } = client;
    const { data: next } = await git.createTree({
      ...here,
      base_tree: tree,
      tree: [
        { path: 'docs/hello.md', mode: '100644', type: 'blob', sha: null },
        { path: 'docs/bye.md', mode: '100644', type: 'blob', content: 'Bye.\n' },
      ],
    });
    const { data: commit } = await git.createCommit({
      ...here,
      message: 'Say bye',
      tree: next.sha,
      parents: [sha],
      author: ADA,
    });
    await git.updateRef({ ...here, ref: 'heads/main', sha: commit.sha });
    expect(await remote.git('log', '--format=%s by %an', 'main')).toBe('Say bye by Ada\nBegin by Ada');
    expect(await told(git.updateRef({ ...here, ref: 'heads/main', sha }))).toBe(
      '422 Update is not a fast forward',
    );
    const { data: listed } = await git.getTree({ ...here, tree_sha: 'main', recursive: 'true' });
    expect(listed.tree).toMatchObject([
      { path: 'docs', type: 'tree' },
      { path: 'docs/bye.md', type: 'blob', size: 5 },
    ]);
    expect((await git.getCommit({ ...here, commit_sha: commit.sha })).data.parents).toMatchObject([{ sha }]);
  });

  it('refuses what does not fit', async () => {
    await using repository = await aRepository();
    const { client, here, tree, sha, blob } = repository;
    const { git } = client;
    const nothing = '0'.repeat(39).concat('1');
    const entry = { path: 'a', mode: '100644', type: 'blob' } as const;
    const put = (...entries: object[]) => told(git.createTree({ ...here, tree: entries }));
    expect([
      await told(git.createRef({ ...here, ref: 'refs/heads/main', sha })),
      await told(git.createRef({ ...here, ref: 'refs/heads/new', sha: nothing })),
      await told(git.createRef({ ...here, ref: 'heads/new', sha })),
      await told(git.createRef({ ...here, ref: 'refs/heads/a..b', sha })),
      await told(git.updateRef({ ...here, ref: 'heads/new', sha })),
      await told(git.createCommit({ ...here, message: 'x', tree: blob })),
      await told(git.createCommit({ ...here, message: 'x', tree, parents: [tree] })),
      await told(git.createTree({ ...here, base_tree: nothing, tree: [{ ...entry, content: '' }] })),
      await put({ ...entry, sha: nothing }),
      await put({ ...entry, sha: blob, content: '' }),
      await put(entry),
      await put({ ...entry, path: '../a', content: '' }),
      await told(git.getTree({ ...here, tree_sha: 'gone' })),
      await told(git.getCommit({ ...here, commit_sha: tree })),
    ]).toEqual([
      '422 Reference already exists',
      '422 Object does not exist',
      '422 heads/new is not a valid ref name.',
      '422 refs/heads/a..b is not a valid ref name.',
      '422 Reference does not exist',
      '422 Tree SHA does not exist',
      '422 Parent SHA does not exist or is not a commit object',
      '422 base_tree is not a tree oid',
      `422 tree.sha ${nothing} is not a valid blob`,
      '422 Must supply either tree.sha or tree.content, not both',
      '422 Must supply tree.sha or tree.content',
      '422 tree.path contains a malformed path component',
      '404 Not Found',
      '404 Not Found',
    ]);
  });

  it('is a 409 where nothing was pushed yet', async () => {
    await using remote = await makeGitRemote();
    await using standIn = await startGitHub({ gitDir: remote.dir, rights: { contents: 'write' } });
    const { git } = octokitOf(standIn);
    const here = repositoryOf(standIn);
    expect([
      await told(git.getRef({ ...here, ref: 'heads/main' })),
      await told(git.createBlob({ ...here, content: '' })),
    ]).toEqual(['409 Git Repository is empty.', '409 Git Repository is empty.']);
    expect(standIn.faults).toEqual([]);
  });

  it('is not served, and noted, where no repository was given', async () => {
    await using standIn = await startGitHub();
    const request = octokitOf(standIn).git.getRef({ ...repositoryOf(standIn), ref: 'heads/main' });
    expect(await told(request)).toBe('501 the stand-in was given no gitDir');
    expect(standIn.faults).toHaveLength(1);
  });
});
