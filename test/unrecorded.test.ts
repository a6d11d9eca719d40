import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aRun } from '../checker/domain/run-builders.ts';
import { RemoteBranch } from '../checker/git/remote-branch.ts';
import { BRANCH_README } from '../checker/ledger/branch-readme.ts';
import { LedgerBranch } from '../checker/ledger/ledger-branch.ts';
import { OpenLedger } from '../checker/ledger/open-ledger.ts';
import { type GitRemote, makeGitRemote } from './git-remote.ts';
import { type GitHubStandIn, startGitHub } from './github/stand-in.ts';
import type { RunOrigin } from './github/workflow-run.ts';
import { OUTSIDE } from './ledger-home.ts';
import { puptime } from './puptime.ts';
import { pushFiles } from './snapshots-rig.ts';

let github: GitHubStandIn;
let remote: GitRemote;
let dir: string;
beforeEach(async () => {
  remote = await makeGitRemote();
  dir = await mkdtemp(join(tmpdir(), 'puptime-unrecorded-'));
  github = await startGitHub({
    ...{ repository: 'acme/monitor', gitDir: remote.dir, rights: { actions: 'read', contents: 'write' } },
  });
  github.state.actions.addWorkflow('monitor.yml');
});
afterEach(async () => {
  await github.close();
  await remote[Symbol.asyncDispose]();
  await rm(dir, { recursive: true });
  expect(github.faults).toEqual([]);
});

/** A run of the monitor that left its results in some shards. */
function left(id: number, shards: readonly number[], origin: Partial<RunOrigin> = {}): void {
  const run = github.state.actions.start('monitor.yml', { id, ...origin }).end();
  for (const shard of shards)
    github.state.actions.addArtifact(run, `results-${id}-${run.origin.attempt}-${shard}`);
}

async function record(...ids: string[]): Promise<void> {
  const branch = await RemoteBranch.open({ url: remote.url }, 'data', new AbortController().signal);
  await using ledger = new OpenLedger(new LedgerBranch(branch, OUTSIDE), OUTSIDE);
  for (const [n, id] of ids.entries())
    await ledger.record(aRun({ id, startedAt: at(n), endedAt: at(n + 1) }));
}

const at = (n: number) => `2026-11-23T14:${String(n).padStart(2, '0')}:00.000Z`;

async function look(env: Record<string, string> = {}) {
  const GITHUB_OUTPUT = join(dir, 'output');
  await writeFile(GITHUB_OUTPUT, '');
  const ended = await puptime(['unrecorded', '--remote', `${github.webUrl}/acme/monitor`], {
    ...{ ...github.env, GITHUB_OUTPUT, GITHUB_RUN_ID: '900', ...env },
  });
  return { ...ended, outputs: await readFile(GITHUB_OUTPUT, 'utf8') };
}

it('finds a run that is not recorded, in three requests at most', async () => {
  for (const id of [700, 710, 720]) left(id, [1, 2]);
  left(900, [1]);
  await record('700-1');
  const { code, out, err, outputs } = await look();
  expect({ code, err }).toEqual({ code: 0, err: '' });
  // Any: one whose results are broken is not to keep the others waiting.
  const [, id] = /^run-id=(710|720)\nattempt=1\npattern=results-\1-1-\*\n$/.exec(outputs) ?? [];
  expect(id, outputs).toBeDefined();
  expect(out).toBe(
    `Run ${id}, attempt 1, left results and was never recorded, as 1 more, for the next runs to find.\n`,
  );
  expect(github.requests.length).toBeLessThanOrEqual(3);
});

it('never takes what others than the default branch made, whatever it is called', async () => {
  await record('700-1');
  left(700, [1]);
  // A fork may call its branch as it likes, and its artifact after a run of ours.
  left(800, [1], { event: 'pull_request', branch: 'main', head: { id: 5, fullName: 'mallory/monitor' } });
  left(801, [1], { event: 'push', branch: 'topic' });
  const ours = github.state.actions.start('monitor.yml', { id: 802 }).end();
  github.state.actions.addArtifact(ours, 'results-803-1-1');
  github.state.actions.addArtifact(ours, 'results-802-1-1', { expired: true });
  const { code, out, outputs } = await look();
  expect({ code, outputs }).toEqual({ code: 0, outputs: '' });
  expect(out).toMatchInlineSnapshot(`
    "Every run that left results is recorded (1 looked at).
    "
  `);
});

it('looks into a branch that holds nothing but its README, or is not there yet', async () => {
  left(700, [1], { attempt: 2 });
  expect(await look()).toMatchObject({
    code: 0,
    outputs: 'run-id=700\nattempt=2\npattern=results-700-2-*\n',
  });
  await pushFiles(remote.url, 'data', new Map([['README.md', Buffer.from(BRANCH_README)]]));
  expect(await look()).toMatchObject({
    code: 0,
    outputs: 'run-id=700\nattempt=2\npattern=results-700-2-*\n',
  });
  await record('700-2');
  expect(await look()).toMatchObject({ code: 0, outputs: '' });
});

it('says which right the token lacks', async () => {
  github.state.settings.private = true;
  const { code, out, err, outputs } = await look({ GITHUB_TOKEN: github.issueToken({ contents: 'write' }) });
  expect({ code, out, outputs }).toEqual({ code: 1, out: '', outputs: '' });
  expect(err).toMatchInlineSnapshot(`
    "GitHub: reading the artifacts of acme/monitor: Resource not accessible by integration (403); give the job in the workflow these lines, or the token this permission:
    permissions:
      actions: read
    "
  `);
});
