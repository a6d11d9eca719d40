import { createServer, type IncomingMessage } from 'node:http';
import { CreateInstancesCommand, DeleteInstanceCommand } from '@aws-sdk/client-lightsail';
import { describe, expect, it } from 'vitest';
import { listen } from '../simulated-web/server.ts';
import type { InstanceBehaviour } from './behaviour.ts';
import type { Instance } from './instance.ts';
import { programOf } from './processes.ts';
import { anOrder, clientOf, type Keys, makeKeys, until } from './rig.ts';
import { openTunnel } from './rig-tunnel.ts';
import { type LightsailOptions, type LightsailStandIn, startLightsail } from './stand-in.ts';

async function launch(standIn: LightsailStandIn, keys: Keys, name = 'exit-1'): Promise<Instance> {
  await clientOf(standIn).send(
    new CreateInstancesCommand(anOrder({ instanceNames: [name], userData: keys.script })),
  );
  return standIn.instance(name);
}

async function launched(behaviour: Partial<InstanceBehaviour> = {}, options: LightsailOptions = {}) {
  const scope = new AsyncDisposableStack();
  const standIn = scope.use(await startLightsail({ ...options, behaviour }));
  const keys = scope.use(await makeKeys());
  const instance = await launch(standIn, keys);
  return { standIn, keys, instance, [Symbol.asyncDispose]: () => scope.disposeAsync() };
}

describe('an instance', () => {
  it('lets in who its launch script lets in, and forwards from its own address', async () => {
    await using rig = await launched({}, { localNames: ['echo.localhost'] });
    const { standIn, keys, instance } = rig;
    expect(await instance.launched).toEqual({ exitCode: 0, metadata: 'unreachable' });
    await using tunnel = await openTunnel(instance, keys);
    await until(() => tunnel.greets());
    const echo = new URL(standIn.echoUrl);
    expect(await tunnel.get(echo)).toBe(`${instance.address}\n`);
    expect(await tunnel.get(new URL(`http://echo.localhost:${echo.port}/`))).toBe(`${instance.address}\n`);
    expect(await (await fetch(echo)).text()).toBe('127.0.0.1\n');
    expect(await tunnel.get(new URL('http://127.0.0.1:1/'))).toBeNull();
  });

  it('is told from another one by any server', async () => {
    await using rig = await launched();
    const { standIn, keys, instance } = rig;
    const second = await launch(standIn, keys, 'exit-2');
    const exits: (string | undefined)[] = [];
    const site = await listen(
      createServer((request: IncomingMessage, response) => {
        exits.push(standIn.exitOf(request.socket)?.name);
        response.end('a page');
      }),
    );
    for (const each of [instance, second]) {
      await each.launched;
      await using tunnel = await openTunnel(each, keys);
      await until(() => tunnel.greets());
      expect(await tunnel.get(new URL(`http://127.0.0.1:${site.port}/`))).toBe('a page');
    }
    await fetch(`http://127.0.0.1:${site.port}/`);
    await site.close();
    expect(exits).toEqual(['exit-1', 'exit-2', undefined]);
    expect(second.address).not.toBe(instance.address);
  });

  it.each([
    ['debian_12', 'admin', 'sshd'],
    ['amazon_linux_2023', 'ec2-user', 'sshd'],
  ])('of blueprint %s lets in the user %s', async (blueprintId, username, unit) => {
    await using standIn = await startLightsail();
    await using keys = await makeKeys(username, unit);
    const order = anOrder({ blueprintId, userData: keys.script });
    await clientOf(standIn).send(new CreateInstancesCommand(order));
    const instance = standIn.instance('exit-1');
    await instance.launched;
    await using tunnel = await openTunnel(instance, keys);
    await until(() => tunnel.greets());
    expect(await tunnel.get(new URL(standIn.echoUrl))).toBe(`${instance.address}\n`);
  });

  it('notes what its launch script called and keeps what it wrote', async () => {
    await using rig = await launched();
    const { instance, keys } = rig;
    await instance.launched;
    expect(await instance.calls()).toEqual([
      'systemctl restart ssh',
      'ip route add blackhole 169.254.169.254/32',
    ]);
    expect((await instance.read('/etc/ssh/ssh_host_ed25519_key.pub')).trim()).toBe(keys.hostKey);
    expect(await instance.read('/home/ubuntu/.ssh/authorized_keys')).toMatch(
      /^restrict,port-forwarding ssh-ed25519 /,
    );
  });

  it.each([
    ['fails', 'exit 3', { exitCode: 3, metadata: 'reachable' }],
    ['restarts a unit that its blueprint does not have', 'systemctl restart sshd', { exitCode: 5 }],
    ['writes where it may not', 'echo x >/etc/puptime-was-here', { exitCode: 2 }],
    ['gets a route wrong', 'ip route add blackhole nowhere', { exitCode: 1, metadata: 'reachable' }],
  ])('says so when its launch script %s', async (_what, script, launch) => {
    await using standIn = await startLightsail();
    await clientOf(standIn).send(new CreateInstancesCommand(anOrder({ userData: script })));
    expect(await standIn.instance('exit-1').launched).toMatchObject(launch);
  });

  it.each<[string, Partial<InstanceBehaviour>, RegExp]>([
    ['its host key is another one', { hostKey: 'wrong' }, /Host key verification failed/],
    ['its launch script has not run', { scriptMs: Number.POSITIVE_INFINITY }, /Host key verification failed/],
    ['its authorized keys are not heeded', { authorizedKeys: false }, /Permission denied \(publickey\)/],
    ['it has no ssh server', { sshdMs: Number.POSITIVE_INFINITY }, /Connection refused/],
  ])('lets nobody in when %s', async (_what, behaviour, says) => {
    await using rig = await launched(behaviour);
    const { instance, keys } = rig;
    if (behaviour.sshdMs === undefined) await until(() => instance.sshdPids().length > 0);
    if (behaviour.scriptMs === undefined && behaviour.sshdMs === undefined) await instance.launched;
    const said = await until(async () => {
      await using tunnel = await openTunnel(instance, keys);
      const { err } = await tunnel.ended;
      // Until it listens, every instance refuses.
      return behaviour.sshdMs === undefined && /refused/.test(err) ? null : err;
    });
    expect(said).toMatch(says);
  });

  it.each<[string, Partial<InstanceBehaviour>, RegExp]>([
    ['its ssh server starts late', { sshdMs: 400 }, /Connection refused/],
    ['its launch script runs late', { scriptMs: 400 }, /Host key verification failed/],
  ])('lets in after a while when %s', async (_what, behaviour, first) => {
    await using rig = await launched(behaviour);
    const { instance, keys } = rig;
    if (behaviour.scriptMs) await until(() => instance.sshdPids().length > 0);
    const refusals = new Set<string>();
    const success = await until(async () => {
      await using tunnel = await openTunnel(instance, keys);
      return await Promise.race([
        until(() => tunnel.greets()),
        tunnel.ended.then(({ err }) => {
          refusals.add(err);
          return null;
        }),
      ]);
    });
    expect(success).toBe(true);
    expect([...refusals].join('')).toMatch(first);
  });

  it('may refuse to forward though it lets in', async () => {
    await using rig = await launched({ forwarding: false });
    const { standIn, instance, keys } = rig;
    await instance.launched;
    await using tunnel = await openTunnel(instance, keys);
    await until(() => tunnel.greets());
    expect(await tunnel.get(new URL(standIn.echoUrl))).toBeNull();
  });

  it('answers late when it is slow', async () => {
    await using rig = await launched({ slowMs: 15 });
    const { standIn, instance, keys } = rig;
    await instance.launched;
    await using tunnel = await openTunnel(instance, keys);
    await until(() => tunnel.greets());
    expect(await tunnel.get(new URL(standIn.echoUrl))).toBe(`${instance.address}\n`);
  });

  it.each<[string, (instance: Instance) => void]>([
    ['killed', (instance) => instance.killSshd()],
    ['frozen', (instance) => instance.freezeSshd()],
  ])('breaks a tunnel when its ssh server is %s', async (_what, harm) => {
    await using rig = await launched();
    const { standIn, instance, keys } = rig;
    await instance.launched;
    await using tunnel = await openTunnel(instance, keys);
    await until(() => tunnel.greets());
    harm(instance);
    expect((await tunnel.ended).code).toBe(255);
    expect(standIn.instances()).toHaveLength(1);
  });

  it('takes every process and file with it when it is deleted', async () => {
    await using rig = await launched();
    const { standIn, instance, keys } = rig;
    await instance.launched;
    await using tunnel = await openTunnel(instance, keys);
    await until(() => tunnel.greets());
    const pids = instance.pids();
    expect(pids.map(programOf).filter((program) => program?.startsWith('sshd')).length).toBeGreaterThan(1);
    expect(standIn.leftovers().length).toBeGreaterThan(1);
    await clientOf(standIn).send(new DeleteInstanceCommand({ instanceName: 'exit-1' }));
    expect(pids.map(programOf).filter((program) => program !== null)).toEqual([]);
    expect(standIn.leftovers()).toEqual([]);
    expect((await tunnel.ended).code).toBe(255);
  });

  it('leaves nothing when the stand-in is closed at any moment of its life', async () => {
    for (const moment of [
      () => undefined,
      (each: Instance) => until(() => each.root),
      (each: Instance) => each.launched,
    ]) {
      const rig = await launched({ pendingMs: 0 });
      await moment(rig.instance);
      await rig[Symbol.asyncDispose]();
      expect(rig.standIn.leftovers()).toEqual([]);
      expect(rig.instance.pids()).toEqual([]);
    }
  });
});
