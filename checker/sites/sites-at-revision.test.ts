import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sitesAtRevision } from './sites-at-revision.ts';

let folder: string;
const file = (name = 'sites.json') => join(folder, name);
const git = (...words: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.invalid', ...words], { cwd: folder });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'puptime-revision-'));
  git('init', '--quiet', '--initial-branch=main');
  await writeFile(file(), 'one\n');
  git('add', '.');
  git('commit', '--quiet', '-m', 'one');
  await writeFile(file(), 'two\n');
  git('commit', '--quiet', '-am', 'two');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it('reads the file as it was at a revision', async () => {
  expect(await sitesAtRevision(file(), 'HEAD~1')).toBe('one\n');
  expect(await sitesAtRevision(file(), 'main')).toBe('two\n');
});

it('answers null when the file was not there', async () => {
  await writeFile(file('new.json'), 'new\n');
  expect(await sitesAtRevision(file('new.json'), 'HEAD')).toBeNull();
});

it.each(['nowhere', '--output=x', ''])('says how to mend the unknown revision %j', async (revision) => {
  await expect(sitesAtRevision(file(), revision)).rejects.toMatchObject({
    name: 'PuptimeError',
    exitCode: 2,
    message: expect.stringMatching(
      /^--changed-since .*: expected a commit, branch or tag that this clone has/,
    ),
  });
});

it('says so where there is no repository', async () => {
  const bare = await mkdtemp(join(tmpdir(), 'puptime-no-repository-'));
  await expect(sitesAtRevision(join(bare, 'sites.json'), 'HEAD')).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining('cannot ask git'),
  });
  await rm(bare, { recursive: true });
});
