import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './address-pool.ts';
import type { PortInfo } from './inputs.ts';
import type { InstancePlan } from './instance-plan.ts';
import { type Launch, Machine, signal } from './machine.ts';
import { makeMachineFiles } from './machine-files.ts';
import { openSlowFront, type SlowFront } from './slow-front.ts';

export type InstanceState = 'pending' | 'running' | 'shutting-down' | 'terminated';

/** An instance of the stand-in, from its creation until it is gone. */
export class Instance {
  readonly name: string;
  readonly region: string;
  readonly zone: string;
  readonly plan: Omit<InstancePlan, 'tags'>;
  readonly id = randomUUID();
  readonly createdAt = Date.now();
  /** The address that is its own from the start; `publicIpAddress` is when the API says it. */
  readonly address: string;
  readonly sshPort: number;
  tags: Record<string, string>;
  ports: PortInfo[] = [22, 80].map((port) => ({ fromPort: port, toPort: port, protocol: 'tcp' }));
  #state: InstanceState = 'pending';
  #publicIpAddress: string | null = null;
  #machine: Machine | null = null;
  #front: SlowFront | null = null;
  #root: string | null = null;
  #launch: Launch | null = null;
  readonly #launched = Promise.withResolvers<Launch>();
  readonly #ended = new AbortController();
  readonly #life: Promise<void>;

  constructor(plan: InstancePlan) {
    const { tags, ...rest } = plan;
    this.plan = rest;
    this.name = plan.name;
    this.region = plan.region;
    this.zone = plan.zone;
    this.address = plan.address;
    this.sshPort = plan.sshPort;
    this.tags = Object.fromEntries(tags.map(({ key, value = '' }) => [key, value]));
    this.#launched.promise.catch(() => undefined);
    this.#life = this.#live().catch((error: unknown) => {
      this.#launched.reject(error);
      if (!this.#ended.signal.aborted) plan.onFault(error);
    });
  }

  get state(): InstanceState {
    return this.#state;
  }

  /** As the API tells it; null until it does. */
  get publicIpAddress(): string | null {
    return this.#publicIpAddress;
  }

  /** Resolves when the launch script has ended; rejects when the instance is gone before. */
  get launched(): Promise<Launch> {
    return this.#launched.promise;
  }

  /** How the launch script ended; null until it did. */
  get launch(): Launch | null {
    return this.#launch;
  }

  /** Folder of its private files on this machine; null before it runs. */
  get root(): string | null {
    return this.#root;
  }

  /** Commands that the launch script called and that were noted instead of, or before, being carried out; one a line. */
  async calls(): Promise<string[]> {
    const text = await this.read('/run/stand-in/calls');
    return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  }

  /** Text of one of its private files, by its path inside. Rejects when there is none, or no instance any more. */
  read(path: string): Promise<string> {
    if (!this.#machine) return Promise.reject(new Error(`${this.name} does not run`));
    return this.#machine.read(path);
  }

  /** What its ssh server has logged. */
  sshdLog(): Promise<string> {
    return this.read('/run/stand-in/sshd.log');
  }

  /** Ids of all its processes. */
  pids(): number[] {
    return this.#machine?.pids() ?? [];
  }

  /** Ids of its ssh server and of all its sessions. */
  sshdPids(): number[] {
    return this.#machine?.sshdPids() ?? [];
  }

  /** Kills the ssh server and its sessions; the instance stays, and nothing starts it again. */
  killSshd(): void {
    this.#signalSshd('SIGKILL');
  }

  /** Stops the ssh server and its sessions as a frozen machine does: connections stay open and nothing answers. */
  freezeSshd(): void {
    this.#signalSshd('SIGSTOP');
  }

  /** Signals every process of the ssh server, also one that it forks while its processes are being listed. */
  #signalSshd(name: 'SIGKILL' | 'SIGSTOP'): void {
    const met = new Set<number>();
    const fresh = () => this.sshdPids().filter((pid) => !met.has(pid));
    for (let pids = fresh(); pids.length > 0; pids = fresh()) {
      for (const pid of pids) {
        signal(pid, name);
        met.add(pid);
      }
    }
  }

  /** Lets them go on. */
  thawSshd(): void {
    for (const pid of this.sshdPids()) signal(pid, 'SIGCONT');
  }

  /** Begins its end: at once no process of it is left; it is gone after `deletingMs`. */
  async terminate(): Promise<void> {
    if (this.#state === 'shutting-down' || this.#state === 'terminated') return;
    this.#state = 'shutting-down';
    await this.stop();
  }

  /** Ends its processes and removes its files, whatever it is doing. Repeating it is harmless. */
  async stop(): Promise<void> {
    this.#ended.abort();
    this.#launched.reject(new Error(`${this.name} is gone`));
    await this.#machine?.stop();
    await this.#life;
    await this.#front?.close();
    await this.#machine?.stop();
    if (this.#state !== 'terminated') this.#state = 'shutting-down';
  }

  /** Says that it is gone. */
  end(): void {
    this.#state = 'terminated';
  }

  async #live(): Promise<void> {
    const { behaviour, image } = this.plan;
    await this.#until(behaviour.pendingMs);
    this.#state = 'running';
    const addressed = this.#until(behaviour.addressMs).then(() => {
      if (this.plan.ipAddressType !== 'ipv6') this.#publicIpAddress = this.address;
    });
    // Windows runs no shell script and has no ssh.
    const worked = image.blueprint.platform === 'LINUX_UNIX' ? this.#work() : Promise.resolve();
    // Both to their ends, whichever fails: what is still booting must not be forgotten.
    const ends = await Promise.allSettled([addressed, worked]);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }

  async #work(): Promise<void> {
    const { behaviour, image, userData, localNames } = this.plan;
    const began = Date.now();
    const behind = behaviour.slowMs > 0 ? await freePort(this.address) : this.sshPort;
    this.#root = await makeMachineFiles({
      ...behaviour,
      address: this.address,
      port: behind,
      username: image.username,
      units: image.sshUnits,
      userData,
      localNames,
    });
    const machine = await Machine.boot(this.#root);
    this.#machine = machine;
    if (behind !== this.sshPort) {
      this.#front = await openSlowFront(this.address, this.sshPort, behind, behaviour.slowMs);
    }
    const steps: [at: number, step: () => Promise<void>][] = [
      [behaviour.sshdMs, () => machine.startSshd()],
      [behaviour.scriptMs, async () => this.#noteLaunch(await machine.launch())],
    ];
    // One after the other: the ssh server is either there when the script wants to restart it, or reads what it left.
    for (const [at, step] of steps.toSorted(([one], [other]) => one - other)) {
      await this.#until(at - (Date.now() - began));
      await step();
    }
  }

  #noteLaunch(launch: Launch): void {
    this.#launch = launch;
    this.#launched.resolve(launch);
  }

  async #until(ms: number): Promise<void> {
    const { signal: gone } = this.#ended;
    if (ms === Number.POSITIVE_INFINITY) {
      await new Promise((_resolve, reject) => {
        if (gone.aborted) reject(gone.reason);
        gone.addEventListener('abort', () => reject(gone.reason), { once: true });
      });
    }
    await wait(Math.max(0, ms), undefined, { signal: gone, ref: false });
  }
}
