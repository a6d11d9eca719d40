import type { Socket } from 'node:net';
import { type LightsailStandIn, startLightsail } from '../../test/lightsail/stand-in.ts';
import type { CommandContext } from './context.ts';

/** Exits of the demo: a stand-in for Lightsail with instances on this machine, and what leads the checker to it. */
export interface DemoExits extends AsyncDisposable {
  routes: string[];
  /** The context in which exits are made there. */
  context: CommandContext;
  /** Whether a connection comes through an instance of the second region. */
  isSecond(socket: Socket): boolean;
  /** Names of the instances that are alive. */
  alive(): string[];
}

const REGIONS = ['us-east-2', 'us-west-2'] as const;

/** Starts the stand-in. `hosts`: names that its instances must resolve to this machine. */
export async function startDemoExits(context: CommandContext, hosts: readonly string[]): Promise<DemoExits> {
  const aws: LightsailStandIn = await startLightsail({ localNames: hosts });
  // The SDK reads the variables of the process itself.
  Object.assign(process.env, aws.env);
  return {
    routes: REGIONS.map((region) => `lightsail:${region}`),
    context: {
      ...context,
      env: {
        ...context.env,
        PUPTIME_REGIONS: REGIONS.join(','),
        PUPTIME_SSH_PORT: String(aws.sshPort),
        PUPTIME_ECHO_URL: aws.echoUrl,
        PUPTIME_RUNNER_ADDRESS: '127.0.0.1',
      },
    },
    isSecond: (socket) => aws.exitOf(socket)?.region === REGIONS[1],
    alive: () => aws.instances().map(({ name }) => name),
    [Symbol.asyncDispose]: () => aws.close(),
  };
}
