import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PuptimeError } from '../../domain/puptime-error.ts';
import { makeKeys } from './keys.ts';

let parent = '';
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'puptime-keys-test-'));
});
afterEach(() => rm(parent, { recursive: true }));

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

it('makes two different ed25519 pairs that nobody else can read', async () => {
  await using keys = await makeKeys(join(parent, 'run', 'one'));
  expect(await modeOf(keys.dir)).toBe('700');
  expect(await modeOf(keys.client.path)).toBe('600');
  expect(keys.client.publicKey).toMatch(/^ssh-ed25519 [A-Za-z0-9+/]{68} puptime$/);
  expect(keys.hostKey.publicKey).toMatch(/^ssh-ed25519 [A-Za-z0-9+/]{68} puptime$/);
  expect(keys.hostKey.publicKey).not.toBe(keys.client.publicKey);
  const derived = execFileSync('ssh-keygen', ['-y', '-f', keys.client.path], { encoding: 'utf8' });
  expect(derived.trim()).toBe(keys.client.publicKey);
});

it('keeps the private half of the host key in memory alone', async () => {
  await using keys = await makeKeys(parent);
  expect(keys.hostKey.privateKey).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----\n/);
  expect((await readdir(keys.dir)).toSorted()).toEqual(['client', 'client.pub', 'host.pub']);
});

it('leaves nothing when it is disposed of', async () => {
  {
    await using keys = await makeKeys(parent);
    expect(await readdir(parent)).toEqual([keys.dir.slice(parent.length + 1)]);
  }
  expect(await readdir(parent)).toEqual([]);
});

it('says what to install where OpenSSH is missing, and leaves nothing', async () => {
  const made = makeKeys(parent, { PATH: parent });
  await expect(made).rejects.toThrow(PuptimeError);
  await expect(made).rejects.toThrow(/^ssh could not be started.*apt-get install openssh-client/);
  expect(await readdir(parent)).toEqual([]);
});
