import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { listen } from '../simulated-web/server.ts';
import { AddressPool } from './address-pool.ts';
import { type BehaviourOrder, Behaviours, type InstanceBehaviour } from './behaviour.ts';
import type { LoggedCall } from './call.ts';
import { REGION_ZONES } from './catalogue.ts';
import { Exits, openEcho } from './exits.ts';
import { type Fault, Faults } from './faults.ts';
import type { Instance } from './instance.ts';
import { checkMachines } from './machine.ts';
import { type Decide, decideBy, type PolicyDocument } from './policy.ts';
import { processesWithin } from './processes.ts';
import { Region } from './region.ts';
import { Service } from './service.ts';

export interface LightsailOptions {
  /** Instances that may exist at once in a region. Default 20. */
  quota?: number;
  /** Instances on a page of `GetInstances`. Default 20. */
  pageSize?: number;
  /** Port of every instance's ssh server; 22 needs root. Default: one that is free on this machine. */
  sshPort?: number;
  /** How instances behave unless told otherwise. */
  behaviour?: Partial<InstanceBehaviour>;
  /** What is allowed; default: everything. */
  policy?: PolicyDocument | Decide;
  /** Names that instances resolve to 127.0.0.1: few systems do so for `*.localhost` by themselves. */
  localNames?: readonly string[];
}

/** Lightsail on loopback: the API, and instances that can be logged in to. Linux alone. */
export interface LightsailStandIn extends AsyncDisposable {
  /** For `AWS_ENDPOINT_URL_LIGHTSAIL`, or `--endpoint-url`. */
  url: string;
  /** Variables that lead the SDK and the CLI here, with an access key that opens nothing. */
  env: Readonly<Record<'AWS_ENDPOINT_URL_LIGHTSAIL' | 'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY', string>>;
  /** Port of every instance's ssh server. */
  sshPort: number;
  /** A public address echo: one line of text, the address that the request comes from as the world sees it. */
  echoUrl: string;
  /** The instance that a connection to any server on this machine comes from; null: from none. Ask while it is open. */
  exitOf(socket: Socket): Instance | null;
  /** The instances that exist, `shutting-down` ones included, over all regions. */
  instances(): readonly Instance[];
  /** The instance with a name, whichever region it is in. Throws when there is none. */
  instance(name: string): Instance;
  /** Every call so far, the oldest first. */
  calls(): readonly LoggedCall[];
  /** Makes calls to come go wrong. */
  fail(fault: Fault): void;
  /** Says how instances to come behave. */
  behave(order: BehaviourOrder): void;
  /** Takes back everything that `fail` and `behave` still have in store. */
  heal(): void;
  /** From now on allows what a policy allows; without one, everything. */
  setPolicy(policy?: PolicyDocument | Decide): void;
  /** Puts the service's clock off this machine's, in milliseconds; ahead when positive. */
  setClockSkew(ms: number): void;
  /** Processes and files of instances that still exist on this machine; none once closed. */
  leftovers(): string[];
  /** Ends every instance and connection. Rejects when an instance failed in a way that nobody ordered. */
  close(): Promise<void>;
}

/** Starts the stand-in. Rejects, saying what is missing, where its instances cannot be run. */
export async function startLightsail(options: LightsailOptions = {}): Promise<LightsailStandIn> {
  await checkMachines();
  const { quota = 20, pageSize = 20, localNames = [] } = options;
  const faults = new Faults();
  const behaviours = new Behaviours(options.behaviour);
  const broken: unknown[] = [];
  const regions = new Map<string, Region>();
  const living = () => [...regions.values()].flatMap(({ instances }) => instances);
  const all = () => [...regions.values()].flatMap(({ everyInstance }) => everyInstance);
  let decide = deciderOf(options.policy);
  let skew = 0;
  const service = new Service({
    regions,
    faults,
    decide: (wish) => decide(wish),
    now: () => Date.now() + skew,
  });
  const onFault = (error: unknown) => broken.push(error);
  const server = createServer((request, response) => void service.handle(request, response).catch(onFault));
  const held = await listen(server);
  const exits = new Exits(living);
  const echo = await openEcho(exits);
  // Its own port on 127.0.0.1 is this program's; so nobody who does likewise has it on another loopback address.
  const sshPort = options.sshPort ?? held.port;
  const addresses = new AddressPool(sshPort);
  const settings = { quota, pageSize, sshPort, addresses, behaviours, localNames, onFault };
  for (const name of Object.keys(REGION_ZONES)) regions.set(name, new Region(name, settings));
  const close = async () => {
    await held.close();
    await Promise.all([...regions.values()].map((region) => region.close()));
    await echo.close();
    if (broken.length > 0) throw new AggregateError(broken.splice(0), 'the stand-in for Lightsail failed');
  };
  const url = `http://127.0.0.1:${held.port}`;
  return {
    url,
    env: {
      AWS_ENDPOINT_URL_LIGHTSAIL: url,
      AWS_ACCESS_KEY_ID: 'AKIASTANDINLIGHTSAIL',
      AWS_SECRET_ACCESS_KEY: 'opens-nothing',
    },
    sshPort,
    echoUrl: echo.url,
    exitOf: (socket) => exits.exitOf(socket),
    instances: living,
    instance: (name) => {
      const found = living().find((instance) => instance.name === name);
      if (!found) throw new Error(`the stand-in has no instance ${name}`);
      return found;
    },
    calls: () => service.calls,
    fail: (fault) => faults.add(fault),
    behave: (order) => behaviours.add(order),
    heal: () => {
      faults.clear();
      behaviours.clear();
    },
    setPolicy: (policy) => {
      decide = deciderOf(policy);
    },
    setClockSkew: (ms) => {
      skew = ms;
    },
    leftovers: () => all().flatMap(leftoversOf),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function deciderOf(policy: PolicyDocument | Decide = () => true): Decide {
  return typeof policy === 'function' ? policy : decideBy(policy);
}

function leftoversOf({ name, root }: Instance): string[] {
  if (root === null) return [];
  const processes = processesWithin(root).map(({ pid, program }) => `${name}: process ${pid} (${program})`);
  return existsSync(root) ? [...processes, `${name}: ${root}`] : processes;
}
