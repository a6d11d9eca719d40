import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exitSettings } from '../checker/routes/lightsail/exit-settings.ts';
import { LightsailApi } from '../checker/routes/lightsail/lightsail-api.ts';
import { LightsailRoute } from '../checker/routes/lightsail/lightsail-route.ts';
import { type ExitWish, makeExit } from '../checker/routes/lightsail/make-exit.ts';
import { reapRegion } from '../checker/routes/lightsail/reap.ts';
import { removeInstance } from '../checker/routes/lightsail/remove-instance.ts';
import { type LightsailStandIn, startLightsail } from './lightsail/stand-in.ts';
import { killNaming, processesNaming } from './sshd.ts';

let aws: LightsailStandIn;
let dir: string;
const variables: Record<string, string | undefined> = {};
beforeEach(async () => {
  aws = await startLightsail();
  dir = await mkdtemp(join(tmpdir(), 'puptime-exits-'));
  for (const [name, value] of Object.entries(aws.env)) {
    variables[name] = process.env[name];
    process.env[name] = value;
  }
});
afterEach(async () => {
  expect(await processesNaming(dir)).toEqual([]);
  expect(await readdir(dir)).toEqual([]);
  await aws.close();
  expect(aws.leftovers()).toEqual([]);
  await rm(dir, { recursive: true });
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

const owner = { repository: 'acme/monitor', run: '4711', attempt: '1' };

function aWish(overrides: Partial<ExitWish> & { regions?: string[] } = {}): ExitWish & { heard: string[] } {
  const heard: string[] = [];
  const { regions = ['us-east-2', 'us-west-2'], ...others } = overrides;
  return {
    owner,
    ordinal: 1,
    apis: regions.map((region) => new LightsailApi(region)),
    settings: exitSettings({
      PUPTIME_SSH_PORT: String(aws.sshPort),
      PUPTIME_ECHO_URL: aws.echoUrl,
      PUPTIME_RUNNER_ADDRESS: '203.0.113.7',
    }),
    keysParent: dir,
    now: () => new Date(),
    signal: new AbortController().signal,
    log: (line) => void heard.push(line),
    patience: { runningMs: 3_000, pollMs: 50 },
    tunnel: { deadlineMs: 20_000 },
    heard,
    ...others,
  };
}

const created = () => aws.calls().filter(({ operation }) => operation === 'CreateInstances').length;

async function openAndClose(wish: ExitWish): Promise<{ region: string; zone: string }> {
  await using route = await LightsailRoute.open(wish, { allowLoopback: true });
  const { region, zone } = route.exit();
  return { region, zone };
}

it('makes an exit that carries its tags, lets only this machine in, and is gone afterwards', async () => {
  const route = await LightsailRoute.open(aWish(), { allowLoopback: true });
  const [instance] = aws.instances();
  expect(instance?.tags).toMatchObject({
    'puptime:repository': 'acme/monitor',
    'puptime:run': '4711',
    'puptime:attempt': '1',
  });
  expect((await instance?.launched)?.metadata).toBe('unreachable');
  expect(route.exit()).toMatchObject({
    region: 'us-east-2',
    instance: 'puptime-acme-monitor-4711-1-1',
    removed: null,
  });
  await route[Symbol.asyncDispose]();
  await route[Symbol.asyncDispose]();
  expect(aws.instances()).toEqual([]);
  expect(route.exit().removed).not.toBeNull();
});

it('asks nothing more of the service once it is proven: what failed then would leave it behind', async () => {
  const wish = aWish({ regions: ['us-east-2'] });
  await using route = await LightsailRoute.open(wish, { allowLoopback: true });
  const operations = aws.calls().map(({ operation }) => operation);
  expect(operations.filter((operation) => operation === 'GetBundles')).toHaveLength(1);
  expect(operations.at(-1)).toBe('GetInstancePortStates');
  expect(route.exit().costAtMost).toBeGreaterThan(0);
});

describe('on the way to an instance', () => {
  it('goes to the next zone, deleting what failed', async () => {
    aws.fail({ operation: 'CreateInstances', with: 'OperationFailureException', leavesInstance: true });
    const { zone } = await openAndClose(aWish());
    expect(zone).toBe('us-east-2b');
    expect(aws.instances()).toEqual([]);
  });

  it('goes to the next region when no zone can', async () => {
    aws.fail({
      operation: 'CreateInstances',
      region: 'us-east-2',
      with: 'OperationFailureException',
      times: Number.POSITIVE_INFINITY,
    });
    expect((await openAndClose(aWish())).region).toBe('us-west-2');
  });

  it('says what every zone said when none can', async () => {
    aws.fail({
      operation: 'CreateInstances',
      with: 'OperationFailureException',
      times: Number.POSITIVE_INFINITY,
    });
    await expect(makeExit(aWish())).rejects.toThrow(
      /no zone could make an instance:\n {2}us-east-2a: .*\n(.*\n)*.*us-west-2/,
    );
    expect(aws.instances()).toEqual([]);
  });

  it('takes the instance whose answer was lost for what it is, and makes no second one', async () => {
    aws.fail({ operation: 'CreateInstances', with: 'lost-answer' });
    const wish = aWish();
    await openAndClose(wish);
    expect(wish.heard.join('\n')).toContain('was lost; it is there, with our tags');
  });

  it('leaves an instance of that name alone that is somebody else’s', async () => {
    const other = { ...owner, repository: 'acme-monitor' };
    const theirs = await LightsailRoute.open(aWish({ owner: other }), { allowLoopback: true });
    await expect(makeExit(aWish())).rejects.toThrow(/other tags than ours|already in use/);
    expect(aws.instances()).toHaveLength(1);
    await theirs[Symbol.asyncDispose]();
  });

  it.each([
    ['never runs', { pendingMs: Number.POSITIVE_INFINITY }, /it is pending/],
    ['never has an address', { addressMs: Number.POSITIVE_INFINITY }, /it is running, without an address/],
  ])('gives up on an instance that %s, and tries the next zone', async (_what, behaviour, said) => {
    aws.behave({ ...behaviour });
    const wish = aWish();
    const { zone } = await openAndClose(wish);
    expect(zone).toBe('us-east-2b');
    expect(wish.heard.join('\n')).toMatch(said);
  });

  it('waits for what is throttled or fails for a moment', async () => {
    aws.fail({ operation: 'CreateInstances', with: 'ThrottlingException', times: 2 });
    aws.fail({ operation: 'GetInstance', with: 'ServiceException', times: 2 });
    expect((await openAndClose(aWish())).zone).toBe('us-east-2a');
  });

  it('names a bundle that there is not, and those there are', async () => {
    const settings = { ...aWish().settings, bundle: 'pico_9_9' };
    await expect(makeExit(aWish({ settings }))).rejects.toThrow(
      /PUPTIME_BUNDLE=pico_9_9: there is .*nano_3_0/,
    );
    expect(created()).toBe(0);
  });

  it('makes none above the limit, and says which are alive', async () => {
    const settings = { ...aWish().settings, maxInstances: 1 };
    const first = await LightsailRoute.open(aWish({ settings }), { allowLoopback: true });
    await expect(makeExit(aWish({ settings, ordinal: 2 }))).rejects.toThrow(
      /no more than 1 may be.*\n {2}puptime-acme-monitor-4711-1-1 in us-east-2\n.*proxy reap/,
    );
    await first[Symbol.asyncDispose]();
  });

  it.each([
    ['AccessDeniedException', /deploy \.github\/aws\/puptime\.yml again/],
    ['ExpiredTokenException', /sign in again, or give the job a role/],
    ['RegionSetupInProgressException', /still being set up/],
  ] as const)('tells a person what to do about %s', async (fault, remedy) => {
    aws.fail({ with: fault, times: Number.POSITIVE_INFINITY });
    await expect(makeExit(aWish())).rejects.toThrow(remedy);
    aws.heal();
    expect(created()).toBe(0);
  });

  it('leaves nothing when it is interrupted', async () => {
    aws.behave({ pendingMs: Number.POSITIVE_INFINITY });
    const interrupt = new AbortController();
    const making = makeExit(aWish({ signal: interrupt.signal, patience: { runningMs: 60_000, pollMs: 50 } }));
    making.catch(() => undefined);
    while (aws.instances().length === 0) await new Promise(setImmediate);
    interrupt.abort();
    await expect(making).rejects.toThrow();
    expect(aws.instances()).toEqual([]);
  });
});

describe('on the way through ssh', () => {
  it.each([
    ['another host key for ever', { hostKey: 'wrong' }, /host-key/],
    ['a key that is refused', { authorizedKeys: false }, /denied/],
    ['an sshd that forwards nothing', { forwarding: false }, /forward/],
    ['no sshd at all', { sshdMs: Number.POSITIVE_INFINITY }, /not-ready/],
  ] as const)('makes no exit of %s, and removes the instance', async (_what, behaviour, said) => {
    aws.behave({ ...behaviour });
    await expect(makeExit(aWish({ tunnel: { deadlineMs: 8_000 } }))).rejects.toThrow(said);
    expect(aws.instances()).toEqual([]);
  });

  it('waits for a launch script that is late', async () => {
    aws.behave({ scriptMs: 1_000 });
    expect((await openAndClose(aWish({ tunnel: { deadlineMs: 20_000 } }))).zone).toBe('us-east-2a');
  });
});

describe('when the tunnel breaks', () => {
  it('is opened again once, and the break is counted', async () => {
    const route = await LightsailRoute.open(aWish(), { allowLoopback: true });
    const [instance] = aws.instances();
    const port = Number(new URL(aws.echoUrl).port);
    const reach = async () => {
      const { socket } = await route.dial({ host: '127.0.0.1', port }, new AbortController().signal);
      socket.destroy();
    };
    await reach();
    await killNaming(dir);
    while (route.breaks() === 0) await new Promise(setImmediate);
    await reach();
    await instance?.killSshd();
    while (route.breaks() === 1) await new Promise(setImmediate);
    await expect(reach()).rejects.toMatchObject({ kind: 'route' });
    await route[Symbol.asyncDispose]();
  });
});

describe('a removal', () => {
  it('tries again when deleting fails', async () => {
    const route = await LightsailRoute.open(aWish(), { allowLoopback: true });
    aws.fail({ operation: 'DeleteInstance', with: 'OperationFailureException', times: 2 });
    await route[Symbol.asyncDispose]();
    expect(aws.instances()).toEqual([]);
  });

  it('that is denied is told, and ssh and keys go all the same', async () => {
    const route = await LightsailRoute.open(aWish(), { allowLoopback: true });
    aws.fail({ operation: 'DeleteInstance', with: 'AccessDeniedException', times: Number.POSITIVE_INFINITY });
    await expect(route[Symbol.asyncDispose]()).rejects.toThrow(/does not allow it/);
    expect(route.exit().removed).toBeNull();
    expect(await processesNaming(dir)).toEqual([]);
    expect(await readdir(dir)).toEqual([]);
  });

  it('is a success where there is nothing', async () => {
    using api = new LightsailApi('us-east-2');
    expect(await removeInstance(api, 'puptime-nothing', { now: () => new Date(), owner })).toBe(false);
  });
});

describe('the reaper', () => {
  it('removes what is too old or expired, page after page, of this repository alone', async () => {
    const mine = await Promise.all(
      [1, 2, 3].map((ordinal) => LightsailRoute.open(aWish({ ordinal }), { allowLoopback: true })),
    );
    const theirs = await LightsailRoute.open(aWish({ owner: { ...owner, repository: 'acme/other' } }), {
      allowLoopback: true,
    });
    using api = new LightsailApi('us-east-2');
    const reap = (minutes: number, dryRun: boolean) =>
      reapRegion(api, {
        repository: 'acme/monitor',
        olderThanMs: 60 * 60_000,
        dryRun,
        now: () => new Date(Date.now() + minutes * 60_000),
      });
    expect((await reap(5, false)).removed).toEqual([]);
    expect((await reap(61, true)).decisions.map(({ reap: gone }) => gone)).toEqual([true, true, true]);
    expect(aws.instances()).toHaveLength(4);
    expect((await reap(61, false)).removed).toHaveLength(3);
    expect(aws.instances().map(({ tags }) => tags['puptime:repository'])).toEqual(['acme/other']);
    for (const route of [...mine, theirs]) await route[Symbol.asyncDispose]();
  });

  it('reports a region that cannot be looked at', async () => {
    aws.fail({ region: 'us-west-2', with: 'AccessDeniedException', times: Number.POSITIVE_INFINITY });
    using api = new LightsailApi('us-west-2');
    const report = await reapRegion(api, {
      repository: 'acme/monitor',
      olderThanMs: 0,
      dryRun: false,
      now: () => new Date(),
    });
    expect(report.error).toContain('does not allow it');
  });
});
