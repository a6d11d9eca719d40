import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { USER } from './account.ts';
import { type Call, type LoggedCall, readCall } from './call.ts';
import { errorOf, type Fault, type Faults } from './faults.ts';
import { CreateInstancesInput } from './inputs.ts';
import { type Decide, denied } from './policy.ts';
import type { Region } from './region.ts';
import { ServiceError } from './service-error.ts';
import { subjectOf, wishesOf } from './wish.ts';

const DEFAULT_DELAY_MS = 200;

export interface ServiceOptions {
  regions: ReadonlyMap<string, Region>;
  faults: Faults;
  /** Whether a call is allowed. */
  decide: Decide;
  /** What the service takes for the time, in milliseconds. */
  now(): number;
}

/** Answers requests as Lightsail does, faults included, and remembers them. */
export class Service {
  readonly #options: ServiceOptions;
  readonly calls: LoggedCall[] = [];

  constructor(options: ServiceOptions) {
    this.#options = options;
  }

  /** Answers one request; whatever it comes to, the caller is never left to find out by itself, unless a fault wants that. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const logged: LoggedCall = { at: new Date(), operation: '', region: '', params: {}, outcome: 'answered' };
    this.calls.push(logged);
    try {
      const call = await readCall(request, this.#options.now(), (part) => Object.assign(logged, part));
      const region = this.#options.regions.get(call.region);
      if (!region)
        throw new ServiceError('InvalidSignatureException', 'Credential should be scoped to a valid region.');
      const fault = this.#options.faults.take({ ...call, zone: zoneOf(call, region) });
      if (fault) logged.outcome = fault.with;
      await this.#answer(call, region, fault, response);
    } catch (error) {
      if (!(error instanceof ServiceError)) {
        response.destroy();
        throw error;
      }
      logged.outcome = error.type;
      this.#send(response, error.status, error.body);
    }
  }

  async #answer(call: Call, region: Region, fault: Fault | null, response: ServerResponse): Promise<void> {
    if (fault?.with === 'hang') return;
    if (fault?.with === 'lost-request') {
      response.destroy();
      return;
    }
    if (fault?.with === 'bad-gateway') {
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html>502 Bad Gateway</html>\n');
      return;
    }
    const failure = fault && errorOf(fault);
    if (failure) {
      if (fault.leavesInstance) await region.create(CreateInstancesInput.parse(call.params), true);
      throw failure;
    }
    this.#authorize(call, region);
    const answer = await call.perform(region);
    if (fault?.with === 'slow') await wait(fault.delayMs ?? DEFAULT_DELAY_MS);
    if (fault?.with === 'lost-answer') response.destroy();
    else this.#send(response, 200, answer);
  }

  #authorize(call: Call, region: Region): void {
    const name = subjectOf(call);
    const instance = region.instances.find((each) => each.name === name) ?? null;
    // Who may act on an instance depends on its tags; what does not exist is said not to exist.
    if (name !== null && !instance) return;
    const refused = wishesOf(call, instance).find((wish) => !this.#options.decide(wish));
    if (refused) throw denied(refused, USER);
  }

  #send(response: ServerResponse, status: number, body: object): void {
    response.writeHead(status, {
      'content-type': 'application/x-amz-json-1.1',
      'x-amzn-requestid': randomUUID(),
      date: new Date(this.#options.now()).toUTCString(),
    });
    response.end(JSON.stringify(body));
  }
}

function zoneOf(call: Call, region: Region): string | null {
  const { availabilityZone } = call.params;
  if (typeof availabilityZone === 'string') return availabilityZone;
  const name = subjectOf(call);
  return region.instances.find((each) => each.name === name)?.zone ?? null;
}
