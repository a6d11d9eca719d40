import { execFile } from 'node:child_process';
import { stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GitRemote, makeGitRemote } from '../../test/git-remote.ts';
import { GitFailure } from './git.ts';
import { type BranchCommit, RemoteBranch } from './remote-branch.ts';

let remote: GitRemote;
const opened: RemoteBranch[] = [];
beforeEach(async () => {
  remote = await makeGitRemote();
});
afterEach(async () => {
  for (const branch of opened.splice(0)) await branch[Symbol.asyncDispose]();
  await remote[Symbol.asyncDispose]();
});

const at = new Date('2026-11-23T14:07:00Z');
const bytes = (text: string) => Buffer.from(text);
const text = (message: string) => ({ message, at });

async function open(url = remote.url): Promise<RemoteBranch> {
  const branch = await RemoteBranch.open({ url }, 'data', new AbortController().signal);
  opened.push(branch);
  return branch;
}

/** Commits files and pushes them. */
async function put(
  branch: RemoteBranch,
  files: Record<string, string | null>,
  message = 'More',
): Promise<boolean> {
  const tip = await branch.tip();
  const changes = Object.entries(files).map(
    ([path, value]) => [path, value === null ? null : bytes(value)] as const,
  );
  const commit = await branch.commit(tip, new Map(changes), text(message));
  return branch.push(commit, tip?.id ?? null);
}

describe('a branch of a remote', () => {
  it('is begun as an orphan, written to and read', async () => {
    const branch = await open();
    expect(await branch.tip()).toBeNull();
    expect(await put(branch, { 'README.md': 'Hello\n', 'runs/2026/a.json': '{}' }, 'Begin')).toBe(true);
    const binary = Buffer.from([0xff, 0, 10, 0xfe]);
    const tip = await branch.tip();
    const commit = await branch.commit(
      tip,
      new Map([
        ['bin', binary],
        ['runs/2026/a.json', null],
      ]),
      text('More'),
    );
    expect(await branch.push(commit, tip?.id ?? null)).toBe(true);

    const other = await open();
    const now = await other.tip();
    expect([...(now?.files.keys() ?? [])]).toEqual(['README.md', 'bin']);
    const read = now && (await other.read(now, ['bin', 'README.md', 'nowhere']));
    expect(read?.get('bin')?.equals(binary)).toBe(true);
    expect(read?.get('README.md')?.toString()).toBe('Hello\n');
    expect(read?.has('nowhere')).toBe(false);
    expect(await remote.git('log', '--format=%s|%an|%ci', 'data')).toBe(
      'More|github-actions[bot]|2026-11-23 14:07:00 +0000\nBegin|github-actions[bot]|2026-11-23 14:07:00 +0000',
    );
    await remote.git('fsck', '--strict');
  });

  it('fetches no contents but those that are read', async () => {
    const first = await open();
    await put(first, { big: 'x'.repeat(1_000), small: 'y' });
    const branch = await open();
    const tip = await branch.tip();
    if (tip) await branch.read(tip, ['small']);
    const { stdout } = await promisify(execFile)('git', [
      ...['-C', branch.dir, 'cat-file', '--batch-all-objects'],
      '--batch-check=%(objecttype) %(objectsize)',
    ]);
    expect(stdout.split('\n').filter((line) => line.startsWith('blob'))).toEqual(['blob 1']);
  });

  it.each(['was pushed', 'lost a race'])(
    'reads what it had not needed before its own commit %s',
    async (fate) => {
      const [one, other] = [await open(), await open()];
      await put(one, { a: '1', b: '2' });
      const base = await other.tip();
      const commit = await other.commit(base, new Map([['c', bytes('3')]]), text('More'));
      if (fate === 'lost a race') await put(one, { d: '4' });
      expect(await other.push(commit, base?.id ?? null)).toBe(fate === 'was pushed');
      const now = await other.tip();
      expect(String(now && (await other.read(now, ['b'])).get('b'))).toBe('2');
    },
  );

  it('refuses to overwrite what another wrote meanwhile', async () => {
    const [one, other] = [await open(), await open()];
    await put(one, { a: '1' });
    const before = await other.tip();
    await put(one, { a: '2' });
    const commit = await other.commit(before, new Map([['a', bytes('3')]]), text('Late'));
    expect(await other.push(commit, before?.id ?? null)).toBe(false);
    expect(await remote.git('show', 'data:a')).toBe('2');
  });

  it('refuses to begin a branch that another began meanwhile', async () => {
    const [one, other] = [await open(), await open()];
    expect(await other.tip()).toBeNull();
    await put(one, { a: '1' });
    const commit = await other.commit(null, new Map([['a', bytes('2')]]), text('Begin'));
    expect(await other.push(commit, null)).toBe(false);
  });

  it('walks back through the history, further than was fetched', async () => {
    const branch = await open();
    let parent: BranchCommit | null = null;
    for (let i = 0; i < 40; i += 1) {
      const id: string = await branch.commit(parent, new Map([['n', bytes(String(i))]]), text('More'));
      parent = { id, files: new Map() };
    }
    await branch.push(parent?.id ?? '', null);
    const fresh = await open();
    const seen: string[] = [];
    for (let commit = await fresh.tip(); commit; commit = await fresh.before(commit)) {
      seen.push(String((await fresh.read(commit, ['n'])).get('n')));
    }
    expect(seen).toEqual(Array.from({ length: 40 }, (_, i) => String(39 - i)));
  });

  it('forgets its history only when nobody wrote meanwhile', async () => {
    const [one, other] = [await open(), await open()];
    await put(one, { a: '1' });
    await put(one, { a: '2', b: '3' });
    const base = await other.tip();
    const drop = await other.commit(base, new Map([['b', null]]), text('Drop'));
    const root = await other.rootOf(drop, text('Begin anew'));
    await put(one, { c: '4' });
    expect(await other.push(root, base?.id ?? null, { rewrite: true })).toBe(false);

    const now = await other.tip();
    const again = await other.rootOf(
      await other.commit(now, new Map([['b', null]]), text('Drop')),
      text('Begin anew'),
    );
    expect(await other.push(again, now?.id ?? null, { rewrite: true })).toBe(true);
    expect(await remote.git('log', '--format=%s', 'data')).toBe('Begin anew');
    expect(await remote.git('ls-tree', '--name-only', 'data')).toBe('a\nc');
    await remote.git('fsck', '--strict');
  });

  it('knows its own push when the answer got lost', async () => {
    const branch = await open();
    const commit = await branch.commit(null, new Map([['a', bytes('1')]]), text('Begin'));
    expect(await branch.push(commit, null)).toBe(true);
    expect(await branch.push(commit, null)).toBe(true);
  });

  it('fails with what git said when the remote refuses, and changes nothing', async () => {
    await writeFile(
      join(remote.dir, 'hooks/pre-receive'),
      '#!/bin/sh\necho "closed for today" >&2\nexit 1\n',
      {
        mode: 0o755,
      },
    );
    const branch = await open();
    await expect(put(branch, { a: '1' })).rejects.toThrow(/closed for today/);
    expect(await branch.tip()).toBeNull();
  });

  it('is found by a path from where the program runs', async () => {
    await put(await open(), { a: '1' });
    const branch = await open(relative(process.cwd(), remote.dir));
    expect([...((await branch.tip())?.files.keys() ?? [])]).toEqual(['a']);
  });

  it('fails when there is no remote', async () => {
    const branch = await open('file:///nowhere/at/all');
    await expect(branch.tip()).rejects.toThrow(GitFailure);
  });

  it.each(['../a', 'a/../b', '/a', 'a//b', '', '.', '.git/config', 'a\0b'])(
    'refuses the path %j',
    async (path) => {
      const branch = await open();
      await expect(branch.commit(null, new Map([[path, bytes('1')]]), text('x'))).rejects.toThrow(
        /not a path/,
      );
    },
  );

  it('writes and takes away files of any name', async () => {
    const names = ['a b', 'a\nb', '"a"', 'a\\b', 'ä/ö', '-x', '$(x)'];
    const branch = await open();
    await put(branch, Object.fromEntries(names.map((name) => [name, name])));
    const tip = await branch.tip();
    expect([...(tip?.files.keys() ?? [])].sort()).toEqual(names.toSorted());
    await put(branch, { ...Object.fromEntries(names.map((name) => [name, null])), last: '' });
    expect([...((await branch.tip())?.files.keys() ?? [])]).toEqual(['last']);
  });

  it('leaves no folder behind, and no token to other users', async () => {
    const access = { url: 'https://git.example/acme/x', token: 's3cret' };
    const branch = await RemoteBranch.open(access, 'data', new AbortController().signal);
    expect((await stat(branch.dir)).mode & 0o077).toBe(0);
    await branch[Symbol.asyncDispose]();
    await expect(stat(branch.dir)).rejects.toThrow(/ENOENT/);
  });
});
