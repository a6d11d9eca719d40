import type { RunEvent } from '../domain/assemble-run.ts';
import type { RouteReport, Visit } from '../domain/run-record.ts';
import { isGood } from '../domain/verdict.ts';
import type { Route } from '../routes/route.ts';
import { runPool, shuffle } from './pool.ts';
import type { Progress } from './progress.ts';
import type { Target } from './visit-site.ts';

/** A route of a run, with its place in the run record. */
export interface NumberedRoute {
  index: number;
  route: Route;
}

export interface PassOptions {
  sites: readonly Target[];
  route: NumberedRoute;
  canaries: readonly Target[];
  /** Loads a page; `keep` stores the evidence. */
  visit(target: Target, route: NumberedRoute, keep: boolean): Promise<Visit>;
  emit(event: RunEvent): Promise<void>;
  progress: Progress;
  concurrency: number;
  random(): number;
  now(): Date;
  signal: AbortSignal;
}

/** So many visits in a row that are not good make the route itself doubtful. */
const DOUBT = 8;
const PER_HOST = 2;

/**
 * One visit of each site over one route. The canaries go first: when none of them is up the route failed, nothing more is
 * loaded over it, and its visits are unknown. They go again when much fails in a row and at the end when anything failed; when
 * none is up then, the visits that were not good say nothing.
 */
export async function runPass(options: PassOptions): Promise<void> {
  const pass = new Pass(options);
  if (options.sites.length > 0) await pass.run();
}

class Pass {
  readonly #options: PassOptions;
  readonly #report: RouteReport;
  readonly #bad: { site: string; visit: Visit }[] = [];
  #badInARow = 0;
  /** Asking the canaries in the middle of a pass, once for all visits that want to know. */
  #asking: Promise<boolean> | null = null;

  constructor(options: PassOptions) {
    this.#options = options;
    const { route } = options.route;
    const exit = route.exit();
    this.#report = { name: route.name, state: 'ok', canaries: [], ...(exit ? { exit } : {}) };
  }

  async run(): Promise<void> {
    const { sites, route, concurrency, random, signal, progress } = this.#options;
    progress.passStarted(this.#report.name, sites.length, route.index > 0);
    await this.#askCanaries();
    const jobs = shuffle(sites, random).map((site) => ({
      host: new URL(site.url).host,
      run: () => (this.#failed ? this.#skip(site) : this.#visit(site)),
    }));
    await runPool(jobs, { concurrency, perHost: PER_HOST }, signal);
    if (this.#bad.length > 0 && !this.#failed && !signal.aborted) await this.#askCanaries();
    progress.passEnded();
  }

  get #failed(): boolean {
    return this.#report.state === 'failed';
  }

  async #visit(site: Target): Promise<void> {
    const { route, visit, emit, progress, signal } = this.#options;
    progress.visitStarted(site.id);
    const made = await visit(site, route, true);
    // A visit that was cut off says nothing; its site is looked at in the next run.
    if (signal.aborted) return;
    await emit({ type: 'visit', site: site.id, visit: made });
    progress.visitEnded(site.id, made);
    if (isGood(made.outcome)) {
      this.#badInARow = 0;
      return;
    }
    this.#bad.push({ site: site.id, visit: made });
    this.#badInARow++;
    if (this.#badInARow >= DOUBT && !this.#failed) {
      this.#asking ??= this.#askCanaries().finally(() => {
        this.#asking = null;
        this.#badInARow = 0;
      });
      await this.#asking;
    }
  }

  async #skip(site: Target): Promise<void> {
    const visit = this.#void({ at: this.#options.now().toISOString(), ms: 0 });
    await this.#options.emit({ type: 'visit', site: site.id, visit });
  }

  /** Visits all canaries; when none is up the route has failed, and what was bad over it is unknown. */
  async #askCanaries(): Promise<boolean> {
    const { canaries, route, visit, emit, progress, signal } = this.#options;
    const visits = await Promise.all(canaries.map((canary) => visit(canary, route, false)));
    if (signal.aborted) return false;
    canaries.forEach((canary, index) => {
      const made = visits[index];
      if (made)
        this.#report.canaries.push({ url: canary.url, at: made.at, outcome: made.outcome, ms: made.ms });
    });
    const works = visits.some(({ outcome }) => isGood(outcome));
    if (!works) {
      this.#report.state = 'failed';
      this.#report.detail = 'no page that is known to be up could be reached over this route';
      for (const { site, visit: bad } of this.#bad) {
        await emit({ type: 'void', site, at: bad.at, visit: this.#void(bad) });
      }
      progress.note(
        `The route ${this.#report.name} failed: ${this.#report.detail}. Its visits say nothing about the sites.`,
      );
    }
    await emit({ type: 'route', index: route.index, report: structuredClone(this.#report) });
    return works;
  }

  #void({ at, ms }: { at: string; ms: number }): Visit {
    const { index, route } = this.#options.route;
    const detail = this.#report.detail ?? 'the route failed';
    return {
      route: index,
      at,
      ms,
      outcome: 'unknown',
      reasons: [{ kind: 'route', route: route.name, detail }],
      evidence: null,
      text: null,
    };
  }
}
