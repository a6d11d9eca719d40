import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { RunRecord } from '../checker/domain/run-record.ts';
import { type LightsailStandIn, startLightsail } from './lightsail/stand-in.ts';
import { type Ended, puptime, type Started, startPuptime } from './puptime.ts';
import { type SimulatedWeb, startSimulatedWeb } from './simulated-web/simulated-web.ts';
import type { SitePlan } from './simulated-web/site-plan.ts';
import type { SitesFileInput } from './simulated-web/sites-file.ts';
import { processesNaming } from './sshd.ts';

/** The region whose exits the simulated web takes for a second exit. */
export const SECOND_REGION = 'us-west-2';

/** A simulated web, a stand-in for Lightsail whose instances reach it, and commands that are led to both. */
export interface ExitsRig extends AsyncDisposable {
  aws: LightsailStandIn;
  web: SimulatedWeb;
  /** Private folder; temporary files of the commands stand in it too. */
  dir: string;
  /** Where exits keep their keys: it stands in the command line of every ssh. */
  keysDir: string;
  /** What leads a command to the stand-in, credentials included. */
  env: Record<string, string>;
  /** The same without credentials, as the step that opens pages has it. */
  poorEnv: Record<string, string>;
  /** Runs `puptime proxy …`. */
  proxy(...args: string[]): Promise<Ended>;
  /** Starts `puptime check --out <dir>/out` of some sites. */
  startCheck(ids: readonly string[], args: readonly string[], wish?: CheckWish): Promise<Started>;
  /** Runs such a check with `--json` to its end, which must be 0. */
  check(
    ids: readonly string[],
    args: readonly string[],
    wish?: CheckWish,
  ): Promise<{ run: RunRecord; err: string }>;
}

/** What a check differs in. */
export interface CheckWish {
  /** In place of the rig's. */
  env?: Record<string, string>;
  settings?: Partial<SitesFileInput>;
}

/**
 * Opens the rig. `sites`: beside the standard ones; `env`: variables beside those that lead to the stand-in. Disposing fails the test
 * when an ssh, an instance or a process of one is left.
 */
export async function openExitsRig({
  sites = [],
  env: more = {},
}: {
  sites?: readonly SitePlan[];
  env?: Record<string, string>;
} = {}): Promise<ExitsRig> {
  let aws: LightsailStandIn | null = null;
  const web = await startSimulatedWeb({
    extra: sites,
    isSecondExit: (socket) => aws?.exitOf(socket)?.region === SECOND_REGION,
  });
  const file = web.sitesFile({ include: () => true });
  const hosts = [...file.sites, ...file.canaries].map(({ url }) => new URL(url).hostname);
  aws = await startLightsail({ localNames: hosts.filter((host) => !host.endsWith('.invalid')) });
  const standIn = aws;
  const dir = await mkdtemp(join(tmpdir(), 'puptime-exits-'));
  const env = {
    ...aws.env,
    PUPTIME_SSH_PORT: String(aws.sshPort),
    PUPTIME_ECHO_URL: aws.echoUrl,
    PUPTIME_RUNNER_ADDRESS: '127.0.0.1',
    TMPDIR: dir,
    ...more,
  };
  const { AWS_ACCESS_KEY_ID: _key, AWS_SECRET_ACCESS_KEY: _secret, ...poorEnv } = env;
  const startCheck = async (ids: readonly string[], args: readonly string[], wish: CheckWish = {}) => {
    const path = join(dir, 'sites.json');
    const { settings = {} } = wish;
    await writeFile(path, JSON.stringify(web.sitesFile({ include: ({ id }) => ids.includes(id), settings })));
    const to = args.includes('--confirm') ? [] : ['--out', join(dir, 'out')];
    return startPuptime(['check', '--sites', path, ...to, '--allow-loopback', ...args], wish.env ?? env);
  };
  return {
    aws,
    web,
    dir,
    keysDir: join(dir, 'puptime-keys'),
    env,
    poorEnv,
    proxy: (...args) => puptime(['proxy', ...args], env),
    startCheck,
    check: async (ids, args, wish) => {
      const { ended } = await startCheck(ids, ['--json', ...args], wish);
      return checked(await ended);
    },
    [Symbol.asyncDispose]: async () => {
      await web.close();
      await standIn.close();
      expect(await processesNaming(dir)).toEqual([]);
      expect(standIn.leftovers()).toEqual([]);
      await rm(dir, { recursive: true });
    },
  };
}

/** What a check with `--json` found; it must have ended with 0. */
export function checked({ code, err, out }: Ended): { run: RunRecord; err: string } {
  expect(code, err).toBe(0);
  return { run: RunRecord.parse(JSON.parse(out)), err };
}

/** Waits until a command has said something on standard error. Rejects when it ends without. */
export async function untilHeard({ child, ended, heard }: Started, text: string): Promise<void> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!heard().includes(text)) {
    if (over) throw new Error(`it ended before it said ${JSON.stringify(text)}:\n${heard()}`);
    await Promise.race([new Promise((resolve) => child.stderr?.once('data', resolve)), ended]);
  }
}
