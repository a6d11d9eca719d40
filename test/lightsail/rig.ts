import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type CreateInstancesCommandInput, LightsailClient } from '@aws-sdk/client-lightsail';
import type { LightsailStandIn } from './stand-in.ts';

/** A client of the SDK for the stand-in. `attempts`: how often the SDK tries; default 1, so that a test meets each answer. */
export function clientOf({ url }: LightsailStandIn, region = 'us-east-2', attempts = 1): LightsailClient {
  return new LightsailClient({
    region,
    endpoint: url,
    maxAttempts: attempts,
    credentials: { accessKeyId: 'AKIASTANDINLIGHTSAIL', secretAccessKey: 'opens-nothing' },
  });
}

/** An order for one instance that the stand-in accepts. */
export function anOrder(overrides: Partial<CreateInstancesCommandInput> = {}): CreateInstancesCommandInput {
  return {
    instanceNames: ['exit-1'],
    availabilityZone: 'us-east-2a',
    blueprintId: 'ubuntu_24_04',
    bundleId: 'nano_3_0',
    ...overrides,
  };
}

/** Asks again and again until the answer is neither null nor false; rejects after ten seconds, or as many as it is given. */
export async function until<T>(
  ask: () => T | Promise<T>,
  seconds = 10,
): Promise<Exclude<T, null | false | undefined>> {
  const deadline = Date.now() + seconds * 1_000;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== false && answer !== undefined) {
      return answer as Exclude<T, null | false | undefined>;
    }
    if (Date.now() > deadline) throw new Error(`not within ${seconds} seconds: ${ask}`);
    await wait(20);
  }
}

/** Keys for one instance, and the launch script that installs them. */
export interface Keys extends AsyncDisposable {
  folder: string;
  hostKey: string;
  script: string;
}

/** Makes keys. `username`, `unit`: of the blueprint. */
export async function makeKeys(username = 'ubuntu', unit = 'ssh'): Promise<Keys> {
  const folder = await mkdtemp(join(tmpdir(), 'puptime-rig-'));
  const make = (name: string) =>
    promisify(execFile)('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', join(folder, name)]);
  await Promise.all([make('host'), make('client')]);
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const hostKey = (await read('host.pub')).trim();
  const script = `set -e
umask 077
cat >/etc/ssh/ssh_host_ed25519_key <<'END'
${await read('host')}END
echo '${hostKey}' >/etc/ssh/ssh_host_ed25519_key.pub
mkdir -p /home/${username}/.ssh
echo 'restrict,port-forwarding ${(await read('client.pub')).trim()}' >>/home/${username}/.ssh/authorized_keys
chown -R ${username}:${username} /home/${username}/.ssh
systemctl restart ${unit}
ip route add blackhole 169.254.169.254/32
`;
  return { folder, hostKey, script, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
