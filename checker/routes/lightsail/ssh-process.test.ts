import { pbkdf2 } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startSsh } from './ssh-process.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'puptime-ssh-process-'));
});
afterEach(() => rm(dir, { recursive: true }));

it('tells the end of an ssh that ended at once, however busy this process is with files', async () => {
  const starting = startSsh(['-o', 'NoSuchOption=1', 'localhost'], {
    logFile: join(dir, 'ssh.log'),
    outlive: false,
  });
  // What is done with files after opening the log waits behind these.
  const busy = Array.from({ length: 12 }, () => promisify(pbkdf2)('', '', 200_000, 64, 'sha512'));
  const ssh = await starting;
  expect(await ssh.ended).toBe(255);
  expect(ssh.over.aborted).toBe(true);
  await ssh.stop();
  expect(await readFile(join(dir, 'ssh.log'), 'utf8')).toContain('nosuchoption');
  await Promise.all(busy);
});
