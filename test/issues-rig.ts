import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DirectoryStore } from '../checker/archive/directory-store.ts';
import type { CommandContext } from '../checker/commands/context.ts';
import { Environment } from '../checker/commands/environment.ts';
import { type Notified, notify } from '../checker/commands/notify-issues.ts';
import type { Annotation } from '../checker/domain/annotation.ts';
import type { Observation } from '../checker/domain/observation.ts';
import { keptObservation } from '../checker/domain/observation-builder.ts';
import type { Reason } from '../checker/domain/reason.ts';
import { aResult, aRun, aVisit } from '../checker/domain/run-builders.ts';
import type { SiteResult, Visit } from '../checker/domain/run-record.ts';
import type { Outcome } from '../checker/domain/status.ts';
import { LedgerDirectory } from '../checker/ledger/ledger-directory.ts';
import { OpenLedger } from '../checker/ledger/open-ledger.ts';
import { HandClock } from './github/rig.ts';
import { type GitHubStandIn, startGitHub } from './github/stand-in.ts';
import { OUTSIDE } from './ledger-home.ts';

/** How a page behaves from now on. */
export interface Behaviour {
  outcome: Outcome;
  reasons: Reason[];
  observation: Partial<Observation>;
  closed: SiteResult['closed'];
}

const UP: Behaviour = { outcome: 'up', reasons: [], observation: {}, closed: undefined };

/** A page of the rig as `sites.json` has it. */
export interface RigSite {
  id: string;
  name: string;
  url: string;
  group: string;
  kinds: string[];
  owners?: string[];
}

/** Behaviours by name, as a story tells them. */
export const BEHAVIOUR = {
  up: UP,
  answers: (status: number): Behaviour => ({
    ...UP,
    outcome: 'down',
    reasons: [{ kind: 'http-status', status }],
    observation: { status, title: 'Service Unavailable' },
  }),
  silent: {
    ...UP,
    outcome: 'down',
    reasons: [{ kind: 'timeout', phase: 'answer', afterMs: 45_000 }],
    observation: { failure: { kind: 'timeout', host: 'x', code: 'TIMED_OUT' }, status: null, finalUrl: null },
  } as Behaviour,
  lacks: (expected: string): Behaviour => ({
    ...UP,
    outcome: 'down',
    reasons: [{ kind: 'missing', expectation: 'text', expected }],
    observation: { title: 'MyVote, now with a new look' },
  }),
  blocks: (vendor: string): Behaviour => ({
    ...UP,
    outcome: 'blocked',
    reasons: [{ kind: 'block', vendor, rule: `${vendor}-1` }],
    observation: { status: 403, title: 'Access denied' },
  }),
  unseen: {
    ...UP,
    outcome: 'unknown',
    reasons: [{ kind: 'route', route: 'direct', detail: 'its canaries failed' }],
  } as Behaviour,
};

/** A ledger, GitHub, and a clock that is moved by hand: what a repository lives through, run by run. */
export class IssuesRig implements AsyncDisposable {
  readonly github: GitHubStandIn;
  readonly clock: HandClock;
  readonly ledger: OpenLedger;
  /** Requests of each `notify` that changed nothing. */
  readonly quiet: number[] = [];
  readonly #dir: string;
  readonly #snapshots: DirectoryStore;
  readonly #behaviours = new Map<string, Behaviour>();
  readonly #lastText = new Map<string, string>();
  readonly #sites: RigSite[];
  readonly annotations: Annotation[] = [];
  #runs = 0;

  private constructor(dir: string, github: GitHubStandIn, clock: HandClock, sites: RigSite[]) {
    this.#dir = dir;
    this.github = github;
    this.clock = clock;
    this.#sites = sites;
    this.#snapshots = new DirectoryStore(join(dir, 'snapshots'));
    this.ledger = new OpenLedger(new LedgerDirectory(join(dir, 'live')), { ...OUTSIDE, now: clock.now });
  }

  static async open(start: string, sites: RigSite[], groups: Record<string, string>): Promise<IssuesRig> {
    const clock = new HandClock(start);
    const github = await startGitHub({
      now: clock.now,
      repository: 'acme/monitor',
      webUrl: 'https://github.com',
    });
    const dir = await mkdtemp(join(tmpdir(), 'puptime-issues-'));
    const rig = new IssuesRig(dir, github, clock, sites);
    const kinds = [...new Set(sites.flatMap((site) => site.kinds))];
    const file = {
      version: 1,
      interval: '15m',
      canaries: [{ url: 'https://www.example.com/', text: 'Example' }],
      kinds: Object.fromEntries(kinds.map((kind) => [kind, { name: kind.replaceAll('-', ' ') }])),
      groups: Object.fromEntries(
        Object.entries(groups).map(([key, name]) => [key, { name, timeZone: 'America/New_York' }]),
      ),
      sites,
    };
    await writeFile(rig.#path('sites.json'), JSON.stringify(file, null, 2));
    return rig;
  }

  /** What leads the command line here. */
  get options(): string[] {
    const files = { sites: 'sites.json', data: 'live', snapshots: 'snapshots' };
    const named = Object.entries(files).flatMap(([option, name]) => [`--${option}`, this.#path(name)]);
    return [...named, '--site-url', 'https://acme.github.io/monitor/'];
  }

  /** From now on these pages behave so. */
  set(behaviour: Behaviour, ...sites: string[]): void {
    for (const site of sites) this.#behaviours.set(site, behaviour);
  }

  /** Lets time pass in steps of minutes, with a run and its notification at the end of each. */
  async pass(minutes: number, step = 15): Promise<Notified[]> {
    const notified: Notified[] = [];
    for (let passed = 0; passed < minutes; passed += step) {
      this.clock.pass(step);
      await this.run();
      notified.push(await this.notify());
    }
    return notified;
  }

  /** Records what a run sees now. */
  async run(): Promise<void> {
    this.#runs += 1;
    const at = this.clock.now();
    const results: Record<string, SiteResult> = {};
    for (const site of this.#sites) results[site.id] = await this.#result(site, at);
    const startedAt = at.toISOString();
    await this.ledger.record(
      aRun({
        id: `${9_000 + this.#runs}-1`,
        startedAt,
        endedAt: new Date(at.getTime() + 60_000).toISOString(),
        settings: { intervalMs: 900_000, confirmAfterMs: 300_000, maxGapMs: 4 * 3_600_000 },
        routes: ['lightsail:us-east-2', 'lightsail:us-west-2'].map((name) => ({
          name,
          state: 'ok',
          canaries: [],
        })),
        results,
      }),
      this.annotations,
    );
  }

  /** Brings the issues in line, and sees that doing it again changes nothing. */
  async notify(): Promise<Notified> {
    const notified = await this.notifyOnce();
    if (notified.planned.length === 0) this.quiet.push(notified.requests);
    return notified;
  }

  async notifyOnce(mostWrites = 20): Promise<Notified> {
    const options = {
      sites: this.#path('sites.json'),
      data: this.#path('live'),
      branch: 'data',
      snapshots: this.#path('snapshots'),
      snapshotsBranch: 'snapshots',
      siteUrl: 'https://acme.github.io/monitor/',
      mostWrites,
    };
    const env = { ...this.github.env, GITHUB_SERVER_URL: 'https://github.com' };
    return notify(this.#context(env), options, this.ledger, () => undefined, { spacingMs: 0 });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.github.close();
    await rm(this.#dir, { recursive: true });
  }

  async #result(site: RigSite, at: Date): Promise<SiteResult> {
    const { outcome, reasons, observation, closed } = this.#behaviours.get(site.id) ?? UP;
    const bad = outcome === 'down' || outcome === 'blocked';
    const visits: Visit[] = [];
    for (const route of bad ? [0, 1] : [0]) {
      const seen = new Date(at.getTime() + route * 20_000).toISOString();
      const text = `${site.id} ${outcome} ${JSON.stringify(observation)}`;
      const kept = this.#lastText.get(site.id) !== text || route === 1;
      this.#lastText.set(site.id, text);
      const evidence = kept ? await this.#evidence(site, seen, observation) : null;
      visits.push(
        aVisit({ at: seen, route, outcome, reasons, evidence, ms: 1_200, text: kept ? hashOf(text) : null }),
      );
    }
    return aResult(visits, closed ? { closed } : {});
  }

  async #evidence(site: RigSite, at: string, observation: Partial<Observation>): Promise<string> {
    const part = async (text: string, mediaType: string) => {
      const { url: _, ...ref } = await this.#snapshots.put(Buffer.from(text), mediaType);
      return ref;
    };
    const picture = await part(`${site.id} ${JSON.stringify(observation)}`, 'image/webp');
    const seen = keptObservation(at, {
      site: site.id,
      url: site.url,
      finalUrl: site.url,
      title: site.name,
      screenshot: { ...picture, width: 1_280, height: 900, cut: false },
      dom: await part(`<title>${site.name}</title>`, 'text/html'),
      ...observation,
    });
    return (await part(JSON.stringify(seen), 'application/json')).sha256;
  }

  #context(env: Record<string, string>): CommandContext {
    return {
      env: Environment.parse(env),
      out: () => undefined,
      err: () => undefined,
      terminal: { live: false, columns: 80 },
      now: this.clock.now,
      random: Math.random,
      setExitCode: () => undefined,
      signal: new AbortController().signal,
    };
  }

  #path(name: string): string {
    return join(this.#dir, name);
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
