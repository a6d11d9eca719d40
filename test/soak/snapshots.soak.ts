import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { collectGarbage } from '../../checker/archive/collect-garbage.ts';
import { BranchArchive } from '../../checker/archive/collect-garbage-branch.ts';
import { partsOf } from '../../checker/domain/retention-references.ts';
import { RemoteBranch } from '../../checker/git/remote-branch.ts';
import { LedgerBranch } from '../../checker/ledger/ledger-branch.ts';
import { type GitRemote, makeGitRemote } from '../git-remote.ts';
import {
  aRunWith,
  briefly,
  ledgerFiles,
  NEVER,
  openStore,
  ownTemporaryFolder,
  pushFiles,
  putBundle,
  SHARED,
} from '../snapshots-rig.ts';

/**
 * What the tests of the snapshots branch do in short, for as long as it takes: `node test/soak/snapshots.soak.ts [writers] [rounds]
 * [kills]`, by default eight writers, twenty rounds of each while the branch is cleared, and ten kills. Says a line for each part;
 * ends with 1 at the first thing that is missing.
 */
const [writers = 8, rounds = 20, kills = 10] = process.argv.slice(2).map(Number);
const writer = join(import.meta.dirname, '../snapshots-writer.ts');

await using _folder = await ownTemporaryFolder();
await part(`${writers} writers, ${rounds} rounds each, while the branch is cleared`, async (remote) => {
  await record(remote, []);
  let writing = true;
  const evidence = Promise.all(
    Array.from({ length: writers }, (_, i) => write(remote, `writer ${i}`)),
  ).finally(() => {
    writing = false;
  });
  const ends = { cleared: 0, 'gave way': 0 };
  while (writing) ends[await clear(remote)] += 1;
  await expectThere(remote, (await evidence).flat());
  await record(remote, (await evidence).flat());
  await clear(remote);
  await expectThere(remote, (await evidence).flat());
  return `${(await evidence).flat().length} pushes, ${JSON.stringify(ends)}`;
});

await part(`${kills} kills at random moments`, async (remote) => {
  const told: string[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    const child = start(remote, `killed ${kill}`, 1_000);
    await once(child.stdout, 'data');
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 2_000));
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    told.push(...(await child.evidence));
    await remote.git('fsck', '--strict');
    await expectThere(remote, told);
  }
  await using store = await openStore(remote.url);
  await putBundle(store, 'after all');
  await store.push('After all');
  return `${told.length} pushes that were told of`;
});

async function part(name: string, task: (remote: GitRemote) => Promise<string>): Promise<void> {
  await using remote = await makeGitRemote();
  const began = performance.now();
  const said = await task(remote);
  await remote.git('fsck', '--strict');
  console.log(`${name}: ${said}, ${((performance.now() - began) / 1_000).toFixed(0)} s`);
}

function start(remote: GitRemote, name: string, times: number) {
  const child = spawn(process.execPath, [writer, remote.url, name, String(times)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk;
  });
  const evidence = once(child, 'close').then(([code, signal]) => {
    if (code !== 0 && signal === null) throw new Error(`${name} ended with ${code}`);
    return out.split('\n').filter((line) => line.length === 64);
  });
  return Object.assign(child, { evidence });
}

async function write(remote: GitRemote, name: string): Promise<string[]> {
  const evidence = await start(remote, name, rounds).evidence;
  if (evidence.length !== rounds) throw new Error(`${name} pushed ${evidence.length} times`);
  return evidence;
}

/** A ledger that refers to this evidence, each in the state of a site of its own. */
async function record(remote: GitRemote, evidence: readonly string[]): Promise<void> {
  const at = '2026-11-23T14:00:00.000Z';
  const run = aRunWith(at, '0'.repeat(64));
  const results = evidence.map((sha256, i) => [`site-${i}`, aRunWith(at, sha256).results['oh-register']]);
  const files = ledgerFiles([{ ...run, results: { ...run.results, ...Object.fromEntries(results) } }]);
  await pushFiles(remote.url, 'data', files);
}

/** With no room at all: what stays is what nobody may take away. Writers that never rest may be faster every time. */
async function clear(remote: GitRemote): Promise<'cleared' | 'gave way'> {
  await using places = new AsyncDisposableStack();
  const open = async (branch: string) =>
    places.use(await RemoteBranch.open({ url: remote.url }, branch, NEVER));
  const outside = {
    now: () => new Date('2026-11-23T14:07:00Z'),
    random: Math.random,
    pause: briefly,
    log: () => undefined,
  };
  await old(remote);
  const clearing = collectGarbage({
    ...outside,
    archive: new BranchArchive(await open('snapshots'), outside),
    data: new LedgerBranch(await open('data'), outside),
    corrections: [],
    limits: { today: '2026-11-23', maxAgeDays: 90, budget: 1 },
    apply: true,
  });
  return await clearing.then(
    () => 'cleared' as const,
    (error: Error) => {
      if (/others were faster/.test(error.message)) return 'gave way' as const;
      throw error;
    },
  );
}

/** Something to clear, so that the branch is begun anew under the writers' hands; all of them name a part of it, too. */
async function old(remote: GitRemote): Promise<void> {
  await using store = await openStore(remote.url, '2026-01-01T00:00:00Z');
  await putBundle(store, `old ${Math.random()}`, SHARED);
  await store.push('Old');
}

/** The evidence, and all that it names. */
async function expectThere(remote: GitRemote, evidence: readonly string[]): Promise<void> {
  const paths = (await remote.git('ls-tree', '-r', '--name-only', 'snapshots')).split('\n');
  const there = new Set(paths.map((path) => path.replace(/^..\/|\.\w+$/g, '')));
  const missing = evidence.filter((sha256) => !there.has(sha256));
  for (const sha256 of evidence.filter((each) => there.has(each))) {
    const text = await remote.git('show', `snapshots:${sha256.slice(0, 2)}/${sha256}.json`);
    missing.push(...partsOf(Buffer.from(text)).filter((part) => !there.has(part)));
  }
  if (missing.length > 0) throw new Error(`missing: ${missing.join(', ')}`);
}
