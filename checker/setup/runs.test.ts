import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WorkflowRun } from '../../test/github/workflow-run.ts';
import { startRun } from './start-run.ts';
import { aSetupRig, type SetupRig } from './test/rig.ts';
import { type EndedJob, watchRun } from './watch-run.ts';

let rig: SetupRig;
let started: WorkflowRun[];
beforeEach(async () => {
  rig = await aSetupRig();
  started = [];
  rig.github.state.actions.onDispatch = (run) => void started.push(run);
});
afterEach(() => rig[Symbol.asyncDispose]());

const DISPATCH = ({ path }: { path: string }) => path.endsWith('/dispatches');

describe('startRun', () => {
  it('tells which run it is', async () => {
    const run = await startRun(rig.api, 'main', rig.pause);
    expect(run?.id).toBe(started[0]?.id);
    expect(run?.url).toMatch(/\/octo-org\/monitor\/actions\/runs\/\d+$/);
  });

  it('starts no second one when the answer to the first is lost', async () => {
    rig.github.failNext({ match: DISPATCH, times: 1, with: 'lost-answer' });
    const run = await startRun(rig.api, 'main', rig.pause);
    expect(started).toHaveLength(1);
    expect(run?.id).toBe(started[0]?.id);
  });

  it('looks for the run where GitHub does not tell', async () => {
    const other = rig.github.state.actions.start('monitor.yml', { event: 'workflow_dispatch' });
    rig.github.failNext({ match: DISPATCH, times: 1, with: { status: 204, body: undefined } });
    const run = await startRun(rig.api, 'main', rig.pause);
    expect(run?.id).toBe(other.id);
  });

  it('gives up looking for one that does not show', async () => {
    rig.github.failNext({ match: DISPATCH, times: 1, with: { status: 204, body: undefined } });
    expect(await startRun(rig.api, 'main', rig.pause)).toBeNull();
    expect(rig.waits.length).toBeLessThan(10);
  });
});

describe('watchRun', () => {
  const watch = async (script: (run: WorkflowRun) => void, mostMs = 60_000) => {
    const told: string[] = [];
    const run = rig.github.state.actions.start('monitor.yml');
    script(run);
    const tell = {
      begun: () => void told.push('begun'),
      ended: ({ name, conclusion, failedStep }: EndedJob) =>
        void told.push(`${name} ${conclusion}${failedStep === null ? '' : ` at ${failedStep}`}`),
    };
    const { conclusion } = await watchRun(rig.api, run.id, tell, { mostMs, pause: rig.pause });
    return { told, conclusion };
  };

  it('tells each job once, in the order in which they end, and the step that failed', async () => {
    const { told, conclusion } = await watch((run) =>
      run.script.push(
        () => {},
        () => void run.begin().job('Plan'),
        () => void run.job('Plan', 'success'),
        () => void run.job('Check 1/1', 'failure', ['Open the pages']),
        () => void run.job('Record', 'skipped'),
        () => void run.end(),
      ),
    );
    expect(told).toEqual(['begun', 'Plan success', 'Check 1/1 failure at Open the pages', 'Record skipped']);
    expect(conclusion).toBe('failure');
  });

  it('leaves a run that takes too long alone', async () => {
    const { told, conclusion } = await watch((run) => void run.begin().job('Plan'));
    expect({ told, conclusion }).toEqual({ told: ['begun'], conclusion: null });
    expect(rig.waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(60_000);
    expect(rig.writes()).toEqual([]);
  });
});
