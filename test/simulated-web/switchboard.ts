import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { BEHAVIOURS, type BehaviourName } from './behaviours.ts';
import { type Behaviour, send } from './exchange.ts';
import type { SitePlan } from './site-plan.ts';
import { stateOf } from './states.ts';

/** One request as the web saw it. */
export interface LoggedRequest {
  at: Date;
  method: string;
  /** Path and query. */
  path: string;
  userAgent: string | null;
  /** Whether it came through the second exit. */
  viaExit: boolean;
}

interface Line {
  plan: SitePlan;
  aliases: URL[];
  behaviour: Behaviour;
  log: LoggedRequest[];
  /** Length of the log when the behaviour was set. */
  since: number;
}

/** Knows which site a request is for, how that site behaves now, and what was asked of it. */
export class Switchboard {
  readonly #lines = new Map<string, Line>();
  readonly #byHost = new Map<string, Line>();
  readonly #viaExit: (socket: Socket) => boolean;

  constructor(viaExit: (socket: Socket) => boolean) {
    this.#viaExit = viaExit;
  }

  /** Adds a site at its own address. Throws when its id or a host is taken. */
  add(plan: SitePlan, home: URL): void {
    const aliases = (plan.aliases ?? []).map((host) => new URL(`${home.protocol}//${host}:${home.port}/`));
    const line: Line = { plan, aliases, behaviour: behaviourOf(plan.behaviour), log: [], since: 0 };
    if (this.#lines.has(plan.id)) throw new Error(`two simulated sites have the id ${plan.id}`);
    this.#lines.set(plan.id, line);
    for (const { hostname } of [home, ...aliases]) {
      if (this.#byHost.has(hostname)) throw new Error(`two simulated sites have the host ${hostname}`);
      this.#byHost.set(hostname, line);
    }
  }

  /** Turns a site to another behaviour from the next request on; without a name, back to its own. */
  turn(id: string, name?: BehaviourName): void {
    const line = this.#line(id);
    line.behaviour = behaviourOf(name ?? line.plan.behaviour);
    line.since = line.log.length;
  }

  /** Requests for a site, pages and all that belongs to them, the oldest first. */
  requests(id: string): readonly LoggedRequest[] {
    return [...this.#line(id).log];
  }

  /** Notes a request for a host. Null: nobody lives there. */
  note(
    host: string,
    path: string,
    request: Pick<IncomingMessage, 'method' | 'headers'>,
    socket?: Socket,
  ): Line | null {
    const line = this.#byHost.get(host);
    if (!line) return null;
    line.log.push({
      at: new Date(),
      method: request.method ?? 'GET',
      path,
      userAgent: request.headers['user-agent'] ?? null,
      viaExit: socket !== undefined && this.#viaExit(socket),
    });
    return line;
  }

  /** Answers a request as the site it is for behaves now. */
  async answer(scheme: 'http' | 'https', request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = URL.parse(request.url ?? '/', `${scheme}://${request.headers.host ?? 'nobody.localhost'}`);
    const path = url ? url.pathname + url.search : '/';
    const line = url && this.note(url.hostname, path, request, request.socket);
    if (!url || !line) {
      response
        .writeHead(421, { 'content-type': 'text/plain' })
        .end('No simulated site lives at this name.\n');
      return;
    }
    const { group, kinds } = line.plan;
    const [kind] = kinds;
    const exchange = {
      subject: { state: stateOf(group), service: kind === 'documents' ? null : kind },
      request,
      response,
      url,
      aliases: line.aliases,
      viaExit: this.#viaExit(request.socket),
      earlier: line.log.slice(line.since).filter((logged) => logged.path === path).length - 1,
    };
    // Browsers ask for it unasked; it is no part of any behaviour.
    if (url.pathname === '/favicon.ico') send(exchange, 404, 'text/plain', '');
    else await line.behaviour(exchange);
  }

  #line(id: string): Line {
    const line = this.#lines.get(id);
    if (!line) throw new Error(`the simulated web serves no site ${JSON.stringify(id)}`);
    return line;
  }
}

function behaviourOf(behaviour: BehaviourName | Behaviour): Behaviour {
  return typeof behaviour === 'function' ? behaviour : BEHAVIOURS[behaviour];
}
