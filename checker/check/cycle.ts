import { setTimeout as sleep } from 'node:timers/promises';
import { assembleRun, type RunEvent, type RunHead } from '../domain/assemble-run.ts';
import { type BreakerLimits, trippedBy } from '../domain/breaker.ts';
import { knownAddressNote } from '../domain/known-address.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import { exitIdentity, type RunRecord } from '../domain/run-record.ts';
import { isGood, unconfirmedOf } from '../domain/verdict.ts';
import type { ResultsFolder } from '../results/results-folder.ts';
import type { Route } from '../routes/route.ts';
import type { ExitSource } from './exit-source.ts';
import { type PassOptions, runPass } from './pass.ts';
import type { Target } from './visit-site.ts';

export interface CycleOptions extends Omit<PassOptions, 'sites' | 'route' | 'emit'> {
  head: RunHead;
  /** What was already seen, when a run is gone on with. */
  events: readonly RunEvent[];
  sites: readonly Target[];
  folder: ResultsFolder;
  breaker: BreakerLimits;
  /** Sites whose verdict was down before this run: they do not *turn* down. */
  downBefore: ReadonlySet<string>;
  /** Addresses that the exits of the run before this one were seen from: they are not fresh. */
  addressesBefore: ReadonlySet<string>;
  /** Called at the first visit that is not good: another exit will be needed. */
  onSuspect?: () => void;
}

/** One run: a first pass, confirmation passes, the breaker, the record. Everything seen is written as it is seen. */
export class Cycle {
  readonly #options: CycleOptions;
  readonly #events: RunEvent[];
  readonly #routes = new Map<number, Route>();

  constructor(options: CycleOptions) {
    this.#options = options;
    this.#events = [...options.events];
  }

  /** The run as far as it has come. */
  record(complete: boolean): RunRecord {
    const endedAt = this.#options.now().toISOString();
    return assembleRun(this.#options.head, this.#events, { endedAt, complete });
  }

  /** Sites whose verdict still wants a visit over another exit, or later. */
  unconfirmed(): string[] {
    return unconfirmedOf(this.record(false));
  }

  /** First visit of every site. */
  async firstPass(route: Route): Promise<void> {
    await this.#pass(route, this.#options.sites);
  }

  /**
   * Visits again what the passes so far left unconfirmed. Over an exit that was used before, two visits must be `confirmAfter`
   * apart, so it waits for that first; `wait: false` leaves those for the next run.
   */
  async confirm(route: Route, { wait }: { wait: boolean }): Promise<void> {
    const { routes, results } = this.record(false);
    const identity = exitIdentity({ name: route.name, exit: route.exit() });
    const used = routes.some((report) => exitIdentity(report) === identity);
    // The same exit again can confirm what it saw; where it failed it would only fail again.
    const pending = this.unconfirmed().filter((id) => !used || results[id]?.verdict !== 'unknown');
    if (pending.length === 0 || (used && !wait)) return;
    if (used) await this.#waitFor(pending);
    if (this.#options.signal.aborted) return;
    await this.#pass(route, this.#targets(pending));
    await this.#markBurned();
  }

  /** When too many sites turned down at once: a route not used yet must agree, otherwise their verdicts are unknown. */
  async breaker(spare: () => Promise<Route | null>): Promise<void> {
    const { breaker, signal } = this.#options;
    const before = this.record(false);
    const tripped = trippedBy(this.#turnedDown(before), Object.keys(before.results).length, breaker);
    if (tripped.length === 0 || signal.aborted) return;
    const share = tripped.length / Object.keys(before.results).length;
    const text = `${tripped.length} of ${Object.keys(before.results).length} sites turned down at once, more than the run can be trusted with.`;
    await this.note(text);
    const third = await spare();
    if (third) await this.#pass(third, this.#targets(tripped));
    const index = third ? before.routes.length : null;
    const { results } = this.record(false);
    const doubted = tripped.filter((id) => {
      const last = results[id]?.visits.at(-1);
      return !(last && last.route === index && last.outcome !== 'unknown');
    });
    if (doubted.length > 0)
      await this.#emit({ type: 'breaker', sites: doubted, share, limit: breaker.share });
  }

  /** Writes the run record. `complete` is false when the run was interrupted. */
  async finish(): Promise<RunRecord> {
    const interrupted = this.#options.signal.aborted;
    if (interrupted)
      await this.#emit({
        type: 'note',
        text: 'The run was interrupted; what it had seen until then is kept.',
      });
    const run = this.record(!interrupted);
    await this.#options.folder.finish(run);
    return run;
  }

  /** Adds what became of the exits that were made for this run, once they are removed. */
  async noteExits(): Promise<void> {
    const { routes } = this.record(false);
    for (const [index, route] of this.#routes) {
      const exit = route.exit();
      const report = routes[index];
      if (exit && report) await this.#emit({ type: 'route', index, report: { ...report, exit } });
    }
  }

  /** A further exit; null when it cannot be made, which the run then says. */
  async attempt(exit: ExitSource): Promise<Route | null> {
    try {
      return await exit.get();
    } catch (error) {
      if (!(error instanceof PuptimeError)) throw error;
      await this.note(`The exit ${exit.name} could not be made: ${error.message}`);
      return null;
    }
  }

  /** A line of the run record, told at once too. */
  async note(text: string): Promise<void> {
    await this.#emit({ type: 'note', text });
    this.#options.progress.note(text);
  }

  async #pass(route: Route, sites: readonly Target[]): Promise<void> {
    const { routes, notes } = this.record(false);
    const index = routes.length;
    this.#routes.set(index, route);
    const known = knownAddressNote({ name: route.name, exit: route.exit() }, this.#options.addressesBefore);
    // Once, though there may be several passes over an exit.
    if (known !== null && !notes.includes(known)) await this.note(known);
    await runPass({ ...this.#options, sites, route: { index, route }, emit: (event) => this.#emit(event) });
  }

  async #emit(event: RunEvent): Promise<void> {
    this.#events.push(event);
    if (event.type === 'visit' && !isGood(event.visit.outcome)) this.#options.onSuspect?.();
    await this.#options.folder.append(event);
  }

  #targets(ids: readonly string[]): Target[] {
    const wanted = new Set(ids);
    return this.#options.sites.filter(({ id }) => wanted.has(id));
  }

  #turnedDown({ results }: RunRecord): string[] {
    return Object.keys(results).filter(
      (id) => results[id]?.verdict === 'down' && !this.#options.downBefore.has(id),
    );
  }

  async #waitFor(ids: readonly string[]): Promise<void> {
    const { results } = this.record(false);
    const latest = Math.max(...ids.map((id) => Date.parse(results[id]?.visits.at(-1)?.at ?? '')));
    const until = new Date(latest + this.#options.head.settings.confirmAfterMs);
    const left = until.getTime() - this.#options.now().getTime();
    if (left <= 0) return;
    this.#options.progress.waiting(until, ids.length);
    try {
      await sleep(left, undefined, { signal: this.#options.signal });
    } catch (error) {
      if (!this.#options.signal.aborted) throw error;
    }
  }

  /** An exit over which a page is blocked that is open over another one is burned. */
  async #markBurned(): Promise<void> {
    const { results, routes } = this.record(false);
    const burned = new Set<number>();
    for (const { visits } of Object.values(results)) {
      const last = visits.at(-1);
      if (!last || !isGood(last.outcome)) continue;
      for (const visit of visits)
        if (visit.outcome === 'blocked' && visit.route !== last.route) burned.add(visit.route);
    }
    for (const index of burned) {
      const report = routes[index];
      if (report?.state !== 'ok') continue;
      await this.#emit({
        type: 'route',
        index,
        report: { ...report, state: 'burned', detail: 'a page that blocks it is open over another exit' },
      });
    }
  }
}
