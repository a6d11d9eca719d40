import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BranchStore } from '../checker/archive/branch-store.ts';
import { type GitRemote, makeGitRemote } from './git-remote.ts';
import { openStore, ownTemporaryFolder, pushFiles, putBundle, sha256Of } from './snapshots-rig.ts';

let folder: Awaited<ReturnType<typeof ownTemporaryFolder>>;
let remote: GitRemote;
const opened: BranchStore[] = [];
beforeEach(async () => {
  folder = await ownTemporaryFolder();
  remote = await makeGitRemote();
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store[Symbol.asyncDispose]();
  await remote[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

async function open(...parameters: Parameters<typeof openStore> | []): Promise<BranchStore> {
  const [url = remote.url, now, more] = parameters;
  const store = await openStore(url, now, more);
  opened.push(store);
  return store;
}

const hello = Buffer.from('hello');
const HELLO = sha256Of('hello');
const files = async () => (await remote.git('ls-tree', '-r', '--name-only', 'snapshots')).split('\n');
const commits = async () => Number(await remote.git('rev-list', '--count', 'snapshots'));

describe('a branch of snapshots', () => {
  it('is begun as an orphan that explains itself, in one commit with all that was put', async () => {
    const store = await open();
    await store.put(hello, 'text/plain');
    await store.put(Buffer.from('{}'), 'application/json');
    expect(await store.push('2026-11-23 14:07 · 1 up')).toMatchObject({ snapshots: 2, bytes: 7 });
    const empty = sha256Of('{}');
    expect(await files()).toEqual([`2c/${HELLO}.txt`, `44/${empty}.json`, 'README.md', 'added/2026-11.txt']);
    expect(await remote.git('show', 'snapshots:added/2026-11.txt')).toBe(
      `2026-11-23 ${HELLO} 5\n2026-11-23 ${empty} 2`,
    );
    expect(await remote.git('show', 'snapshots:README.md')).toContain('never by commit');
    expect(await remote.git('log', '--format=%s|%P', 'snapshots')).toBe('2026-11-23 14:07 · 1 up|');
  });

  it('keeps identical bytes once, and makes no commit where there is nothing to add', async () => {
    const first = await open();
    await Promise.all([first.put(hello, 'text/html'), first.put(hello, 'text/plain')]);
    await first.push('One');
    expect(await first.push('One again')).toEqual({ commit: null, snapshots: 0, bytes: 0 });
    const second = await open();
    await second.put(hello, 'text/plain');
    expect((await second.push('Two')).commit).toBeNull();
    expect((await (await open()).push('Nothing')).commit).toBeNull();
    expect(await commits()).toBe(1);
    expect(await remote.git('show', 'snapshots:added/2026-11.txt')).toBe(`2026-11-23 ${HELLO} 5`);
  });

  it('gives back what was put before and after it was pushed, and null for what was not', async () => {
    const store = await open();
    await store.put(hello, 'text/plain');
    for (const each of [store, await open()]) {
      expect(Buffer.from((await each.get(HELLO)) ?? []).toString()).toBe('hello');
      expect(await each.has(HELLO)).toBe(true);
      expect(await each.get('0'.repeat(64))).toBeNull();
      expect(await each.has('0'.repeat(64))).toBe(false);
      if (each === store) await store.push('One');
    }
    await expect(store.get('../../etc/passwd')).rejects.toThrow();
  });

  it('says where a snapshot is found', async () => {
    const path = `2c/${HELLO}.txt`;
    const onGitHub = await open('https://github.com/acme/votes');
    expect((await onGitHub.put(hello, 'text/html')).url).toBe(
      `https://raw.githubusercontent.com/acme/votes/snapshots/${path}`,
    );
    const elsewhere = await open(remote.url, undefined, { baseUrl: 'https://archive.example/' });
    expect((await elsewhere.put(hello, 'text/html')).url).toBe(`https://archive.example/${path}`);
  });

  it('begins a file of lines with each month, and ends a line that was cut short', async () => {
    const store = await open();
    await store.put(hello, 'text/plain');
    await store.push('November');
    await pushFiles(remote.url, 'snapshots', new Map([['added/2026-12.txt', '2026-12-01 cut']]));
    const later = await open(remote.url, '2026-12-01T00:00:00Z');
    await later.put(Buffer.from('more'), 'text/plain');
    await later.push('December');
    expect(await remote.git('show', 'snapshots:added/2026-12.txt')).toBe(
      `2026-12-01 cut\n2026-12-01 ${sha256Of('more')} 4`,
    );
  });

  it('says that a snapshot is damaged, and puts it right when its bytes are put again', async () => {
    const store = await open();
    await store.put(hello, 'text/plain');
    await store.push('One');
    await pushFiles(remote.url, 'snapshots', new Map([[`2c/${HELLO}.txt`, 'jello']]));
    await expect((await open()).get(HELLO)).rejects.toThrow(/damaged/);
    const again = await open();
    await again.put(hello, 'text/plain');
    await again.push('Again');
    expect(await remote.git('show', `snapshots:2c/${HELLO}.txt`)).toBe('hello');
  });

  it('writes to no branch that holds something else', async () => {
    await pushFiles(remote.url, 'snapshots', new Map([['package.json', '{}']]));
    const store = await open();
    await store.put(hello, 'text/plain');
    await expect(store.push('One')).rejects.toThrow(/holds other files than snapshots/);
    expect(await commits()).toBe(1);
  });

  it('puts back what was removed since it was found to be there, and names what it cannot', async () => {
    const first = await open();
    await first.put(hello, 'text/plain');
    await first.put(Buffer.from('other'), 'text/plain');
    await first.push('One');
    const store = await open();
    await store.put(hello, 'text/plain');
    await store.push('Nothing new');
    await pushFiles(
      remote.url,
      'snapshots',
      new Map([HELLO, sha256Of('other')].map((sha256) => [`${sha256.slice(0, 2)}/${sha256}.txt`, null])),
    );
    expect(await store.ensure([HELLO, sha256Of('other')], 'Put back')).toEqual([sha256Of('other')]);
    expect(await remote.git('show', `snapshots:2c/${HELLO}.txt`)).toBe('hello');
    expect(await store.ensure([HELLO], 'Nothing')).toEqual([]);
    expect(await remote.git('log', '-1', '--format=%s', 'snapshots')).toBe('Put back');
  });

  it('reads on when the branch was begun anew since it was looked at', async () => {
    const store = await open();
    await store.put(hello, 'text/plain');
    await store.push('One');
    const reader = await open();
    expect(await reader.has(HELLO)).toBe(true);
    await remote.git('update-ref', '-d', 'refs/heads/snapshots');
    await remote.git('reflog', 'expire', '--expire=now', '--all');
    await remote.git('gc', '--prune=now', '--quiet');
    expect(await reader.get(HELLO)).toBeNull();
  });
});

describe('writers at once', () => {
  it('lose nothing, and write what they share once', async () => {
    const rounds = 3;
    const names = ['one', 'two', 'three', 'four'];
    const stored = await Promise.all(
      names.map(async (name) => {
        const evidence: string[] = [];
        for (let round = 0; round < rounds; round += 1) {
          const store = await open();
          evidence.push((await putBundle(store, `${name} ${round}`, 'shared by all')).evidence);
          await store.push(`${name} ${round}`);
        }
        return evidence;
      }),
    );
    const there = await files();
    for (const sha256 of stored.flat()) expect(there).toContain(`${sha256.slice(0, 2)}/${sha256}.json`);
    expect(there.length).toBe(names.length * rounds * 4 + 1 + 2);
    const lines = (await remote.git('show', 'snapshots:added/2026-11.txt')).split('\n');
    expect(new Set(lines).size).toBe(there.length - 2);
    expect(lines.length).toBe(there.length - 2);
    expect(await commits()).toBe(names.length * rounds);
    await remote.git('fsck', '--strict');
  });
});

describe('a remote in trouble', () => {
  /** Makes the remote run this before it takes a push. */
  const beforePush = async (script: string) => {
    const hook = join(remote.dir, 'hooks/pre-receive');
    await writeFile(hook, `#!/bin/sh\n${script}\n`);
    await chmod(hook, 0o755);
  };

  it('that goes away in mid-push and comes back loses nothing', async () => {
    const gone = join(folder.dir, 'gone');
    await beforePush(`[ -e "${gone}" ] && exit 0; touch "${gone}"; kill -9 $PPID`);
    const store = await open();
    await store.put(hello, 'text/plain');
    expect((await store.push('One')).snapshots).toBe(1);
    expect(await readFile(gone, 'utf8')).toBe('');
    await remote.git('fsck', '--strict');
  });

  it('that stays away is given up after some tries, and what was put can still be pushed', async () => {
    const away = `${remote.dir}.away`;
    const waits: number[] = [];
    const pause = async (ms: number) => void waits.push(ms);
    const store = await open(remote.url, undefined, { pause, random: () => 0.5 });
    await store.put(hello, 'text/plain');
    await beforePush('kill -9 $PPID');
    await expect(store.push('One')).rejects.toThrow(
      /snapshots could not be pushed to branch snapshots of file:/,
    );
    expect(waits.length).toBe(4);
    await rename(remote.dir, away);
    await expect(store.push('One')).rejects.toThrow(/check the address/);
    await rename(away, remote.dir);
    await beforePush('exit 0');
    expect((await store.push('One')).snapshots).toBe(1);
  });

  it('that others always write to first is given up, too, with growing waits', async () => {
    const waits: number[] = [];
    let at = 0;
    const store = await open(remote.url, undefined, {
      random: () => 1,
      pause: async (ms) => void waits.push(ms),
    });
    await store.put(hello, 'text/plain');
    await pushFiles(remote.url, 'snapshots', new Map([['added/2026-11.txt', '']]));
    // Each push finds that the branch has moved: the hook moves it, and lets the push fail on its lock.
    await beforePush(
      'new=$(git commit-tree -m other -p refs/heads/snapshots refs/heads/snapshots^{tree}) && env -u GIT_QUARANTINE_PATH git update-ref refs/heads/snapshots $new',
    );
    await expect(store.push('One')).rejects.toThrow(/others were faster 30 times in a row/);
    for (const wait of waits) {
      expect(wait).toBeGreaterThanOrEqual(at);
      at = wait;
    }
    expect(at).toBe(6_000);
  });
});

it('leaves the branch whole when writers are killed at any moment, and the next push goes through', async () => {
  const writer = join(import.meta.dirname, 'snapshots-writer.ts');
  const told: string[] = [];
  for (let kill = 0; kill < 6; kill += 1) {
    const child = spawn(process.execPath, [writer, remote.url, `writer ${kill}`, '50'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk;
    });
    // After its first push, at a moment of its second or third.
    await once(child.stdout, 'data');
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 600));
    // With the git that it had started, as a machine that goes away would take both.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    await once(child, 'close');
    told.push(...out.split('\n').filter((line) => line.length === 64));
    await remote.git('fsck', '--strict');
    const there = await files();
    for (const sha256 of told) expect(there).toContain(`${sha256.slice(0, 2)}/${sha256}.json`);
  }
  const store = await open();
  await store.put(hello, 'text/plain');
  expect((await store.push('After all')).snapshots).toBe(1);
  const { stdout } = await promisify(execFile)('git', [
    '-C',
    remote.dir,
    'fsck',
    '--strict',
    '--connectivity-only',
  ]);
  expect(stdout).not.toMatch(/missing|broken/);
});
