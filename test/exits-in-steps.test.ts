import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { ExitFacts, type RunRecord } from '../checker/domain/run-record.ts';
import { type ExitsRig, openExitsRig, SECOND_REGION } from './exits-rig.ts';
import { puptime } from './puptime.ts';
import { processesNaming } from './sshd.ts';

let rig: ExitsRig;
beforeEach(async () => {
  rig = await openExitsRig({
    env: { GITHUB_REPOSITORY: 'acme/monitor', GITHUB_RUN_ID: '4711', GITHUB_RUN_ATTEMPT: '2' },
  });
});
afterEach(() => rig[Symbol.asyncDispose]());

/** What `proxy up --json` prints. */
const MadeExit = ExitFacts.extend({ route: z.string() });

async function proxyUp(...args: string[]): Promise<z.infer<typeof MadeExit>> {
  const { code, out, err } = await rig.proxy('up', '--json', '--out', join(rig.dir, 'exits'), ...args);
  expect(code, err).toBe(0);
  return MadeExit.parse(JSON.parse(out));
}

const verdicts = ({ results }: RunRecord) =>
  Object.fromEntries(
    Object.entries(results).map(([id, { verdict, confirmed }]) => [id, `${verdict}${confirmed ? '' : '?'}`]),
  );

it('checks without credentials, makes a second exit for what is left, confirms over it, and removes both by run id and attempt', async () => {
  const shown = ['oh-register', 'la-track-ballot', 'pa-register'];
  const { route: firstRoute, ...first } = await proxyUp('--region', 'us-east-2');
  const left = await rig.check(shown, ['--no-wait', '--route', firstRoute], { env: rig.poorEnv });
  expect(verdicts(left.run), left.err).toEqual({
    'oh-register': 'up',
    'la-track-ballot': 'down?',
    'pa-register': 'blocked?',
  });
  expect(left.err).toContain('2 unconfirmed');

  const { route: secondRoute, ...second } = await proxyUp('--region', SECOND_REGION, '--ordinal', '2');
  const confirm = ['--confirm', join(rig.dir, 'out'), '--route', secondRoute];
  const { run, err } = await rig.check(shown, confirm, { env: rig.poorEnv });
  expect(run.id).toBe('4711-2');
  expect(verdicts(run), err).toEqual({
    'oh-register': 'up',
    'la-track-ballot': 'down',
    'pa-register': 'up',
  });
  expect(Object.values(run.results).map(({ visits }) => visits.map(({ route }) => route))).toEqual([
    [0],
    [0, 1],
    [0, 1],
  ]);
  expect(run.routes.map(({ name, state, exit }) => ({ name, state, exit }))).toEqual([
    { name: 'lightsail:us-east-2', state: 'burned', exit: first },
    { name: 'lightsail:us-west-2', state: 'ok', exit: second },
  ]);
  expect(first.address).not.toBe(second.address);

  const { GITHUB_RUN_ID: _run, GITHUB_RUN_ATTEMPT: _attempt, ...env } = rig.env;
  const elsewhere = ['--out', join(rig.dir, 'elsewhere')];
  const down = await puptime(['proxy', 'down', '--run', '4711', '--attempt', '2', ...elsewhere], env);
  expect(down.code, down.err).toBe(0);
  expect(down.err).toContain(`Removed ${first.instance} in us-east-2.`);
  expect(down.err).toContain(`Removed ${second.instance} in us-west-2.`);
  expect(rig.aws.instances()).toEqual([]);
  // Nobody but their servers' end ends the tunnels then.
  while ((await processesNaming(rig.keysDir)).length > 0) await new Promise(setImmediate);
});
