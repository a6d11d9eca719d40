import { afterAll, beforeAll, expect, it } from 'vitest';
import { programOf } from '../lightsail/processes.ts';
import { aJob, openRig, outcomesOf, type Rig } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({
    stands: { env: { GITHUB_API_URL: 'http://127.0.0.1:1/api/v3', AWS_ENDPOINT_URL: 'http://x' } },
  });
});
afterAll(() => rig[Symbol.asyncDispose]());

/** Logs of the steps of a workflow with one job. */
async function logsOf(steps: readonly (string | object)[], rest: object = {}): Promise<string[]> {
  const { jobs } = await rig.run({ jobs: { a: aJob(steps, rest) } });
  return jobs.a?.steps.map(({ log }) => log.trimEnd()) ?? [];
}

it('lays variables over each other: workflow, job, GITHUB_ENV, step, and above all its own', async () => {
  const show = 'echo $A $B $C $D';
  const { jobs } = await rig.run({
    env: { A: 'workflow', B: 'workflow', C: 'workflow', D: 'workflow' },
    jobs: {
      a: aJob(
        [
          'echo B=file >>$GITHUB_ENV; echo C=file >>$GITHUB_ENV; echo NODE_OPTIONS=x >>$GITHUB_ENV',
          { run: `${show} \${{ env.B }} \${{ env.C }}`, env: { C: 'step', D: `\${{ env.D }}-step` } },
          {
            run: 'echo $GITHUB_RUN_ID $GITHUB_API_URL $AWS_ENDPOINT_URL $NODE_OPTIONS',
            env: { GITHUB_RUN_ID: '7', AWS_ENDPOINT_URL: 'mine' },
          },
        ],
        { env: { D: `job-\${{ vars.NONE || github.event_name }}` } },
      ),
    },
  });
  const logs = jobs.a?.steps.map(({ log }) => log.trimEnd());
  expect(logs?.[1]).toBe('workflow file step job-workflow_dispatch-step file step');
  expect(logs?.[2]).toMatch(/^17\d+ http:\/\/127\.0\.0\.1:1\/api\/v3 mine$/);
});

it('gives a step nothing of the environment of these tests', async () => {
  process.env.PUPTIME_TEST_SECRET = 'leak';
  const [log = ''] = await logsOf(['env; pwd; ls -A | wc -l']).finally(() => {
    delete process.env.PUPTIME_TEST_SECRET;
  });
  expect(log).not.toContain('leak');
  expect(log).not.toContain('VITEST');
  expect(log).toMatch(/^CI=true$/m);
  expect(log).toMatch(/^GITHUB_ACTIONS=true$/m);
  expect(log).toMatch(/work\/monitor\/monitor\n0$/);
});

it('runs bash as GitHub does: pipes are looked at when it is named', async () => {
  const pipe = 'false | true; echo through';
  const { jobs } = await rig.run({
    jobs: {
      plain: aJob([pipe]),
      bash: aJob([{ run: pipe, shell: 'bash' }]),
      all: aJob([pipe, { if: 'always()', run: 'pwd', 'working-directory': '/' }], {
        defaults: { run: { shell: 'bash' } },
      }),
    },
  });
  expect(jobs.plain?.result).toBe('success');
  expect(jobs.bash?.result).toBe('failure');
  expect(jobs.all?.steps.map(({ outcome, log }) => [outcome, log.split('\n')[0]])).toEqual([
    ['failure', '##[error]Process completed with exit code 1.'],
    ['success', '/'],
  ]);
});

it('obeys what is printed, hides what is masked, and shows what is said beside the log', async () => {
  const run = await rig.run({
    jobs: {
      a: aJob([
        {
          id: 'x',
          run: 'echo ::add-mask::hunter2; echo my hunter2; echo "::set-output name=old::1"; echo "page: ##[set-output name=hidden]2"',
        },
        {
          name: 'Say',
          run: `echo "::warning file=sites.json,line=12,title=T::\${{ steps.x.outputs.old }}\${{ steps.x.outputs.hidden }} hunter2"`,
        },
        'echo ::stop-commands::xyz; echo ::error::not; echo ::xyz::; echo ::notice::yes',
        'echo "::set-env name=A::1"',
      ]),
    },
  });
  expect(run.jobs.a?.steps[0]?.log).toBe('my ***\n');
  expect(
    run.annotations.map(({ level, step, file, line, title, message }) => [
      level,
      step,
      file,
      line,
      title,
      message,
    ]),
  ).toEqual([
    ['warning', 'Say', 'sites.json', 12, 'T', '12 ***'],
    [
      'notice',
      'Run echo ::stop-commands::xyz; echo ::error::not; echo ::xyz::; echo ::notice::yes',
      null,
      null,
      null,
      'yes',
    ],
    ['error', 'Run echo "::set-env name=A::1"', null, null, null, 'The `set-env` command is disabled.'],
  ]);
  expect(outcomesOf(run, 'a').at(-1)).toBe('failure');
});

it('takes in outputs, paths and Markdown, and fails at what it cannot read', async () => {
  const run = await rig.run({
    jobs: {
      a: aJob([
        {
          id: 'x',
          run: `mkdir bin; printf '#!/bin/sh\\necho mine' >bin/tool; chmod +x bin/tool; echo "$PWD/bin" >>$GITHUB_PATH\nprintf 'text<<E\\n1\\n2\\nE\\n' >>$GITHUB_OUTPUT; echo '## Seen' >>$GITHUB_STEP_SUMMARY`,
        },
        `tool; echo '\${{ toJSON(steps.x.outputs) }}'`,
        'echo nonsense >>$GITHUB_OUTPUT',
        { if: 'always()', run: 'head -c 1100000 /dev/zero >>$GITHUB_STEP_SUMMARY' },
      ]),
    },
  });
  expect(run.jobs.a?.steps[1]?.log).toBe('mine\n{\n  "text": "1\\n2"\n}\n');
  expect(outcomesOf(run, 'a')).toEqual(['success', 'success', 'failure', 'success']);
  expect(run.summaries).toEqual([{ job: 'a', step: expect.stringContaining('mkdir'), text: '## Seen\n' }]);
  expect(run.annotations.at(-1)?.message).toContain('1024k');
});

it('ends a step at its limit, by signals to its entry process, and goes on where a condition says so', async () => {
  const run = await rig.run({
    jobs: {
      a: aJob([
        { run: "trap 'echo tidying; exit 0' INT; sleep 60 & wait", 'timeout-minutes': 2 },
        'true',
        { if: 'failure()', run: 'true' },
      ]),
    },
  });
  expect(outcomesOf(run, 'a')).toEqual(['failure', 'skipped', 'success']);
  expect(run.jobs.a?.steps[0]?.log).toBe('tidying\n##[error]The action has timed out after 2 minutes.\n');
});

it('ends a job at its limit as if it were cancelled', async () => {
  const run = await rig.run({
    jobs: { a: aJob(['exec sleep 60', { if: 'cancelled()', run: 'true' }], { 'timeout-minutes': 1 }) },
  });
  expect(outcomesOf(run, 'a')).toEqual(['cancelled', 'success']);
  expect([run.jobs.a?.result, run.conclusion]).toEqual(['cancelled', 'cancelled']);
});

it('waits for nobody who is left holding the log, and in the end ends those that carry the mark of the job, and nobody else', async () => {
  const run = await rig.run({
    jobs: {
      a: aJob(['sleep 300 & echo $!', 'env -u RUNNER_TRACKING_ID sleep 301 >/dev/null 2>&1 & echo $!']),
    },
  });
  const [marked = 0, unmarked = 0] = run.jobs.a?.steps.map(({ log }) => Number(log)) ?? [];
  expect(run.jobs.a?.leftBehind).toEqual([{ pid: marked, program: 'sleep' }]);
  expect(programOf(unmarked)).toBe('sleep');
  process.kill(unmarked);
});
