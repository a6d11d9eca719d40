import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MemoryLedger } from '../../test/ledger-memory.ts';
import { emptyLedger } from '../domain/ledger.ts';
import { mirrorLedger, mirrorPart } from './mirror.ts';
import { refusePart } from './mirror-mark.ts';

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

const RUNS = ['runs/2026/11/22/140700-a.json', 'runs/2026/11/23/140700-b.json'];
const LARGE = {
  ...FILES,
  'state.json': JSON.stringify(emptyLedger().state),
  'issues.json': '{"issues":1}',
  'days/2026-11-22.json': '{"day":0}',
  ...Object.fromEntries(RUNS.map((path) => [path, JSON.stringify({ path })])),
};

/** Mirrors of a ledger what names the 22nd; gives what was read for it, without the state, and what was told. */
async function mirrorTwentySecond(files: Record<string, string> | null) {
  const ledger = files && new MemoryLedger(Object.entries(files));
  const part = await mirrorPart(ledger, dir, (_, runs) => [
    ...runs.filter((path) => path.includes('/22/')),
    'days/2026-11-22.json',
    'days/2026-11-01.json',
    'chain/2026-11.ndjson',
  ]);
  return { part, reads: new Set(ledger?.reads.filter((path) => path !== 'state.json')) };
}

it('copies of a large ledger the runs and days that somebody needs, and tells which runs there are', async () => {
  const { part, reads } = await mirrorTwentySecond(LARGE);
  const wanted = ['annotations.json', 'days/2026-11-22.json', 'incidents/2026.json', 'issues.json', RUNS[0]];
  expect([...reads].sort()).toEqual(wanted);
  expect(Object.keys(await mirrored()).sort()).toEqual([...wanted, 'state.json']);
  expect(part.runs).toEqual([RUNS[0], 'runs/2026/11/23/140700-a.json', RUNS[1]]);
  const texts = Object.values(await mirrored());
  expect(part).toMatchObject({ files: 6, bytes: texts.reduce((sum, text) => sum + text.length, 0) });
  await expect(refusePart(dir)).rejects.toThrow('holds a part of a ledger');
  expect((await mirrorTwentySecond(LARGE)).part).toMatchObject({ files: 0, bytes: 0 });
});

it('makes of a part the whole, and of the whole no part', async () => {
  await mirrorTwentySecond(LARGE);
  expect(await mirror(LARGE)).toHaveLength(Object.keys(LARGE).length - 6);
  expect(await mirrored()).toEqual(LARGE);
  await refusePart(dir);
  await mirrorTwentySecond(LARGE);
  expect(await mirrored()).toEqual(LARGE);
  await refusePart(dir);
});

it('copies the rest of a part whose ledger went on, also what it had and did not need any more', async () => {
  await mirror(LARGE);
  const later = { ...LARGE, 'days/2026-11-23.json': '{"day":2}' };
  await mirrorTwentySecond(later);
  expect(await mirrored()).toEqual(LARGE);
  await expect(refusePart(dir)).rejects.toThrow('part');
  expect(await mirror(later)).toEqual(['days/2026-11-23.json']);
});

it('empties a part with the ledger, and needs none', async () => {
  await mirrorTwentySecond(LARGE);
  expect((await mirrorTwentySecond(null)).part).toEqual({ files: 0, bytes: 0, runs: [] });
  expect(await mirrored()).toEqual({});
});

it('leaves it to whoever reads the copy to say what is wrong with a state that it cannot read', async () => {
  const { part } = await mirrorTwentySecond({ ...LARGE, 'state.json': '{' });
  expect(part.files).toBe(4);
  expect(await mirrored()).toMatchObject({ 'state.json': '{' });
});

it('puts no part over a ledger that is no mirror', async () => {
  await mirror(FILES);
  await rm(join(dir, '.mirror.json'));
  await expect(mirrorTwentySecond(LARGE)).rejects.toThrow('holds a ledger of its own');
  expect(await mirrored()).toEqual(FILES);
});

it('copies nothing from where a path leads outside', async () => {
  const outside = 'incidents/../../outside.json';
  await mirror({ ...FILES, [outside]: 'theirs' });
  await mirrorTwentySecond({ ...LARGE, [outside]: 'theirs' });
  expect(await readdir(join(dir, '..'))).toEqual(['live']);
});
