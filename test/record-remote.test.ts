import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DirectoryStore } from '../checker/archive/directory-store.ts';
import { keptObservation } from '../checker/domain/observation-builder.ts';
import { aHash, aResult, aRun, aVisit } from '../checker/domain/run-builders.ts';
import { type GitRemote, makeGitRemote } from './git-remote.ts';

let remote: GitRemote;
let dir: string;
beforeEach(async () => {
  remote = await makeGitRemote();
  dir = await mkdtemp(join(tmpdir(), 'puptime-record-remote-'));
});
afterEach(async () => {
  await remote[Symbol.asyncDispose]();
  await rm(dir, { recursive: true });
});

const puptime = (...parameters: string[]) =>
  promisify(execFile)(process.execPath, [join(import.meta.dirname, '../checker/cli.ts'), ...parameters], {
    cwd: dir,
  });

it('keeps runs on one branch and their evidence on another, and verifies both from clones', async () => {
  const at = '2026-11-23T14:07:00.000Z';
  const store = new DirectoryStore(join(dir, 'results/snapshots'));
  const { sha256: evidence } = await store.put(
    Buffer.from(JSON.stringify(keptObservation(at))),
    'application/json',
  );
  const visits = [0, 6].map((minutes) =>
    aVisit({ at: `2026-11-23T14:0${7 + minutes / 6}:00.000Z`, outcome: 'down', text: aHash('a'), evidence }),
  );
  await mkdir(join(dir, 'results'), { recursive: true });
  const run = aRun({ startedAt: at, results: { 'oh-register': aResult(visits) } });
  await writeFile(join(dir, 'results/run.json'), JSON.stringify(run));

  const { stdout } = await puptime('record', '--results', 'results', '--remote', remote.url);
  expect(stdout).toContain(
    `recorded 2026-11-23 14:07 · 0 up · 1 down → runs/2026/11/23/140700-${run.id}.json in branch data`,
  );
  const subjects = await remote.git('log', '--format=%D %s', '--branches');
  expect(subjects).toContain('data 2026-11-23 14:07 · 0 up · 1 down');
  expect(subjects).toContain('snapshots 2026-11-23 14:07 · 0 up · 1 down');

  for (const branch of ['data', 'snapshots'])
    await promisify(execFile)('git', ['clone', '-q', '--branch', branch, remote.url, join(dir, branch)]);
  const verified = await puptime('verify', '--data', 'data', '--snapshots', 'snapshots');
  expect(verified.stdout).toMatch(/^data holds/);
  await expect(puptime('record', '--results', 'results', '--remote', remote.url)).resolves.toMatchObject({
    stdout: expect.stringContaining('already recorded'),
  });
});
