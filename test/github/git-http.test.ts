import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { aServedRemote, pushFile } from './git-rig.ts';
import type { Rights } from './grant.ts';
import type { GitHubOptions } from './stand-in.ts';

const run = promisify(execFile);

describe('git over http', () => {
  it('takes a push with a token that may write, and serves it to everyone', async () => {
    await using served = await aServedRemote();
    const token = served.standIn.issueToken({ contents: 'write' });
    await pushFile(served, token, 'one');
    await pushFile(served, token, 'two', 'x'.repeat(3_000_000));
    for (const address of [served.url, `${served.url}.git`, served.url.replace('octo-org', 'Octo-Org')]) {
      await using branch = await served.open(undefined, { address });
      const tip = await branch.tip();
      expect(String(tip && (await branch.read(tip, ['one'])).get('one'))).toBe('one');
      const { stdout } = await run('git', [
        ...['-C', branch.dir, 'cat-file', '--batch-all-objects'],
        '--batch-check=%(objecttype) %(objectsize)',
      ]);
      expect(stdout.split('\n').filter((line) => line.startsWith('blob'))).toEqual(['blob 3']);
    }
    expect(await served.remote.git('log', '--format=%s', 'data')).toBe('Add two\nAdd one');
  });

  it.each<[string, GitHubOptions, Rights | 'wrong' | null, RegExp]>([
    ['without a token', {}, null, /could not read Username|Authentication failed/],
    ['with a wrong token', {}, 'wrong', /Authentication failed/],
    ['with one that may read', {}, { contents: 'read' }, /Write access to repository not granted|403/],
    ['with one for something else', {}, { issues: 'write' }, /Write access to repository not granted|403/],
    ['with one that cannot see the repository', { private: true }, { issues: 'write' }, /not found/],
  ])('refuses a push %s, and changes nothing', async (_how, options, rights, message) => {
    await using served = await aServedRemote(options);
    const { standIn } = served;
    const token = rights === null || rights === 'wrong' ? (rights ?? undefined) : standIn.issueToken(rights);
    await expect(pushFile(served, token, 'one')).rejects.toThrow(message);
    expect(await served.remote.git('for-each-ref')).toBe('');
  });

  it('refuses a push by someone whose role does not reach', async () => {
    await using served = await aServedRemote();
    served.standIn.addUser('reader', 'read');
    const token = served.standIn.issueToken({ contents: 'write' }, 'reader');
    await expect(pushFile(served, token, 'one')).rejects.toThrow(/403/);
    served.standIn.addUser('reader', 'write');
    await pushFile(served, token, 'one');
  });

  it('shows a private repository to those who may read it', async () => {
    await using served = await aServedRemote({ private: true });
    await pushFile(served, served.standIn.issueToken({ contents: 'write' }), 'one');
    await using reader = await served.open(served.standIn.issueToken({ contents: 'read' }));
    expect([...((await reader.tip())?.files.keys() ?? [])]).toEqual(['one']);
    await using stranger = await served.open(undefined);
    await expect(stranger.tip()).rejects.toThrow(/could not read Username|Authentication failed/);
  });

  it('refuses to overwrite what another wrote meanwhile, as any remote does', async () => {
    await using served = await aServedRemote();
    const token = served.standIn.issueToken({ contents: 'write' });
    await pushFile(served, token, 'one');
    await using late = await served.open(token);
    const before = await late.tip();
    await pushFile(served, token, 'two');
    const commit = await late.commit(before, new Map([['one', null]]), { message: 'Late', at: new Date(0) });
    expect(await late.push(commit, before?.id ?? null)).toBe(false);
  });

  it('speaks protocol 2 with a plain clone of one commit without contents', async () => {
    await using served = await aServedRemote();
    await pushFile(served, served.standIn.issueToken({ contents: 'write' }), 'one');
    const dir = await mkdtemp(join(tmpdir(), 'puptime-clone-'));
    try {
      const options = ['--quiet', '--bare', '--depth=1', '--filter=blob:none', '--branch=data'];
      const { stderr } = await run('git', ['clone', ...options, served.url, dir], {
        env: { ...process.env, GIT_TRACE_PACKET: '1', GIT_CONFIG_GLOBAL: '/dev/null' },
      });
      expect(stderr).toContain('version 2');
      const { stdout } = await run('git', ['-C', dir, 'log', '--format=%s', 'data']);
      expect(stdout.trim()).toBe('Add one');
    } finally {
      await rm(dir, { recursive: true });
    }
  });

  it('is not there for other repositories, nor for files of this one', async () => {
    await using served = await aServedRemote();
    const paths = [
      'octo-org/other/info/refs?service=git-upload-pack',
      'octo-org/monitor/HEAD',
      'octo-org/monitor/config',
    ];
    for (const path of paths) {
      expect((await fetch(`${served.standIn.webUrl}/${path}`)).status).toBe(404);
    }
  });
});
