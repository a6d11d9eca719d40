import { describe, expect, it } from 'vitest';
import { HandClock, octokitOf, repositoryOf, told } from './rig.ts';
import { startGitHub } from './stand-in.ts';

const NOON = '2026-11-02T12:00:00Z';

/** A repository with one workflow, and a client that may start it. */
async function aMonitor() {
  const clock = new HandClock(NOON);
  const standIn = await startGitHub({ now: clock.now, rights: { actions: 'write' } });
  const workflow = standIn.state.actions.addWorkflow('monitor.yml', { name: 'Monitor', dispatch: ['all'] });
  const here = repositoryOf(standIn);
  return {
    ...{ clock, standIn, workflow, here },
    actions: octokitOf(standIn).actions,
    octokit: octokitOf(standIn),
    one: { ...here, workflow_id: 'monitor.yml' },
    [Symbol.asyncDispose]: async () => {
      await standIn.close();
      expect(standIn.faults).toEqual([]);
    },
  };
}

describe('a workflow', () => {
  it('is found by its file and by its id', async () => {
    await using monitor = await aMonitor();
    const { actions, one, here, workflow } = monitor;
    const { data } = await actions.getWorkflow(one);
    expect(data).toMatchObject({ name: 'Monitor', path: '.github/workflows/monitor.yml', state: 'active' });
    expect((await actions.getWorkflow({ ...here, workflow_id: workflow.id })).data).toEqual(data);
    expect((await actions.listRepoWorkflows(here)).data).toEqual({ total_count: 1, workflows: [data] });
    expect(await told(actions.getWorkflow({ ...here, workflow_id: 'none.yml' }))).toBe('404 Not Found');
  });

  it('is enabled again, which is noted, and disabled', async () => {
    await using monitor = await aMonitor();
    const { actions, one, clock, workflow } = monitor;
    workflow.state = 'disabled_inactivity';
    clock.pass(5);
    expect((await actions.enableWorkflow(one)).status).toBe(204);
    clock.pass(5);
    await actions.enableWorkflow(one);
    expect(workflow).toMatchObject({
      state: 'active',
      enabledAt: ['2026-11-02T12:05:00Z', '2026-11-02T12:10:00Z'],
    });
    expect((await actions.disableWorkflow(one)).status).toBe(204);
    expect((await actions.getWorkflow(one)).data.state).toBe('disabled_manually');
  });

  it('is started where it may be', async () => {
    await using monitor = await aMonitor();
    const { actions, one, here, standIn, workflow } = monitor;
    const start = (asked: object) => actions.createWorkflowDispatch({ ...one, ref: 'main', ...asked });
    expect((await start({})).status).toBe(204);
    const { status, data } = await start({
      ref: 'refs/heads/main',
      inputs: { all: true },
      return_run_details: true,
    });
    const run = standIn.state.actions.runs[1];
    const page = `${standIn.webUrl}/octo-org/monitor/actions/runs/${run?.id}`;
    expect(status).toBe(200);
    expect(data).toMatchObject({ workflow_run_id: run?.id, html_url: page });
    standIn.state.actions.addWorkflow('ci.yml', { dispatch: null });
    expect(await told(start({ workflow_id: 'ci.yml' }))).toBe(
      "422 Workflow does not have 'workflow_dispatch' trigger",
    );
    expect(await told(start({ workflow_id: 'none.yml' }))).toBe('404 Not Found');
    expect(await told(start({ ref: 'other' }))).toBe('422 No ref found for: other');
    expect(await told(start({ inputs: { some: 1 } }))).toBe('422 Unexpected inputs provided: ["some"]');
    workflow.state = 'disabled_manually';
    expect(await told(start({}))).toBe("422 Cannot trigger a 'workflow_dispatch' on a disabled workflow");
    expect((await actions.listWorkflowRunsForRepo(here)).data.total_count).toBe(2);
  });
});

describe('a run', () => {
  it('is watched from its start to its end', async () => {
    await using monitor = await aMonitor();
    const { actions, one, here, standIn, clock } = monitor;
    standIn.state.actions.onDispatch = (run) => {
      run.script.push(
        () => run.begin().job('plan', null, ['Check out', 'Plan']),
        () => {
          clock.pass(1);
          run.job('plan', 'success');
          run.job('check', 'failure');
        },
        () => run.end(),
      );
    };
    await actions.createWorkflowDispatch({ ...one, ref: 'main' });
    const asked = { ...here, run_id: standIn.state.actions.runs[0]?.id ?? 0 };
    const jobs = async () => (await actions.listJobsForWorkflowRun(asked)).data.jobs;
    expect(await jobs()).toEqual([]);
    expect((await actions.getWorkflowRun(asked)).data).toMatchObject({
      status: 'in_progress',
      conclusion: null,
      event: 'workflow_dispatch',
      actor: { login: 'github-actions[bot]' },
      run_number: 1,
    });
    expect(await jobs()).toMatchObject([
      {
        name: 'plan',
        status: 'in_progress',
        steps: [{ name: 'Check out', number: 1, conclusion: null }, { name: 'Plan' }],
      },
    ]);
    expect((await actions.getWorkflowRun(asked)).data.status).toBe('in_progress');
    expect(await jobs()).toMatchObject([
      {
        name: 'plan',
        conclusion: 'success',
        completed_at: '2026-11-02T12:01:00Z',
        steps: [{ conclusion: 'success' }, { conclusion: 'success' }],
      },
      { name: 'check', conclusion: 'failure' },
    ]);
    const { data: over } = await actions.getWorkflowRun(asked);
    expect(over).toMatchObject({
      status: 'completed',
      conclusion: 'failure',
      updated_at: '2026-11-02T12:01:00Z',
    });
    expect(await told(actions.getWorkflowRun({ ...here, run_id: 1 }))).toBe('404 Not Found');
  });

  it('is listed with those of its workflow, the newest first, as asked for', async () => {
    await using monitor = await aMonitor();
    const { actions, one, here, standIn, clock } = monitor;
    const { actions: state } = standIn.state;
    state.addWorkflow('ci.yml');
    const ids: number[] = [];
    for (const origin of [{}, { branch: 'topic', event: 'push' }, {}, { sha: 'ab'.repeat(20) }]) {
      ids.push(state.start('monitor.yml', origin).end().id);
      clock.pass(15);
    }
    state.start('monitor.yml', { createdAt: '2026-11-01T00:00:00Z' }).begin();
    state.start('ci.yml');
    const [first, topic, second, third] = ids;
    const list = async (filter: object) =>
      (await actions.listWorkflowRuns({ ...one, ...filter })).data.workflow_runs.map(({ id }) => id);
    expect((await list({})).slice(0, 4)).toEqual([third, second, topic, first]);
    expect(await list({ branch: 'topic' })).toEqual([topic]);
    expect(await list({ event: 'push' })).toEqual([topic]);
    expect(await list({ head_sha: 'ab'.repeat(20) })).toEqual([third]);
    expect(await list({ status: 'success', branch: 'main', per_page: 2 })).toEqual([third, second]);
    expect(await list({ status: 'in_progress' })).toHaveLength(1);
    expect(await list({ actor: 'octo-org' })).toEqual([]);
    expect((await actions.listWorkflowRunsForRepo(here)).data.total_count).toBe(6);
  });
});

describe('artifacts', () => {
  it('are listed by name and by run, with where they come from', async () => {
    await using monitor = await aMonitor();
    const { actions, here, standIn } = monitor;
    const { actions: state } = standIn.state;
    const own = state.start('monitor.yml', { id: 9_001 });
    const forked = state.start('monitor.yml', {
      event: 'pull_request',
      branch: 'patch-1',
      sha: 'ab'.repeat(20),
      head: { id: 5, fullName: 'mallory/monitor' },
    });
    state.addArtifact(own, 'results-9001-1-1', { size: 7 });
    state.addArtifact(own, 'old', { expired: true });
    state.addArtifact(forked, 'results-9001-1-1');
    const { data } = await actions.listArtifactsForRepo({ ...here, name: 'results-9001-1-1' });
    expect(data).toMatchObject({
      total_count: 2,
      artifacts: [
        {
          workflow_run: {
            id: forked.id,
            repository_id: standIn.state.id,
            head_repository_id: 5,
            head_branch: 'patch-1',
            head_sha: 'ab'.repeat(20),
          },
        },
        {
          size_in_bytes: 7,
          expired: false,
          created_at: NOON,
          expires_at: '2027-01-31T12:00:00Z',
          workflow_run: { id: 9_001, head_repository_id: standIn.state.id, head_branch: 'main' },
        },
      ],
    });
    const ofRun = await actions.listWorkflowRunArtifacts({ ...here, run_id: 9_001 });
    expect(ofRun.data.artifacts.map(({ name, expired }) => [name, expired])).toEqual([
      ['old', true],
      ['results-9001-1-1', false],
    ]);
    const [newest] = data.artifacts;
    expect((await actions.getArtifact({ ...here, artifact_id: newest?.id ?? 0 })).data).toEqual(newest);
    expect(await told(actions.getArtifact({ ...here, artifact_id: 1 }))).toBe('404 Not Found');
    const seen = await actions.getWorkflowRun({ ...here, run_id: forked.id });
    expect(seen.data.head_repository).toMatchObject({ full_name: 'mallory/monitor', fork: true, id: 5 });
  });

  it('come in pages', async () => {
    await using monitor = await aMonitor();
    const { octokit, actions, here, standIn } = monitor;
    const run = standIn.state.actions.start('monitor.yml');
    for (let at = 0; at < 130; at++) standIn.state.actions.addArtifact(run, `results-${at}`);
    const all = await octokit.paginate(actions.listArtifactsForRepo, { ...here, per_page: 100 });
    expect(all.map(({ name }) => name)).toEqual(
      Array.from({ length: 130 }, (_, at) => `results-${129 - at}`),
    );
    expect(standIn.requests).toHaveLength(2);
  });
});
