import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RunRecord } from '../checker/domain/run-record.ts';
import { type LightsailStandIn, startLightsail } from './lightsail/stand-in.ts';
import { puptime } from './puptime.ts';
import { type SimulatedWeb, startSimulatedWeb } from './simulated-web/simulated-web.ts';

let aws: LightsailStandIn;
let web: SimulatedWeb;
let dir: string;
let env: Record<string, string>;
beforeEach(async () => {
  web = await startSimulatedWeb();
  const hosts = web.sites.map(({ url }) => new URL(url).hostname);
  const canaries = web.sitesFile().canaries.map(({ url }) => new URL(url).hostname);
  aws = await startLightsail({
    localNames: [...hosts.filter((host) => !host.endsWith('.invalid')), ...canaries],
  });
  dir = await mkdtemp(join(tmpdir(), 'puptime-exits-'));
  env = {
    ...aws.env,
    PUPTIME_SSH_PORT: String(aws.sshPort),
    PUPTIME_ECHO_URL: aws.echoUrl,
    PUPTIME_RUNNER_ADDRESS: '127.0.0.1',
    TMPDIR: dir,
  };
});
afterEach(async () => {
  await web.close();
  await aws.close();
  expect(aws.leftovers()).toEqual([]);
  await rm(dir, { recursive: true });
});

const shown = ['oh-register', 'mi-polling-place', 'la-track-ballot', 'nm-register', 'ak-track-ballot'];

async function check(routes: string[], ids = shown): Promise<{ run: RunRecord; err: string }> {
  const sites = join(dir, 'sites.json');
  await writeFile(sites, JSON.stringify(web.sitesFile({ include: ({ id }) => ids.includes(id) })));
  const { code, err, out } = await puptime(
    [
      'check',
      '--sites',
      sites,
      '--out',
      join(dir, 'out'),
      '--allow-loopback',
      '--json',
      '--route',
      ...routes,
    ],
    env,
  );
  expect(code, err).toBe(0);
  return { run: RunRecord.parse(JSON.parse(out)), err };
}

it('makes an exit, loads through it, confirms over a second one in another region, and removes both', async () => {
  const { run, err } = await check(['lightsail:us-east-2', 'lightsail:us-west-2']);
  expect(
    Object.fromEntries(
      Object.entries(run.results).map(([id, { verdict, confirmed }]) => [
        id,
        `${verdict}${confirmed ? '' : '?'}`,
      ]),
    ),
    err,
  ).toEqual({
    'oh-register': 'up',
    'mi-polling-place': 'up',
    'la-track-ballot': 'down',
    'nm-register': 'down',
    'ak-track-ballot': 'down',
  });
  expect(run.results['nm-register']?.reasons[0]).toMatchObject({ kind: 'dns' });
  expect(run.results['ak-track-ballot']?.reasons[0]).toMatchObject({ kind: 'connect', code: 'ECONNREFUSED' });
  expect(run.routes.map(({ name, exit }) => [name, exit?.region, exit?.removed !== null])).toEqual([
    ['lightsail:us-east-2', 'us-east-2', true],
    ['lightsail:us-west-2', 'us-west-2', true],
  ]);
  const [first, second] = run.routes;
  expect(first?.exit?.address).not.toBe(second?.exit?.address);
  const { created = '', running = '', sshReady = '', proven = '', removed } = first?.exit ?? {};
  expect([created, running, sshReady, proven, removed].toSorted()).toEqual([
    created,
    running,
    sshReady,
    proven,
    removed,
  ]);
  expect(first?.exit?.costAtMost).toBeGreaterThan(0.006);
  expect(aws.instances()).toEqual([]);
  expect(await readdir(join(dir, 'puptime-keys'))).toEqual([]);
});

it('makes no second exit when nothing needs one', async () => {
  const { run } = await check(
    ['lightsail:us-east-2', 'lightsail:us-west-2'],
    ['oh-register', 'mi-polling-place'],
  );
  expect(run.routes).toHaveLength(1);
  expect(aws.calls().filter(({ operation }) => operation === 'CreateInstances')).toHaveLength(1);
});
