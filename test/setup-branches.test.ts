import { afterEach, beforeEach, expect, it } from 'vitest';
import { BranchStore } from '../checker/archive/branch-store.ts';
import { BRANCH_README as SNAPSHOTS_README } from '../checker/archive/branch-store-readme.ts';
import { aRun } from '../checker/domain/run-builders.ts';
import { RemoteBranch } from '../checker/git/remote-branch.ts';
import { BRANCH_README as DATA_README } from '../checker/ledger/branch-readme.ts';
import { LedgerBranch } from '../checker/ledger/ledger-branch.ts';
import { OpenLedger } from '../checker/ledger/open-ledger.ts';
import { applyChange } from '../checker/setup/apply-change.ts';
import { aSetupRig, type SetupRig } from '../checker/setup/test/rig.ts';

let rig: SetupRig;
beforeEach(async () => {
  rig = await aSetupRig();
});
afterEach(() => rig[Symbol.asyncDispose]());

const outside = () => ({ now: rig.now, random: () => 0, pause: rig.pause, log: () => {} });

it('begins the branch data so that runs are recorded on it', async () => {
  await applyChange(rig.api, { do: 'begin-branch', branch: 'data', readme: DATA_README });
  const branch = await RemoteBranch.open({ url: rig.remote.url }, 'data', new AbortController().signal);
  await using ledger = new OpenLedger(new LedgerBranch(branch, outside()), outside());
  expect((await ledger.state()).newestRun).toBeNull();
  const run = aRun({ startedAt: '2026-11-23T14:07:00.000Z' });
  expect((await ledger.record(run)).alreadyRecorded).toBe(false);
  expect((await ledger.state()).newestRun?.id).toBe(run.id);
  expect(await rig.remote.git('rev-list', '--count', 'data')).toBe('2');
});

it('begins the branch snapshots so that pictures are kept on it', async () => {
  await applyChange(rig.api, { do: 'begin-branch', branch: 'snapshots', readme: SNAPSHOTS_README });
  await using store = await BranchStore.open({
    ...outside(),
    remote: { url: rig.remote.url },
    signal: new AbortController().signal,
  });
  const { sha256 } = await store.put(Buffer.from('<h1>Vote</h1>'), 'text/html');
  await store.push('Keep a page');
  expect(await store.has(sha256)).toBe(true);
  expect(await rig.remote.git('rev-list', '--count', 'snapshots')).toBe('2');
});
