import type { Socket } from 'node:net';
import type { BehaviourName } from './behaviours.ts';
import { CANARIES } from './canaries.ts';
import { openExit } from './exit.ts';
import { type Listener, openListener } from './listeners.ts';
import type { SimulatedSite, SitePlan, Transport } from './site-plan.ts';
import { STANDARD_SITES } from './sites.ts';
import { type SitesFileInput, sitesFileOf } from './sites-file.ts';
import { type LoggedRequest, Switchboard } from './switchboard.ts';

/** A small web on loopback, whose every site behaves in one way that real ones do. */
export interface SimulatedWeb extends AsyncDisposable {
  sites: readonly SimulatedSite[];
  /** Public keys of certificates that a test may tell Chromium to accept by `--ignore-certificate-errors-spki-list`. */
  acceptSpki: readonly string[];
  /** A sites file for `SitesFile`. `include`: which sites; default: those of the demo. `settings`: in place of its own. */
  sitesFile(options?: {
    include?: (site: SimulatedSite) => boolean;
    settings?: Partial<SitesFileInput>;
  }): SitesFileInput;
  /** Turns a site to another behaviour from its next request on; without a name, back to its own. */
  setBehaviour(id: string, name?: BehaviourName): void;
  /** The same for every site that answers over HTTP/1; canaries stay as they are. */
  setAllBehaviours(name?: BehaviourName): void;
  /** Whether the canaries answer. They do at the start. */
  setCanaries(working: boolean): void;
  /** Requests that came for a site or a canary, the oldest first. */
  requests(id: string): readonly LoggedRequest[];
  /** Address of the second exit, an http proxy: a route of its own, which the sites can tell from the direct one. */
  exit(): string;
  /** Cuts every connection; afterwards nothing listens any more. */
  close(): Promise<void>;
}

/** Transports over which no behaviour can be seen. */
const MUTE: ReadonlySet<Transport> = new Set(['h2-resetting', 'closed-port', 'no-such-name']);

/**
 * Opens the simulated web on ports that the system chooses. `sites`: in place of the standard ones; `extra`: beside them.
 * Throws when two sites share an id or a host.
 */
export async function startSimulatedWeb(
  options: {
    sites?: readonly SitePlan[];
    extra?: readonly SitePlan[];
    /** Whether a connection comes through a second exit of another kind than the web's own. */
    isSecondExit?: (socket: Socket) => boolean;
  } = {},
): Promise<SimulatedWeb> {
  const plans = [...(options.sites ?? STANDARD_SITES), ...(options.extra ?? [])];
  const exit = await openExit();
  const switchboard = new Switchboard(
    (socket) => exit.cameThrough(socket.remotePort) || options.isSecondExit?.(socket) === true,
  );
  const listeners = new Map<Transport, Listener>();
  const close = async () => {
    await Promise.all([exit.close(), ...[...listeners.values()].map((listener) => listener.held?.close())]);
  };
  try {
    for (const [transport, hosts] of hostsByTransport([...plans, ...CANARIES])) {
      listeners.set(transport, await openListener(transport, hosts, switchboard, new Date()));
    }
    const open = (plan: SitePlan): URL => {
      const url = addressOf(plan, listeners);
      switchboard.add(plan, url);
      return url;
    };
    const canaryUrls = CANARIES.map((plan) => open(plan).href);
    const sites = plans.map((plan) => simulatedSite(plan, open(plan)));
    return {
      sites,
      acceptSpki: [...listeners.values()].flatMap(({ acceptSpki }) => acceptSpki ?? []),
      sitesFile: ({ include = (site: SimulatedSite) => site.demo, settings } = {}) =>
        sitesFileOf(sites.filter(include), canaryUrls, settings),
      setBehaviour: (id, name) => {
        const plan = plans.find((each) => each.id === id);
        if (plan && isMute(plan)) throw new Error(`${id} never answers, so it has no behaviour to set`);
        switchboard.turn(id, name);
      },
      setAllBehaviours: (name) => {
        for (const plan of plans) if (!isMute(plan)) switchboard.turn(plan.id, name);
      },
      setCanaries: (working) => {
        for (const { id } of CANARIES) switchboard.turn(id, working ? undefined : 'reset');
      },
      requests: (id) => switchboard.requests(id),
      exit: () => exit.url,
      close,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function isMute(plan: SitePlan): boolean {
  return MUTE.has(plan.transport ?? 'http');
}

function hostsByTransport(plans: readonly SitePlan[]): Map<Transport, [string, ...string[]]> {
  const hosts = new Map<Transport, [string, ...string[]]>();
  for (const { transport = 'http', host, aliases = [] } of plans) {
    const known = hosts.get(transport);
    if (known) known.push(host, ...aliases);
    else hosts.set(transport, [host, ...aliases]);
  }
  return hosts;
}

function addressOf(plan: SitePlan, listeners: ReadonlyMap<Transport, Listener>): URL {
  const listener = listeners.get(plan.transport ?? 'http');
  if (!listener) throw new Error(`nothing was opened for ${plan.id}`);
  const port = listener.held ? `:${listener.held.port}` : '';
  return new URL(`${listener.scheme}://${plan.host}${port}${plan.path ?? '/'}`);
}

function simulatedSite(plan: SitePlan, url: URL): SimulatedSite {
  const { id, name, group, kinds, expect, expected, demo = true } = plan;
  return { id, name, url: url.href, group, kinds, expected, demo, ...(expect ? { expect } : {}) };
}
