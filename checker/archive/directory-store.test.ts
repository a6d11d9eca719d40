import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DirectoryStore } from './directory-store.ts';

/** SHA-256 of `hello`. */
const HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
const hello = Buffer.from('hello');
let dir: string;
let store: DirectoryStore;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'puptime-store-'));
  store = new DirectoryStore(dir, { baseUrl: '/snapshots/' });
});
afterEach(() => rm(dir, { recursive: true }));

async function files(): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
}

it.each([
  ['image/webp', 'webp'],
  ['image/png', 'png'],
  ['application/json', 'json'],
  ['text/plain', 'txt'],
  ['text/html; charset=utf-8', 'txt'],
  ['TEXT/HTML', 'txt'],
  ['application/xhtml+xml', 'txt'],
  ['image/svg+xml', 'bin'],
  ['application/javascript', 'bin'],
  ['application/pdf', 'bin'],
  ['../../x.html', 'bin'],
])('keeps %s as .%s, so that no server takes a page for a page', async (mediaType, extension) => {
  const stored = await store.put(hello, mediaType);
  expect(stored).toEqual({ sha256: HELLO, mediaType, size: 5, url: `/snapshots/2c/${HELLO}.${extension}` });
  expect(await readFile(join(dir, '2c', `${HELLO}.${extension}`), 'utf8')).toBe('hello');
});

it('gives back what was put, and null for what was not', async () => {
  await store.put(hello, 'text/plain');
  expect(Buffer.from((await store.get(HELLO)) ?? []).toString()).toBe('hello');
  expect(await store.has(HELLO)).toBe(true);
  expect(await store.get('0'.repeat(64))).toBeNull();
  expect(await new DirectoryStore(join(dir, 'nowhere')).has(HELLO)).toBe(false);
});

it('keeps identical bytes once, and leaves no unfinished files', async () => {
  await Promise.all([
    store.put(hello, 'text/html'),
    store.put(hello, 'text/plain'),
    store.put(hello, 'text/html'),
  ]);
  expect(await files()).toEqual([`${HELLO}.txt`]);
});

it('says so when the bytes are no longer those of the name', async () => {
  await store.put(hello, 'text/plain');
  await writeFile(join(dir, '2c', `${HELLO}.txt`), 'jello');
  await expect(store.get(HELLO)).rejects.toThrow(`${HELLO}.txt: damaged`);
});

it('writes a file that was cut short again', async () => {
  await store.put(hello, 'text/plain');
  await writeFile(join(dir, '2c', `${HELLO}.txt`), 'hel');
  await store.put(hello, 'text/plain');
  expect(Buffer.from((await store.get(HELLO)) ?? []).toString()).toBe('hello');
});

it('follows no links out of its directory', async () => {
  const outside = join(dir, 'outside');
  await writeFile(outside, 'hello');
  const link = join(dir, '2c', `${HELLO}.txt`);
  await mkdir(dirname(link));
  await symlink(outside, link);
  expect(await store.get(HELLO)).toBeNull();
});

it('refuses names that are no SHA-256', async () => {
  await expect(store.get('../../etc/passwd')).rejects.toThrow();
});
