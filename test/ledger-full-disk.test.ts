import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aResult, aRun, aVisit } from '../checker/domain/run-builders.ts';
import type { RunRecord } from '../checker/domain/run-record.ts';
import { OpenLedger } from '../checker/ledger/open-ledger.ts';
import { aRemoteHome, assertWhole, directoryHome, OUTSIDE } from './ledger-home.ts';
import { ROOT } from './puptime.ts';
import { randomOf } from './seeded-random.ts';

const FIRST = aRunOf(1, '2026-03-30T20:00:00.000Z');
/** Of so many sites that each file that follows from it is large, with a note that git cannot make smaller. */
const LARGE = { ...aRunOf(700, '2026-03-30T21:00:00.000Z'), notes: [noise(400_000)] };

function aRunOf(sites: number, at: string): RunRecord {
  const ids = Array.from({ length: sites }, (_, i) => `oh-register-${i}`);
  const result = aResult([aVisit({ at, outcome: 'down' })]);
  return aRun({ startedAt: at, results: Object.fromEntries(ids.map((id) => [id, result])) });
}

function noise(bytes: number): string {
  const random = randomOf(1);
  return Buffer.from(Array.from({ length: bytes }, () => random() * 256)).toString('base64');
}

let dir: string;
let disk: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'puptime-full-'));
  disk = join(dir, 'disk');
  await mkdir(disk);
  for (const [name, run] of Object.entries({ first: FIRST, large: LARGE })) {
    await mkdir(join(dir, name));
    await writeFile(join(dir, name, 'run.json'), JSON.stringify(run));
  }
});
afterEach(() => rm(dir, { recursive: true }));

/** What one call of the command left. */
interface Called {
  code: number;
  err: string;
  /** Copy of the disk afterwards. */
  copy: string;
}

/** Calls `record` for results folders one after another on a small disk, and for the last one again when there is room. */
async function recordOn(
  size: string,
  env: Record<string, string>,
  folders: string[],
  options: readonly string[],
) {
  const names = [...folders, 'again'];
  const script = [
    'mount -t tmpfs -o size="$SIZE" tmpfs "$DISK"',
    ...names.flatMap((name, i) => [
      ...(name === 'again' ? ['mount -o remount,size=64m "$DISK"'] : []),
      `"$@" --results ${folders[i] ?? folders.at(-1)} 2> called-${name}.err && echo 0 > called-${name}.code || echo $? > called-${name}.code`,
      `cp -a "$DISK" called-${name}`,
    ]),
  ].join('\n');
  const puptime = [
    process.execPath,
    join(ROOT, 'checker/cli.ts'),
    'record',
    '--snapshots',
    'snapshots',
    ...options,
  ];
  const inside = ['--map-root-user', '--mount', 'sh', '-ec', script, 'sh', ...puptime];
  await promisify(execFile)('unshare', inside, {
    cwd: dir,
    env: { PATH: process.env.PATH, SIZE: size, DISK: disk, ...env },
  });
  const called = names.map(async (name): Promise<Called> => {
    const read = (end: string) => readFile(join(dir, `called-${name}.${end}`), 'utf8');
    return { code: Number(await read('code')), err: await read('err'), copy: join(dir, `called-${name}`) };
  });
  return Promise.all(called);
}

it.each(['200k', '800k', '1000k'])(
  'fails clearly on a data directory of %s, writes nothing by halves, and succeeds with room',
  async (size) => {
    const calls = await recordOn(size, {}, ['first', 'large'], ['--data', disk]);
    const [first, large, again] = calls as [Called, Called, Called];
    expect(first.code, first.err).toBe(0);
    expect(large.err).toMatch(
      /^[^\n]*disk\/\S+ could not be written: .*no space left.*; make room on the disk.*\n$/i,
    );
    expect(large.code).toBe(1);
    for (const entry of await readdir(large.copy, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      expect(entry.name).not.toMatch(/tmp$/);
      const text = await readFile(join(entry.parentPath, entry.name), 'utf8');
      expect(() => JSON.parse(text.split('\n{"path"')[0] ?? ''), entry.name).not.toThrow();
    }
    expect(again.code, again.err).toBe(0);
    await assertWhole(directoryHome(again.copy), [FIRST, LARGE]);
  },
);

it.each(['20k', '100k', '300k'])(
  'fails clearly with %s for temporary files, leaves the remote as it was, and succeeds with room',
  async (size) => {
    await using home = await aRemoteHome();
    await using ledger = new OpenLedger(await home.store(), OUTSIDE);
    await ledger.record(FIRST);
    const calls = await recordOn(size, { TMPDIR: disk }, ['large'], home.options);
    const [large, again] = calls as [Called, Called];
    expect(large.err).toMatch(
      /^[^\n]*could not be (opened|read|written): [^\n]*; make room on the disk[^\n]*\n$/,
    );
    expect(large.code).toBe(1);
    expect(await readdir(large.copy)).toEqual([]);
    expect(again.code, again.err).toBe(0);
    expect(await home.remote.git('rev-list', '--count', 'data')).toBe('2');
    await assertWhole(home, [FIRST, LARGE]);
  },
);
