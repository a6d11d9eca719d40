import { afterAll, beforeAll, expect, it } from 'vitest';
import { aJob, openRig, outcomesOf, type Rig } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig[Symbol.asyncDispose]());

const resultsOf = (run: Awaited<ReturnType<Rig['run']>>) =>
  Object.fromEntries(Object.values(run.jobs).map(({ key, result }) => [key, result]));

it('hands outputs on, and makes a matrix of one', async () => {
  const run = await rig.run({
    jobs: {
      plan: aJob(
        [
          {
            id: 'plan',
            run: `echo 'matrix={"include":[{"shard":"1/2"},{"shard":"2/2"}]}' >>"$GITHUB_OUTPUT"`,
          },
        ],
        {
          outputs: { matrix: `\${{ steps.plan.outputs.matrix }}` },
        },
      ),
      check: aJob(
        [
          {
            id: 'a',
            run: `echo "seen-\${{ strategy.job-index }}=$SHARD" >>$GITHUB_OUTPUT`,
            env: { SHARD: `\${{ matrix.shard }}` },
          },
        ],
        {
          needs: 'plan',
          strategy: { matrix: `\${{ fromJSON(needs.plan.outputs.matrix) }}` },
          outputs: { first: `\${{ steps.a.outputs.seen-0 }}`, second: `\${{ steps.a.outputs.seen-1 }}` },
        },
      ),
      record: aJob([`echo "got \${{ needs.check.outputs.first }} and \${{ needs.check.outputs.second }}"`], {
        needs: ['plan', 'check'],
      }),
    },
  });
  expect(resultsOf(run)).toEqual({
    plan: 'success',
    'check (1/2)': 'success',
    'check (2/2)': 'success',
    record: 'success',
  });
  expect(run.jobs.record?.steps[0]?.log).toBe('got 1/2 and 2/2\n');
  expect(run.conclusion).toBe('success');
});

it('takes what comes after a job that was skipped along, further than the next one', async () => {
  const run = await rig.run({
    jobs: {
      a: aJob(['true'], { if: "vars.ON == 'true'" }),
      b: aJob(['true'], { needs: 'a' }),
      c: aJob(['true'], { needs: 'a', if: 'always()' }),
      d: aJob(['true'], { needs: 'c' }),
      e: aJob(['true'], { needs: 'c', if: "always() && needs.c.result == 'success'" }),
    },
  });
  expect(resultsOf(run)).toEqual({ a: 'skipped', b: 'skipped', c: 'success', d: 'skipped', e: 'success' });
  expect(run.conclusion).toBe('success');
});

it('goes on after a failure only where a condition says so', async () => {
  const run = await rig.run({
    jobs: {
      a: aJob(['exit 3', 'true', { if: 'failure()', run: 'true' }, { if: 'always()', run: 'true' }]),
      b: aJob(['true'], { needs: 'a' }),
      c: aJob(['true'], { needs: 'a', if: 'failure()' }),
      d: aJob(['true'], { needs: ['a'], if: "needs.a.result == 'failure' && !cancelled()" }),
    },
  });
  expect(outcomesOf(run, 'a')).toEqual(['failure', 'skipped', 'success', 'success']);
  expect(resultsOf(run)).toEqual({ a: 'failure', b: 'skipped', c: 'success', d: 'success' });
  expect(run.conclusion).toBe('failure');
  expect(run.annotations).toMatchObject([
    { level: 'error', job: 'a', step: 'Run exit 3', message: 'Process completed with exit code 3.' },
  ]);
});

it('forgives what may fail, in steps and in jobs', async () => {
  const run = await rig.run({
    jobs: {
      a: aJob([
        { id: 'x', run: 'false', 'continue-on-error': true },
        `echo "\${{ steps.x.outcome }} \${{ steps.x.conclusion }} \${{ job.status }}"`,
      ]),
      site: aJob(['false'], { 'continue-on-error': true }),
      after: aJob(['true'], { needs: 'site' }),
    },
  });
  expect(run.jobs.a?.steps[1]?.log).toBe('failure success success\n');
  expect(run.jobs.site).toMatchObject({ result: 'success', conclusion: 'failure' });
  expect([run.jobs.after?.result, run.conclusion]).toEqual(['success', 'success']);
});

it.each([
  ['ends the other legs when one fails', true, 'cancelled'],
  ['leaves them alone without fail-fast', false, 'success'],
])('%s', async (_, failFast, other) => {
  const run = await rig.run({
    jobs: {
      check: aJob([`test \${{ matrix.n }} = 2 || exit 1`], {
        name: `check \${{ matrix.n }}`,
        strategy: { matrix: { n: [1, 2] }, 'fail-fast': failFast, 'max-parallel': 1 },
      }),
    },
  });
  expect(resultsOf(run)).toEqual({ 'check 1': 'failure', 'check 2': other });
  expect(run.conclusion).toBe('failure');
});

it('gives each token the rights of its job, and the variables for OIDC where they were asked for', async () => {
  const show = `echo "\${{ github.token == secrets.GITHUB_TOKEN }} \${GITHUB_TOKEN:-none} \${ACTIONS_ID_TOKEN_REQUEST_TOKEN:+oidc}"`;
  const given: object[] = [];
  await using own = await openRig({
    stands: { issueToken: (rights) => `ghs_${given.push(rights)}` },
    parallel: 1,
  });
  const run = await own.run({
    permissions: {},
    jobs: {
      a: aJob([show], { permissions: { contents: 'read', 'id-token': 'write' } }),
      b: aJob([show, { run: show, env: { GITHUB_TOKEN: `\${{ github.token }}` } }]),
    },
  });
  expect(given).toEqual([{ contents: 'read', 'id-token': 'write' }, {}]);
  expect(run.jobs.a?.rights).toEqual(given[0]);
  expect(run.jobs.a?.steps[0]?.log).toBe('true none oidc\n');
  expect(run.jobs.b?.steps.map(({ log }) => log)).toEqual(['true none \n', 'true *** \n']);
  expect(own.runner.secrets).toContain('ghs_2');
});

it('keeps no output that has a secret in it', async () => {
  const run = await rig.run({
    jobs: {
      a: aJob(
        [{ id: 'a', run: `echo "token=\${{ github.token }}x" >>$GITHUB_OUTPUT; echo ok=1 >>$GITHUB_OUTPUT` }],
        {
          outputs: { token: `\${{ steps.a.outputs.token }}`, ok: `\${{ steps.a.outputs.ok }}` },
        },
      ),
    },
  });
  expect(run.jobs.a?.outputs).toEqual({ ok: '1' });
  expect(run.annotations).toMatchObject([{ level: 'warning', message: expect.stringContaining("'token'") }]);
});

it('refuses a workflow that the event does not start, and rejects when an expression cannot be evaluated', async () => {
  await expect(rig.run({ on: 'push', jobs: { a: aJob(['true']) } })).rejects.toThrow(
    'not started by workflow_dispatch',
  );
  const jobs = { a: aJob([`echo \${{ fromJSON('') }}`]), b: aJob(['true'], { needs: 'a', if: 'always()' }) };
  await expect(rig.run({ jobs })).rejects.toThrow('fromJSON');
});
