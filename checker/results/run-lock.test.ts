import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockFolder } from './run-lock.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'puptime-lock-'));
});
afterEach(() => rm(dir, { recursive: true }));

it('holds a folder until it is let go, and names who holds it', async () => {
  const lock = await lockFolder(dir);
  await expect(lockFolder(dir)).rejects.toThrow(`another run is at work here (process ${process.pid})`);
  await lock[Symbol.asyncDispose]();
  expect(await readdir(dir)).toEqual([]);
  await (await lockFolder(dir))[Symbol.asyncDispose]();
});

it.each([
  ['of a process that is gone', String(spawnSync('true').pid)],
  ['that was never written whole', ''],
])('takes over a lock %s', async (_name, content) => {
  await writeFile(join(dir, '.lock'), content);
  await (await lockFolder(dir))[Symbol.asyncDispose]();
  expect(await readdir(dir)).toEqual([]);
});

it('makes the folder when it is not there yet', async () => {
  await (await lockFolder(join(dir, 'a', 'b')))[Symbol.asyncDispose]();
  expect(await readdir(join(dir, 'a', 'b'))).toEqual([]);
});
