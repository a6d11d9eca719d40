import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { foldRun } from '../checker/domain/fold.ts';
import { emptyLedger } from '../checker/domain/ledger.ts';
import { anExit, aRun } from '../checker/domain/run-builders.ts';
import { runPath } from '../checker/domain/run-path.ts';
import { runText } from '../checker/ledger/run-files.ts';
import { type ExitsRig, openExitsRig, untilHeard } from './exits-rig.ts';
import { puptime, type Started } from './puptime.ts';
import { killNaming, processesNaming } from './sshd.ts';

let rig: ExitsRig;
beforeEach(async () => {
  rig = await openExitsRig({ env: { GITHUB_REPOSITORY: 'acme/monitor', GITHUB_RUN_ID: '4711' } });
});
afterEach(() => rig[Symbol.asyncDispose]());

const out = () => ['--out', join(rig.dir, 'exits')];

/** The state file of a ledger whose only run left from an address. */
async function stateAfter(address: string): Promise<string> {
  const exit = anExit({ address });
  const run = aRun({
    startedAt: '2026-11-23T14:07:00.000Z',
    routes: [{ name: 'lightsail:us-east-2', state: 'ok', canaries: [], exit }],
  });
  const live = join(rig.dir, 'live');
  const record = join(live, runPath(run));
  await mkdir(dirname(record), { recursive: true });
  await writeFile(record, runText(run));
  await writeFile(join(live, 'state.json'), JSON.stringify(foldRun(emptyLedger(), run).state));
  return join(live, 'state.json');
}

/** A check that loads a page which never answers, over an exit of its own. */
async function checkUnderWay(): Promise<Started> {
  const started = await rig.startCheck(['de-track-ballot'], ['--route', 'lightsail:us-east-2']);
  await untilHeard(started, 'Loading 1 page');
  return started;
}

it('makes an exit in one process, checks through it in another, and removes it in a third', async () => {
  const up = await rig.proxy('up', '--region', 'us-west-2', ...out());
  expect(up.code, up.err).toBe(0);
  const route = up.out.trim();
  expect(route).toBe(`tunnel:${join(rig.dir, 'exits', 'exit-1.json')}`);
  expect(await readdir(rig.keysDir)).toEqual([]);
  const status = await rig.proxy('status');
  expect(status.out).toMatch(
    /^puptime-acme-monitor-4711-1-1 {2}us-west-2a {2}running {2}127\.\d+\.\d+\.\d+ {2}0 min old, expires /,
  );

  const shown = ['oh-register', 'ak-track-ballot'];
  const address = rig.aws.instance('puptime-acme-monitor-4711-1-1').address;
  const state = await stateAfter(address);
  const { run, err } = await rig.check(shown, ['--no-wait', '--state', state, '--route', route], {
    env: rig.poorEnv,
  });
  expect(run.results['oh-register']?.verdict, err).toBe('up');
  expect(run.results['ak-track-ballot']?.reasons[0]).toMatchObject({ kind: 'connect', code: 'ECONNREFUSED' });
  expect(run.routes[0]?.exit?.region).toBe('us-west-2');
  expect(run.notes, err).toEqual([
    `The exit lightsail:us-west-2 is seen from ${address}, as an exit of the last run was: pages may know that address.`,
  ]);
  expect(err).toContain(`${run.notes[0]}\nLoading 2 pages`);

  const down = await rig.proxy('down', ...out());
  expect(down.code, down.err).toBe(0);
  expect(down.err).toContain('Removed puptime-acme-monitor-4711-1-1 in us-west-2.');
  expect(rig.aws.instances()).toEqual([]);
  const again = await rig.proxy('down', ...out());
  expect(again.code).toBe(0);
  expect((await rig.proxy('status')).out).toBe('No exit of acme/monitor is alive.\n');
});

it('removes an exit by run id and attempt alone', async () => {
  await rig.proxy('up', ...out());
  await rm(join(rig.dir, 'exits'), { recursive: true });
  const down = await rig.proxy('down', ...out());
  expect(down.err).toContain('Removed puptime-acme-monitor-4711-1-1');
  expect(rig.aws.instances()).toEqual([]);
  // Without the file nobody ends the ssh but the server's end.
  while ((await processesNaming(rig.dir)).length > 0) await new Promise(setImmediate);
});

it('reaps what a killed checker left, and says what it left and why', async () => {
  const started = await checkUnderWay();
  started.child.kill('SIGKILL');
  await started.ended;
  await killNaming(rig.dir);
  expect(rig.aws.instances()).toHaveLength(1);
  const young = await rig.proxy('reap');
  expect(young.out).toMatch(/us-east-2: left: puptime-acme-monitor-4711-1-1 \(0 min old, expires /);
  const dry = await rig.proxy('reap', '--older-than', '0m', '--dry-run');
  expect(dry.out).toContain('us-east-2: would be removed: puptime-acme-monitor-4711-1-1');
  rig.aws.fail({ region: 'us-west-2', with: 'AccessDeniedException', times: 1 });
  const reaped = await rig.proxy('reap', '--older-than', '0m');
  expect(reaped.out).toContain('us-east-2: removed: puptime-acme-monitor-4711-1-1');
  expect(reaped.err).toContain('us-west-2: could not be looked at');
  expect(reaped.code).toBe(1);
  expect(rig.aws.instances()).toEqual([]);
});

it('removes the exit at SIGTERM, and orders that at once', async () => {
  const started = await checkUnderWay();
  started.child.kill('SIGTERM');
  const { code, err } = await started.ended;
  expect(code, err).toBe(1);
  expect(rig.aws.instances()).toEqual([]);
});

it('keeps two runs at once apart', async () => {
  const [first, second] = await Promise.all([
    puptime(['proxy', 'up', '--out', join(rig.dir, 'one')], rig.env),
    puptime(['proxy', 'up', '--out', join(rig.dir, 'two')], { ...rig.env, GITHUB_RUN_ID: '4712' }),
  ]);
  expect([first.code, second.code], first.err + second.err).toEqual([0, 0]);
  await puptime(['proxy', 'down', '--out', join(rig.dir, 'one')], rig.env);
  expect(rig.aws.instances().map(({ name }) => name)).toEqual(['puptime-acme-monitor-4712-1-1']);
  await puptime(['proxy', 'down', '--out', join(rig.dir, 'two')], { ...rig.env, GITHUB_RUN_ID: '4712' });
});

it.each([
  [
    {
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
      AWS_EC2_METADATA_DISABLED: 'true',
      HOME: '/nonexistent',
    },
    1,
    /does not accept the credentials|sign in/,
  ],
  [{ PUPTIME_SSH_PORT: 'many' }, 2, /PUPTIME_SSH_PORT/],
  [{ PUPTIME_REGIONS: 'ohio' }, 2, /PUPTIME_REGIONS/],
])('with %j ends with %i and says what to do', async (wrong, code, message) => {
  const up = await puptime(['proxy', 'up', ...out()], { ...rig.env, ...wrong });
  expect(up.err).toMatch(message);
  expect(up.code).toBe(code);
  expect(up.err).not.toMatch(/\n\s+at /);
});

it('works with a clock that is minutes off', async () => {
  rig.aws.setClockSkew(7 * 60_000);
  const up = await rig.proxy('up', ...out());
  expect(up.code, up.err).toBe(0);
  await rig.proxy('down', ...out());
});
