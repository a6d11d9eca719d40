import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MemoryLedger } from '../../test/ledger-memory.ts';
import { mirrorLedger } from './mirror.ts';

const FILES = {
  'runs/2026/11/23/140700-a.json': '{"a":1}',
  'chain/2026-11.ndjson': '{"line":1}\n',
  'days/2026-11-23.json': '{"day":1}',
  'incidents/2026.json': '{"year":1}',
  'quarantine/runs/x.json': '{',
  'annotations.json': '{"annotations":1}',
  'state.json': '{"state":1}',
};
/** Of a branch, and nothing that a reader of plain files needs. */
const LEFT_OUT = { 'README.md': 'Hello', '.github/x.yml': 'x' };

let dir: string;
beforeEach(async () => {
  dir = join(await mkdtemp(join(tmpdir(), 'puptime-mirror-')), 'live');
});
afterEach(() => rm(join(dir, '..'), { recursive: true }));

/** Mirrors a ledger of these files; gives the paths that were read for it. */
async function mirror(files: Record<string, string>): Promise<string[]> {
  const ledger = new MemoryLedger(Object.entries(files));
  await mirrorLedger(ledger, dir);
  return ledger.reads.toSorted();
}

/** Texts of what the directory has, but for what the mirror keeps for itself. */
async function mirrored(): Promise<Record<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = paths.map(
    async (path) => [path.slice(dir.length + 1), await readFile(path, 'utf8')] as const,
  );
  const { '.mirror.json': _, ...rest } = Object.fromEntries(await Promise.all(texts));
  return rest;
}

it('copies every part of a ledger, and nothing else', async () => {
  expect(await mirror({ ...FILES, ...LEFT_OUT })).toEqual(Object.keys(FILES).sort());
  expect(await mirrored()).toEqual(FILES);
});

it('reads nothing again that is there already, and leaves it alone', async () => {
  await mirror(FILES);
  const before = await stat(join(dir, 'state.json'));
  expect(await mirror(FILES)).toEqual([]);
  expect((await stat(join(dir, 'state.json'))).ino).toBe(before.ino);
});

it('follows what is changed, added and taken away, and reads that alone', async () => {
  await mirror(FILES);
  const { 'days/2026-11-23.json': _, ...rest } = FILES;
  const later = { ...rest, 'state.json': '{"state":2}', 'days/2026-11-24.json': '{"day":2}' };
  expect(await mirror(later)).toEqual(['days/2026-11-24.json', 'state.json']);
  expect(await mirrored()).toEqual(later);
});

it('empties itself with the ledger', async () => {
  await mirror(FILES);
  await mirror({});
  expect(await mirrored()).toEqual({});
});

it.each(['', '{', 'null', '[]', '{"version":2,"files":{}}', '{"version":1,"files":{"a":1}}', '\u{fffd}'])(
  'copies everything again where it cannot tell what it has: %j',
  async (text) => {
    await mirror(FILES);
    await writeFile(join(dir, '.mirror.json'), text);
    const later = { ...FILES, 'state.json': '{"state":2}' };
    expect(await mirror(later)).toEqual(Object.keys(FILES).sort());
    expect(await mirrored()).toEqual(later);
    expect(await mirror(later)).toEqual([]);
  },
);

it('writes the state after all that follows from it, and what it has copied last of all', async () => {
  await mirror(FILES);
  const times = await Promise.all(
    [...Object.keys(FILES), '.mirror.json'].map(async (path) => {
      return { path, at: (await stat(join(dir, path), { bigint: true })).mtimeNs };
    }),
  );
  const last = times.sort((a, b) => Number(a.at - b.at)).slice(-2);
  expect(last.map(({ path }) => path)).toEqual(['state.json', '.mirror.json']);
});

it('takes away nothing outside of itself, whatever it is told that it had', async () => {
  await mirror(FILES);
  const outside = join(dir, '..', 'outside.json');
  await writeFile(outside, 'mine');
  await writeFile(join(dir, '.mirror.json'), '{"version":1,"files":{"../outside.json":"x"}}');
  await mirror(FILES);
  expect(await readFile(outside, 'utf8')).toBe('mine');
});
