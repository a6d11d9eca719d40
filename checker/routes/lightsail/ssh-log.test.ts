import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SshLog } from './ssh-log.ts';

const target = { host: 'a.example', port: 443 };
let dir = '';
let log: SshLog;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'puptime-ssh-log-'));
  log = new SshLog(join(dir, 'log'));
  await writeFile(log.path, 'Warning: something\n');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const failed = (channel: number, words: string) =>
  appendFile(log.path, `channel ${channel}: open failed: ${words}\r\n`);
const ended = (channel: number, host: string) =>
  appendFile(
    log.path,
    `debug1: channels.c:channel_free():7: channel ${channel}: free: direct-tcpip: listening port 5 for ${host} port 443, ` +
      'connect from 127.0.0.1 port 6 to 127.0.0.1 port 5, nchannels 2\r\n',
  );

it('finds the newest failure of a target, and none from before', async () => {
  await failed(1, 'connect failed: Connection refused');
  await ended(1, 'a.example');
  const place = await log.end();
  expect(await log.failureOf(target, place)).toBeNull();
  await failed(1, 'connect failed: Name or service not known');
  await ended(1, 'a.example');
  await failed(1, 'connect failed: Connection refused');
  await ended(1, 'b.example');
  expect(await log.failureOf(target, place)).toMatchObject({ kind: 'dns', code: 'ENOTFOUND' });
  expect(await log.failureOf(target, 0)).toMatchObject({ kind: 'dns' });
});

it('does not pretend to know whom a failure is about that names no target', async () => {
  await failed(1, 'connect failed: Name or service not known');
  expect(await log.failureOf(target, 0)).toMatchObject({ kind: 'connect', code: 'CHANNEL_FAILED' });
});

it('takes a refusal to forward for everyone’s', async () => {
  await failed(1, 'administratively prohibited: open failed');
  await ended(1, 'b.example');
  await failed(2, 'administratively prohibited: open failed');
  expect(await log.failureOf(target, 0)).toMatchObject({ kind: 'route', code: 'FORWARDING_REFUSED' });
});

it('is empty when its directory is gone', async () => {
  await rm(dir, { recursive: true });
  expect(await log.end()).toBe(0);
  expect(await log.since(0)).toBe('');
  expect(await log.failureOf(target, 0)).toBeNull();
});
