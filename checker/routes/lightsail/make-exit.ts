import { PuptimeError } from '../../domain/puptime-error.ts';
import { directDial } from '../dial-direct.ts';
import { askEcho } from './echo.ts';
import type { ExitSettings } from './exit-settings.ts';
import { type InstanceOwner, instanceName, TAGS } from './instance-name.ts';
import { type Keys, makeKeys } from './keys.ts';
import { launchScript } from './launch-script.ts';
import type { InstanceFacts, LightsailApi } from './lightsail-api.ts';
import { type InstancePatience, type MadeInstance, makeInstance } from './make-instance.ts';
import { openTunnel, type TunnelOptions } from './open-tunnel.ts';
import { removeInstance } from './remove-instance.ts';
import type { Tunnel } from './tunnel.ts';

export interface ExitWish {
  owner: InstanceOwner;
  ordinal: number;
  /** In the order in which to try them, the wanted region first. */
  apis: readonly LightsailApi[];
  settings: ExitSettings;
  /** Where keys are kept while the exit lives. */
  keysParent: string;
  now(): Date;
  signal: AbortSignal;
  log(line: string): void;
  patience?: InstancePatience;
  /** For tests and for tunnels that outlive this process. */
  tunnel?: Partial<Pick<TunnelOptions, 'detached' | 'logFile' | 'keepAlive' | 'deadlineMs'>>;
}

/** An exit that was made and proven: an instance, the keys to it, and a tunnel. */
export interface MadeExit {
  made: MadeInstance;
  keys: Keys;
  tunnel: Tunnel;
  /** Opens another tunnel to the same instance. */
  reopen(signal: AbortSignal): Promise<Tunnel>;
}

const SSH_MS = 180_000;
const ECHO_MS = 10_000;
/** Logins of the blueprints, by how their ids begin. */
const USERS: readonly [prefix: string, user: string][] = [
  ['ubuntu', 'ubuntu'],
  ['debian', 'admin'],
  ['amazon', 'ec2-user'],
];

/**
 * Makes an exit: keys, instance, firewall, tunnel, proof. Rejects with `PuptimeError` or the signal's reason; then nothing of it
 * is left, neither instance nor ssh nor key.
 */
export async function makeExit(wish: ExitWish): Promise<MadeExit> {
  const { owner, ordinal, apis, settings, now, signal, log } = wish;
  const user = userOf(settings.blueprint);
  const [runner] = await Promise.all([
    settings.runnerAddress ?? ownAddress(settings.echoUrls, signal),
    guardCost(apis, owner.repository, settings.maxInstances),
  ]);
  await using undo = new AsyncDisposableStack();
  const keys = undo.use(await makeKeys(wish.keysParent));
  const { privateKey: hostPrivateKey, publicKey: hostPublicKey } = keys.hostKey;
  const userData = launchScript({
    hostPrivateKey,
    hostPublicKey,
    clientPublicKey: keys.client.publicKey,
    user,
  });
  const { bundle, blueprint, lifetimeMs } = settings;
  const expires = new Date(now().getTime() + lifetimeMs);
  const instance = { owner, ordinal, bundle, blueprint, userData, expires };
  const made = await makeInstance(apis, instance, {
    now,
    signal,
    log,
    ...(wish.patience ? { patience: wish.patience } : {}),
  });
  const name = instanceName(owner, ordinal);
  undo.defer(async () => void (await removeInstance(made.api, name, { now, owner })));
  await shut(made, settings.sshPort, runner);
  const options: TunnelOptions = {
    host: made.instance.address,
    port: settings.sshPort,
    user,
    identityFile: keys.client.path,
    hostKey: keys.hostKey.publicKey.split(' ').slice(0, 2).join(' '),
    echoUrls: settings.echoUrls,
    expectedAddress: made.instance.address,
    deadlineMs: SSH_MS,
    signal,
    now,
    log,
    ...wish.tunnel,
  };
  const tunnel = await openTunnel(options);
  undo.move();
  return {
    made,
    keys,
    tunnel,
    reopen: (ending) =>
      openTunnel({
        ...options,
        signal: AbortSignal.any([signal, ending]),
        launching: false,
        deadlineMs: 30_000,
      }),
  };
}

/** Refuses to make one more instance when too many are alive already: something does not clean up. */
async function guardCost(apis: readonly LightsailApi[], repository: string, most: number): Promise<void> {
  const alive = (await Promise.all(apis.map((api) => api.list())))
    .flat()
    .filter(({ tags }) => tags[TAGS.repository] === repository);
  if (alive.length < most) return;
  const names = alive.map(({ name, region }: InstanceFacts) => `  ${name} in ${region}`).join('\n');
  throw new PuptimeError(
    `${alive.length} exits of ${repository} are alive, and no more than ${most} may be (PUPTIME_MAX_INSTANCES):\n${names}\n"puptime proxy reap --older-than 0m" removes them.`,
  );
}

/** Opens ssh to this machine alone, and trusts what is read back. */
async function shut({ api, instance }: MadeInstance, port: number, runner: string): Promise<void> {
  const open = await api.openOnly(instance.name, port, runner);
  const wanted = `tcp ${port}-${port} ${runner}/32`;
  if (open.length === 1 && open[0] === wanted) return;
  throw new PuptimeError(
    `the firewall of ${instance.name} is open for ${open.join('; ') || 'nothing'}, not for ${wanted} alone`,
  );
}

/** The IPv4 address that this machine is seen from. */
async function ownAddress(echoUrls: readonly string[], signal: AbortSignal): Promise<string> {
  const dial = directDial({ allowLoopback: true });
  const failures: string[] = [];
  for (const url of echoUrls) {
    try {
      const address = await askEcho(
        new URL(url),
        dial,
        AbortSignal.any([signal, AbortSignal.timeout(ECHO_MS)]),
      );
      if (/^\d+(\.\d+){3}$/.test(address)) return address;
      failures.push(`${url}: ${address} is no IPv4 address`);
    } catch (error) {
      signal.throwIfAborted();
      failures.push(`${url}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new PuptimeError(
    `this machine's own address could not be found out (${failures.join('; ')}); give it in PUPTIME_RUNNER_ADDRESS`,
  );
}

function userOf(blueprint: string): string {
  const user = USERS.find(([prefix]) => blueprint.startsWith(prefix))?.[1];
  if (user) return user;
  throw new PuptimeError(
    `PUPTIME_BLUEPRINT=${blueprint}: expected one that begins with ${USERS.map(([prefix]) => prefix).join(', ')}`,
    { exitCode: 2 },
  );
}
