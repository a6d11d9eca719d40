import { access, mkdir, readdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectGarbage, type GarbageReport } from '../checker/archive/collect-garbage.ts';
import { BranchArchive } from '../checker/archive/collect-garbage-branch.ts';
import type { DataSource } from '../checker/archive/collect-garbage-references.ts';
import { DirectoryStore } from '../checker/archive/directory-store.ts';
import type { Stretch } from '../checker/domain/retention-references.ts';
import type { RunRecord } from '../checker/domain/run-record.ts';
import { RemoteBranch } from '../checker/git/remote-branch.ts';
import { LedgerBranch } from '../checker/ledger/ledger-branch.ts';
import { type GitRemote, makeGitRemote } from './git-remote.ts';
import { puptime } from './puptime.ts';
import {
  aRunWith,
  briefly,
  ledgerFiles,
  NEVER,
  openStore,
  ownTemporaryFolder,
  pushFiles,
  putBundle,
  type StoredBundle,
  sha256Of,
} from './snapshots-rig.ts';

const NOW = '2026-11-23T14:07:00Z';
const TODAY = '2026-11-23T14:00:00.000Z';
let folder: Awaited<ReturnType<typeof ownTemporaryFolder>>;
let remote: GitRemote;
beforeEach(async () => {
  folder = await ownTemporaryFolder();
  remote = await makeGitRemote();
});
afterEach(async () => {
  await remote[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** Puts a bundle on the branch as if on a day. */
async function keep(name: string, day: string, shared?: string): Promise<StoredBundle> {
  await using store = await openStore(remote.url, `${day}T12:00:00Z`);
  const bundle = await putBundle(store, name, shared);
  await store.push(name);
  return bundle;
}

const record = (...runs: RunRecord[]) => pushFiles(remote.url, 'data', ledgerFiles(runs));
const files = async () => (await remote.git('ls-tree', '-r', '--name-only', 'snapshots')).split('\n');
const tip = () => remote.git('rev-parse', 'snapshots');

interface Wish {
  apply?: boolean;
  maxAgeDays?: number;
  budget?: number;
  corrections?: Stretch[];
  /** Called before the data is looked at for the nth time, from 1. */
  beforeLook?: (look: number) => Promise<void>;
}

/** Clears the branch in this process. */
async function clear(wish: Wish = {}): Promise<GarbageReport> {
  await using places = new AsyncDisposableStack();
  const open = async (branch: string) =>
    places.use(await RemoteBranch.open({ url: remote.url }, branch, NEVER));
  const outside = { now: () => new Date(NOW), random: Math.random, pause: briefly, log: () => undefined };
  const ledger = new LedgerBranch(await open('data'), outside);
  let looks = 0;
  const data: DataSource = {
    name: ledger.name,
    view: async () => {
      looks += 1;
      await wish.beforeLook?.(looks);
      return ledger.view();
    },
  };
  return await collectGarbage({
    ...outside,
    archive: new BranchArchive(await open('snapshots'), outside),
    data,
    corrections: wish.corrections ?? [],
    limits: { today: NOW.slice(0, 10), maxAgeDays: wish.maxAgeDays ?? 90, budget: wish.budget ?? 1e9 },
    apply: wish.apply ?? true,
  });
}

async function expectThere(...bundles: StoredBundle[]): Promise<void> {
  const names = (await files()).map((path) => path.replace(/^..\/|\.\w+$/g, ''));
  for (const { evidence, parts } of bundles)
    expect(names).toEqual(expect.arrayContaining([evidence, ...parts]));
}

async function expectGone(...bundles: StoredBundle[]): Promise<void> {
  const names = (await files()).map((path) => path.replace(/^..\/|\.\w+$/g, ''));
  for (const { evidence, parts } of bundles)
    for (const sha256 of [evidence, ...parts]) expect(names).not.toContain(sha256);
}

describe('clearing a branch', () => {
  it('keeps what the data refers to and what is young, and begins the branch anew in one commit', async () => {
    const old = await keep('old', '2026-01-01');
    const named = await keep('named', '2026-01-02');
    const young = await keep('young', '2026-11-01');
    await record(aRunWith(TODAY, named.evidence));
    const report = await clear();
    expect(report.fates).toEqual({
      referred: { snapshots: 5, bytes: expect.any(Number), oldest: '2026-01-02', newest: '2026-01-02' },
      fresh: { snapshots: 0, bytes: 0, oldest: null, newest: null },
      young: { snapshots: 5, bytes: expect.any(Number), oldest: '2026-11-01', newest: '2026-11-01' },
      old: { snapshots: 5, bytes: expect.any(Number), oldest: '2026-01-01', newest: '2026-01-01' },
      'over-budget': { snapshots: 0, bytes: 0, oldest: null, newest: null },
    });
    await expectThere(named, young);
    await expectGone(old);
    expect(await remote.git('rev-list', '--count', 'snapshots')).toBe('1');
    expect(await files()).toEqual(
      expect.arrayContaining(['README.md', 'added/2026-01.txt', 'added/2026-11.txt']),
    );
    expect(await remote.git('show', 'snapshots:added/2026-01.txt')).not.toContain(old.evidence);
    await remote.git('fsck', '--strict');
    await using store = await openStore(remote.url);
    expect(await store.get(old.evidence)).toBeNull();
    expect(await store.get(named.evidence)).not.toBeNull();
  });

  it('holds on to incidents that ended long ago, and to the stretches of corrections', async () => {
    const [good, bad, worse, better, corrected, other] = await Promise.all(
      ['good', 'bad', 'worse', 'better', 'corrected', 'other'].map((name) => keep(name, '2026-01-01')),
    );
    if (!good || !bad || !worse || !better || !corrected || !other) throw new Error('six were kept');
    const today = await keep('today', '2026-11-23');
    const at = (time: string) => `2026-01-01T${time}:00.000Z`;
    await record(
      aRunWith(at('10:00'), good.evidence),
      aRunWith(at('10:15'), bad.evidence, 'down'),
      aRunWith(at('10:30'), worse.evidence, 'down'),
      aRunWith(at('10:45'), better.evidence),
      aRunWith(at('11:00'), corrected.evidence),
      aRunWith(at('11:15'), other.evidence),
      aRunWith(TODAY, today.evidence),
    );
    const correction = { site: 'oh-register', from: '2026-01-01T10:50Z', to: '2026-01-01T11:10Z' };
    await clear({ corrections: [correction] });
    await expectThere(good, bad, worse, better, corrected, today);
    await expectGone(other);
  });

  it('removes the oldest when there is no room, and never what came today or yesterday', async () => {
    const before = await keep('before', '2026-10-01');
    const later = await keep('later', '2026-11-01');
    const fresh = await keep('fresh', '2026-11-22');
    const named = await keep('named', '2026-11-20');
    await record(aRunWith(TODAY, named.evidence));
    const { fates } = await clear({ apply: false });
    const always = fates.referred.bytes + fates.fresh.bytes;
    await clear({ budget: always + fates.young.bytes / 2 + 20 });
    await expectThere(later, fresh, named);
    await expectGone(before);
    await clear({ budget: 1 });
    await expectThere(fresh, named);
    await expectGone(later);
  });

  it('keeps a picture of long ago that young evidence shares', async () => {
    await keep('old', '2026-01-01', 'shared');
    const young = await keep('young', '2026-11-01', 'shared');
    await record(aRunWith(TODAY, young.evidence));
    await clear();
    await expectThere(young);
  });

  it('changes nothing the second time, nor in a dry run', async () => {
    await keep('old', '2026-01-01');
    await record(aRunWith(TODAY, (await keep('named', '2026-11-20')).evidence));
    const before = await tip();
    const told = await clear({ apply: false });
    expect(told.fates.old.snapshots).toBe(5);
    expect(await tip()).toBe(before);
    expect((await clear()).fates).toEqual(told.fates);
    const after = await tip();
    expect((await clear()).fates.old.snapshots).toBe(0);
    expect(await tip()).toBe(after);
  });

  it('clears a branch of everything, and can be written to afterwards', async () => {
    await keep('old', '2026-01-01');
    await record(aRunWith(TODAY, sha256Of('never kept')));
    await clear();
    expect(await files()).toEqual(['README.md', 'added/2026-01.txt']);
    const after = await tip();
    await clear();
    expect(await tip()).toBe(after);
    await expectThere(await keep('new', '2026-11-23'));
  });

  it('drops what is no snapshot, and trusts no line', async () => {
    const named = await keep('named', '2026-11-20');
    const loose = await keep('loose', '2026-11-19');
    await record(aRunWith(TODAY, named.evidence));
    const lines = (await remote.git('show', 'snapshots:added/2026-11.txt')).split('\n');
    const kept = lines.filter((line) => !loose.parts.some((part) => line.includes(part)));
    const fake = sha256Of('fake');
    await pushFiles(
      remote.url,
      'snapshots',
      new Map([
        ['added/2026-11.txt', [...kept, `2999-01-01 ${named.evidence} 99`, '::error::x', ''].join('\n')],
        ['index.html', '<script>'],
        ['a b', '1'],
        ['"\n::error::x', '1'],
        [`${'x/'.repeat(200)}${'y'.repeat(200)}`, '1'],
        [`aa/${sha256Of('a')}.webp`, '1'],
        [`${fake.slice(0, 2)}/${fake.slice(0, 63)}.webp`, '1'],
        [`${fake.slice(0, 2)}/${fake}.webp`, 'not what its name says'],
      ]),
    );
    const report = await clear();
    expect(report.strays.length).toBe(7);
    expect(report.notes).toContain('1 lines of added/ could not be read');
    expect(report.notes).toContain('4 snapshots had no line in added/: they count as added today');
    expect(report.notes).toContain(`${fake.slice(0, 2)}/${fake}.webp: its bytes are not those of its name`);
    await expectThere(named, loose);
    expect((await files()).length).toBe(10 + 2);
    const now = (await remote.git('show', 'snapshots:added/2026-11.txt')).split('\n');
    expect(now.length).toBe(10);
    expect(now.some((line) => line === `2026-11-23 ${named.evidence} 99`)).toBe(true);
    for (const part of loose.parts)
      expect(now.some((line) => line.startsWith(`2026-11-23 ${part} `))).toBe(true);
    const after = await tip();
    expect((await clear()).notes).toEqual([]);
    expect(await tip()).toBe(after);
  });

  it('follows no links, and leaves them', async () => {
    const named = await keep('named', '2026-11-20');
    await record(aRunWith(TODAY, named.evidence));
    const sha256 = sha256Of('link');
    const link = await remote.git('hash-object', '-w', join(remote.dir, 'HEAD'));
    const index = { GIT_INDEX_FILE: join(folder.dir, 'index') };
    Object.assign(process.env, index);
    await remote.git('read-tree', 'snapshots');
    await remote.git(
      'update-index',
      '--add',
      '--cacheinfo',
      `120000,${link},${sha256.slice(0, 2)}/${sha256}.webp`,
    );
    const commit = await remote.git(
      'commit-tree',
      '-m',
      'x',
      '-p',
      'snapshots',
      await remote.git('write-tree'),
    );
    delete process.env.GIT_INDEX_FILE;
    await remote.git('update-ref', 'refs/heads/snapshots', commit);
    await using store = await openStore(remote.url);
    expect(await store.get(sha256)).toBeNull();
    expect((await clear()).fates.young.snapshots).toBe(0);
  });

  it('touches no branch that is for something else', async () => {
    await record(aRunWith(TODAY, sha256Of('x')));
    await pushFiles(remote.url, 'snapshots', new Map([['package.json', '{}']]));
    await expect(clear()).rejects.toThrow(/no branch of snapshots/);
    expect(await files()).toEqual(['package.json']);
  });

  it.each([
    ['no data', new Map(), /no state.json/],
    ['a state that is cut short', new Map([['state.json', '{"version":1']]), /state.json: not JSON/],
    ['a state of another version', new Map([['state.json', '{"version":2}']]), /a newer puptime/],
    ['incidents that are lost', new Map([['incidents/2026.json', null]]), /no incidents\/2026.json/],
    [
      'incidents that are cut short',
      new Map([['incidents/2026.json', '{']]),
      /incidents\/2026.json: not JSON/,
    ],
  ])('removes nothing over %s', async (_, damage, message) => {
    await keep('old', '2026-01-01');
    if (damage.size > 0) {
      await record(aRunWith(TODAY, sha256Of('x')));
      await pushFiles(remote.url, 'data', damage);
    }
    const before = await tip();
    await expect(clear()).rejects.toThrow(message);
    expect(await tip()).toBe(before);
  });
});

describe('clearing a branch while others write', () => {
  it('starts over when the record comes to name what was about to go', async () => {
    const named = await keep('named', '2026-11-20');
    const late = await keep('late', '2026-01-01');
    await record(aRunWith(TODAY, named.evidence));
    // The first look makes the plan; the second is the last one before the push.
    const beforeLook = async (look: number) => {
      if (look === 2) await record(aRunWith(TODAY, late.evidence));
    };
    const report = await clear({ beforeLook });
    await expectThere(late);
    expect(report.fates.old.snapshots).toBe(0);
  });

  it('brings back what the record came to name in the very moment in which it went', async () => {
    const named = await keep('named', '2026-11-20');
    const late = await keep('late', '2026-01-01', 'of late');
    const old = await keep('old', '2026-01-01');
    await record(aRunWith(TODAY, named.evidence));
    const beforeLook = async (look: number) => {
      if (look === 3) await record(aRunWith(TODAY, late.evidence));
    };
    await clear({ beforeLook });
    await expectThere(late, named);
    await expectGone(old);
    await clear();
    await expectThere(late);
  });

  it('starts over when snapshots were pushed meanwhile, also such as build on what was about to go', async () => {
    const named = await keep('named', '2026-11-20');
    const old = await keep('old', '2026-01-01', 'shared');
    await record(aRunWith(TODAY, named.evidence));
    let added: StoredBundle | undefined;
    const beforeLook = async (look: number) => {
      if (look !== 2) return;
      added = await keep('new', '2026-11-23', 'shared');
      await record(aRunWith(TODAY, added.evidence));
    };
    await clear({ beforeLook });
    if (!added) throw new Error('the writer never wrote');
    await expectThere(added);
    expect(await files()).not.toContain(`${old.evidence.slice(0, 2)}/${old.evidence}.json`);
  });

  it('lets a writer find out that what it relied on went before its push', async () => {
    await keep('old', '2026-01-01', 'shared');
    await record(aRunWith(TODAY, (await keep('named', '2026-11-20')).evidence));
    await using store = await openStore(remote.url);
    expect(await store.has(sha256Of('shared'))).toBe(true);
    const mine = await putBundle(store, 'mine', 'shared');
    await clear();
    await store.push('Mine');
    await expectThere(mine);
  });

  it('clears and writes at once for a while, and nothing that the record names is missing', async () => {
    const old = await keep('old', '2026-01-01', 'shared');
    await record(aRunWith(TODAY, old.evidence));
    const mine: StoredBundle[] = [];
    const write = async () => {
      for (let round = 0; round < 4; round += 1) {
        await using store = await openStore(remote.url);
        const bundle = await putBundle(store, `mine ${round}`, 'shared');
        await store.push(`Mine ${round}`);
        await record(aRunWith(TODAY, bundle.evidence));
        expect(await store.ensure([bundle.evidence, ...bundle.parts], 'Again')).toEqual([]);
        mine.push(bundle);
      }
    };
    const clean = async () => {
      for (let round = 0; round < 4; round += 1) await clear({ budget: 1 });
    };
    await Promise.all([write(), clean()]);
    await expectThere(...mine);
    await remote.git('fsck', '--strict');
  });
});

describe('clearing a directory', () => {
  const store = () => new DirectoryStore(join(folder.dir, 'snapshots'));

  async function keepHere(name: string, day: string): Promise<StoredBundle> {
    const bundle = await putBundle(store(), name);
    for (const path of await paths())
      if ([bundle.evidence, ...bundle.parts].some((sha256) => path.includes(sha256)))
        await utimes(join(folder.dir, 'snapshots', path), new Date(day), new Date(day));
    return bundle;
  }

  async function paths(): Promise<string[]> {
    const entries = await readdir(join(folder.dir, 'snapshots'), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => `${name.slice(0, 2)}/${name}`);
  }

  async function recordHere(run: RunRecord): Promise<void> {
    for (const [path, text] of ledgerFiles([run])) {
      const file = join(folder.dir, 'data', path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
  }

  const gc = (...more: string[]) =>
    puptime([
      ...[
        'snapshots',
        'gc',
        '--snapshots',
        join(folder.dir, 'snapshots'),
        '--data',
        join(folder.dir, 'data'),
      ],
      ...['--annotations', join(folder.dir, 'annotations'), ...more],
    ]);

  it('keeps and removes the same, leaves other files, and says so', async () => {
    const now = new Date().toISOString();
    const old = await keepHere('old', '2026-01-01');
    const named = await keepHere('named', '2026-01-02');
    const today = await putBundle(store(), 'today');
    const root = join(folder.dir, 'snapshots');
    const lost = join(root, `${old.evidence.slice(0, 2)}/${old.evidence}.json.${crypto.randomUUID()}.tmp`);
    await writeFile(lost, 'cut short');
    await utimes(lost, new Date('2026-01-01'), new Date('2026-01-01'));
    await writeFile(join(root, 'mine.txt'), 'mine');
    const link = sha256Of('link');
    await mkdir(join(root, link.slice(0, 2)), { recursive: true });
    await symlink('/etc/passwd', join(root, link.slice(0, 2), `${link}.webp`));
    await recordHere(aRunWith(now, named.evidence));

    const told = await gc('--dry-run');
    expect(told.code).toBe(0);
    expect(
      told.out
        .replaceAll(folder.dir, '')
        .replace(/\d{4}-\d\d-\d\d/g, 'DAY')
        .replace(/[\d.]+ kB/g, 'SIZE'),
    ).toBe(
      [
        '/snapshots: 10 snapshots (SIZE) stay, 5 snapshots (SIZE) would go',
        '  keep         5     SIZE  DAY – DAY  the record refers to them',
        '  keep         5     SIZE  DAY – DAY  came today or yesterday',
        '  remove       5     SIZE  DAY – DAY  older than 90 days',
        `  remove 1 path of no snapshot: "${lost.slice(root.length + 1, root.length + 80)}…"`,
        '  note: 1 files that are no snapshots were left',
        'Nothing was changed: --apply removes it.',
        '',
      ].join('\n'),
    );
    expect((await paths()).length).toBe(15 + 3);

    const done = await gc('--apply', '--json');
    expect(JSON.parse(done.out)).toMatchObject({
      applied: true,
      fates: { old: { snapshots: 5 }, referred: { snapshots: 5 }, fresh: { snapshots: 5 } },
      limits: { maxAgeDays: 90, budget: 700_000_000 },
    });
    expect((await paths()).length).toBe(10 + 2);
    for (const sha256 of [named, today].flatMap(({ evidence, parts }) => [evidence, ...parts]))
      expect(await store().has(sha256)).toBe(true);
    expect(await store().get(old.evidence)).toBeNull();
    expect(JSON.parse((await gc('--apply', '--json')).out).fates.old.snapshots).toBe(0);
  });

  it.each([
    [[], /Say --dry-run .* or --apply/],
    [['--dry-run', '--apply'], /cannot be used with/],
    [['--dry-run', '--remote', 'file:///nowhere'], /cannot be used with/],
    [['--dry-run', '--max-age', '1'], /such as 90d/],
    [['--dry-run', '--budget', '700'], /such as 700MB/],
    [['--dry-run'], /no state.json/],
  ])('says what to do when it is called with %j', async (more, message) => {
    const { code, err, out } = await gc(...more);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(out).toBe('');
    await expect(access(join(folder.dir, 'snapshots'))).rejects.toThrow('ENOENT');
  });

  it('clears a branch, too', async () => {
    const old = await keep('old', '2026-01-01');
    const named = await keep('named', '2026-01-01');
    await record(aRunWith(TODAY, named.evidence));
    const where = ['snapshots', 'gc', '--remote', remote.url, '--max-age', '30d', '--budget', '1GB'];
    const told = await puptime([...where, '--dry-run']);
    expect(told.out).toContain(`branch snapshots of ${remote.url}: 5 snapshots`);
    await expectThere(old);
    const done = await puptime([...where, '--apply']);
    expect(done.out).toContain('5 snapshots (0.5 kB) went');
    await expectThere(named);
    await expectGone(old);
    expect((await puptime([...where, '--apply', '--data-branch', 'snapshots'])).code).toBe(2);
  });
});
