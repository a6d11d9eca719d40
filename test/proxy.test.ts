import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RunRecord } from '../checker/domain/run-record.ts';
import { type LightsailStandIn, startLightsail } from './lightsail/stand-in.ts';
import { type Ended, puptime, startPuptime } from './puptime.ts';
import { type SimulatedWeb, startSimulatedWeb } from './simulated-web/simulated-web.ts';
import { killNaming, processesNaming } from './sshd.ts';

let aws: LightsailStandIn;
let web: SimulatedWeb;
let dir: string;
let env: Record<string, string>;
beforeEach(async () => {
  web = await startSimulatedWeb();
  const file = web.sitesFile();
  const hosts = [...file.sites, ...file.canaries].map(({ url }) => new URL(url).hostname);
  aws = await startLightsail({ localNames: hosts.filter((host) => !host.endsWith('.invalid')) });
  dir = await mkdtemp(join(tmpdir(), 'puptime-proxy-'));
  env = {
    ...aws.env,
    PUPTIME_SSH_PORT: String(aws.sshPort),
    PUPTIME_ECHO_URL: aws.echoUrl,
    PUPTIME_RUNNER_ADDRESS: '127.0.0.1',
    GITHUB_REPOSITORY: 'acme/monitor',
    GITHUB_RUN_ID: '4711',
    TMPDIR: dir,
  };
});
afterEach(async () => {
  await web.close();
  await aws.close();
  expect(await processesNaming(dir)).toEqual([]);
  expect(aws.leftovers()).toEqual([]);
  await rm(dir, { recursive: true });
});

const proxy = (...args: string[]): Promise<Ended> => puptime(['proxy', ...args], env);
const out = () => ['--out', join(dir, 'exits')];

it('makes an exit in one process, checks through it in another, and removes it in a third', async () => {
  const up = await proxy('up', '--region', 'us-west-2', ...out());
  expect(up.code, up.err).toBe(0);
  const route = up.out.trim();
  expect(route).toBe(`tunnel:${join(dir, 'exits', 'exit-1.json')}`);
  expect(await readdir(join(dir, 'puptime-keys'))).toEqual([]);
  const status = await proxy('status');
  expect(status.out).toMatch(
    /^puptime-acme-monitor-4711-1-1 {2}us-west-2a {2}running {2}127\.\d+\.\d+\.\d+ {2}0 min old, expires /,
  );

  const sites = join(dir, 'sites.json');
  await writeFile(
    sites,
    JSON.stringify(web.sitesFile({ include: ({ id }) => ['oh-register', 'ak-track-ballot'].includes(id) })),
  );
  const args = [
    'check',
    '--sites',
    sites,
    '--out',
    join(dir, 'out'),
    '--allow-loopback',
    '--no-wait',
    '--json',
    '--route',
    route,
  ];
  const { AWS_ACCESS_KEY_ID: _key, AWS_SECRET_ACCESS_KEY: _secret, ...poor } = env;
  const checked = await puptime(args, poor);
  expect(checked.code, checked.err).toBe(0);
  const run = RunRecord.parse(JSON.parse(checked.out));
  expect(run.results['oh-register']?.verdict, checked.err).toBe('up');
  expect(run.results['ak-track-ballot']?.reasons[0]).toMatchObject({ kind: 'connect', code: 'ECONNREFUSED' });
  expect(run.routes[0]?.exit?.region).toBe('us-west-2');

  const down = await proxy('down', ...out());
  expect(down.code, down.err).toBe(0);
  expect(down.err).toContain('Removed puptime-acme-monitor-4711-1-1 in us-west-2.');
  expect(aws.instances()).toEqual([]);
  const again = await proxy('down', ...out());
  expect(again.code).toBe(0);
  expect((await proxy('status')).out).toBe('No exit of acme/monitor is alive.\n');
});

it('removes an exit by run id and attempt alone', async () => {
  await proxy('up', ...out());
  await rm(join(dir, 'exits'), { recursive: true });
  const down = await proxy('down', ...out());
  expect(down.err).toContain('Removed puptime-acme-monitor-4711-1-1');
  expect(aws.instances()).toEqual([]);
  // Without the file nobody ends the ssh but the server's end.
  while ((await processesNaming(dir)).length > 0) await new Promise(setImmediate);
});

it('reaps what a killed checker left, and says what it left and why', async () => {
  const sites = join(dir, 'sites.json');
  await writeFile(sites, JSON.stringify(web.sitesFile({ include: ({ id }) => id === 'de-track-ballot' })));
  const started = startPuptime(
    [
      'check',
      '--sites',
      sites,
      '--out',
      join(dir, 'out'),
      '--allow-loopback',
      '--route',
      'lightsail:us-east-2',
    ],
    env,
  );
  while (!started.heard().includes('Loading 1 page'))
    await new Promise((resolve) => started.child.stderr?.once('data', resolve));
  started.child.kill('SIGKILL');
  await started.ended;
  await killNaming(dir);
  expect(aws.instances()).toHaveLength(1);
  const young = await proxy('reap');
  expect(young.out).toMatch(/us-east-2: left: puptime-acme-monitor-4711-1-1 \(0 min old, expires /);
  const dry = await proxy('reap', '--older-than', '0m', '--dry-run');
  expect(dry.out).toContain('us-east-2: would be removed: puptime-acme-monitor-4711-1-1');
  aws.fail({ region: 'us-west-2', with: 'AccessDeniedException', times: 1 });
  const reaped = await proxy('reap', '--older-than', '0m');
  expect(reaped.out).toContain('us-east-2: removed: puptime-acme-monitor-4711-1-1');
  expect(reaped.err).toContain('us-west-2: could not be looked at');
  expect(reaped.code).toBe(1);
  expect(aws.instances()).toEqual([]);
});

it('removes the exit at SIGTERM, and orders that at once', async () => {
  const sites = join(dir, 'sites.json');
  await writeFile(sites, JSON.stringify(web.sitesFile({ include: ({ id }) => id === 'de-track-ballot' })));
  const started = startPuptime(
    [
      'check',
      '--sites',
      sites,
      '--out',
      join(dir, 'out'),
      '--allow-loopback',
      '--route',
      'lightsail:us-east-2',
    ],
    env,
  );
  while (!started.heard().includes('Loading 1 page'))
    await new Promise((resolve) => started.child.stderr?.once('data', resolve));
  started.child.kill('SIGTERM');
  const { code, err } = await started.ended;
  expect(code, err).toBe(1);
  expect(aws.instances()).toEqual([]);
});

it('keeps two runs at once apart', async () => {
  const [first, second] = await Promise.all([
    puptime(['proxy', 'up', '--out', join(dir, 'one')], env),
    puptime(['proxy', 'up', '--out', join(dir, 'two')], { ...env, GITHUB_RUN_ID: '4712' }),
  ]);
  expect([first.code, second.code], first.err + second.err).toEqual([0, 0]);
  await puptime(['proxy', 'down', '--out', join(dir, 'one')], env);
  expect(aws.instances().map(({ name }) => name)).toEqual(['puptime-acme-monitor-4712-1-1']);
  await puptime(['proxy', 'down', '--out', join(dir, 'two')], { ...env, GITHUB_RUN_ID: '4712' });
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
  const up = await puptime(['proxy', 'up', ...out()], { ...env, ...wrong });
  expect(up.err).toMatch(message);
  expect(up.code).toBe(code);
  expect(up.err).not.toMatch(/\n\s+at /);
});

it('works with a clock that is minutes off', async () => {
  aws.setClockSkew(7 * 60_000);
  const up = await proxy('up', ...out());
  expect(up.code, up.err).toBe(0);
  await proxy('down', ...out());
});
