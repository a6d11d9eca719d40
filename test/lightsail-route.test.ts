import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ExitsRig, openExitsRig } from './exits-rig.ts';

let rig: ExitsRig;
beforeEach(async () => {
  rig = await openExitsRig();
});
afterEach(() => rig[Symbol.asyncDispose]());

const EXITS = ['--route', 'lightsail:us-east-2', 'lightsail:us-west-2'];

it('makes an exit, loads through it, confirms over a second one in another region, and removes both', async () => {
  const shown = ['oh-register', 'mi-polling-place', 'la-track-ballot', 'nm-register', 'ak-track-ballot'];
  const { run, err } = await rig.check(shown, EXITS);
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
  expect(rig.aws.instances()).toEqual([]);
  expect(await readdir(rig.keysDir)).toEqual([]);
});

it('makes no second exit when nothing needs one', async () => {
  const { run } = await rig.check(['oh-register', 'mi-polling-place'], EXITS);
  expect(run.routes).toHaveLength(1);
  expect(rig.aws.calls().filter(({ operation }) => operation === 'CreateInstances')).toHaveLength(1);
});
