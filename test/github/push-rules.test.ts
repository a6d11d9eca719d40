import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { aServedRemote, pushFile } from './git-rig.ts';
import { SETUP_RIGHTS } from './grant.ts';
import { octokitOf, repositoryOf, told } from './rig.ts';

const run = promisify(execFile);

it('holds pushes and the API to the rulesets in force', async () => {
  await using served = await aServedRemote({ rights: { contents: 'write' } });
  const { standIn, remote } = served;
  const token = standIn.issueToken({ contents: 'write' });
  await pushFile(served, token, 'one');
  await remote.git('update-ref', 'refs/heads/snapshots', 'data');
  await remote.git('update-ref', 'refs/heads/topic', 'data');
  const admin = octokitOf({ ...standIn, token: standIn.issueToken(SETUP_RIGHTS, 'octo-org') });
  const here = repositoryOf(standIn);
  const rule = (name: string, include: string[], ...types: ('deletion' | 'non_fast_forward')[]) =>
    admin.repos.createRepoRuleset({
      ...here,
      name,
      enforcement: 'active',
      conditions: { ref_name: { include, exclude: ['refs/heads/topic'] } },
      rules: types.map((type) => ({ type })),
    });
  await rule('all stay', ['refs/heads/*'], 'deletion');
  await rule('the record', ['refs/heads/data'], 'deletion', 'non_fast_forward');
  await pushFile(served, token, 'two');

  await using data = await served.open(token);
  const tip = await data.tip();
  const root = await data.rootOf(tip?.id ?? '', { message: 'Begin anew', at: new Date(0) });
  const rewrite = data.push(root, tip?.id ?? null, { rewrite: true });
  await expect(rewrite).rejects.toThrow(/GH013.*refs\/heads\/data.*Cannot force-push to this branch/);
  await using snapshots = await served.open(token, { branch: 'snapshots' });
  const old = await snapshots.tip();
  const anew = await snapshots.rootOf(old?.id ?? '', { message: 'Begin anew', at: new Date(0) });
  expect(await snapshots.push(anew, old?.id ?? null, { rewrite: true })).toBe(true);

  const { git } = octokitOf(standIn);
  expect(await told(git.updateRef({ ...here, ref: 'heads/data', sha: anew, force: true }))).toContain(
    'Cannot force-push to this branch',
  );
  expect(await told(git.deleteRef({ ...here, ref: 'heads/snapshots' }))).toContain(
    'Cannot delete this branch',
  );
  expect((await git.deleteRef({ ...here, ref: 'heads/topic' })).status).toBe(204);
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  const deletion = run('git', [
    ...['-C', snapshots.dir, '-c', `http.extraHeader=Authorization: Basic ${basic}`],
    ...['push', served.url, ':refs/heads/snapshots'],
  ]);
  await expect(deletion).rejects.toThrow(/Cannot delete this branch/);
  expect(await remote.git('for-each-ref', '--format=%(refname) %(subject)')).toBe(
    'refs/heads/data Add two\nrefs/heads/snapshots Begin anew',
  );
});
