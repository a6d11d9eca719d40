import type { Annotation } from '../domain/annotation.ts';
import { correctionsOf } from '../domain/corrections.ts';
import type { IssuesFile } from '../domain/issues/issues-file.ts';
import type { Incident, StateFile } from '../domain/ledger-files.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import { clockFault } from '../domain/run-clock.ts';
import { runPath } from '../domain/run-path.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { runSubject } from '../domain/run-subject.ts';
import {
  ANNOTATIONS_PATH,
  annotationsText,
  readRecordedAnnotations,
  sameCorrections,
} from './annotations.ts';
import { chainedPaths, extendChain } from './chain.ts';
import { type Derived, type DeriveOptions, derive, deriveAnew, type Progress } from './derive.ts';
import { ISSUES_PATH, issuesText, readIssues } from './issues.ts';
import { readIncidents, readState, UnusableParts } from './ledger-parts.ts';
import type { LedgerStore, LedgerView } from './ledger-store.ts';
import { type MirroredPart, mirrorLedger, mirrorPart, type PickPaths } from './mirror.ts';
import { type RunNames, runIn, runNames, runText } from './run-files.ts';
import { type Verified, type VerifyOptions, verifyLedger } from './verify-ledger.ts';

/** What became of a run that was to be recorded. */
export interface Recorded {
  /** Of the run's record, from the ledger's root. */
  path: string;
  /** The run was there before; nothing was counted again. */
  alreadyRecorded: boolean;
  state: StateFile;
}

/** What is known now, and which issues tell of it. */
export interface Outlook {
  state: StateFile;
  /** Of all years. */
  incidents: Incident[];
  annotations: Annotation[];
  issues: IssuesFile;
}

/** What a rebuild found. */
export interface Rebuilt extends Pick<Derived, 'state' | 'days' | 'incidents' | 'damaged'> {}

/** What a ledger needs from the outside. */
export interface LedgerContext {
  now(): Date;
  /** 0 ≤ n < 1. */
  random(): number;
  /** Waits, in milliseconds. */
  pause(ms: number): Promise<void>;
  /** Takes a line of plain text that a person should read. */
  log(line: string): void;
  progress?: Progress;
}

/** What is to be derived, and what the ledger is to keep of the corrections. */
interface Wish extends DeriveOptions {
  annotations: readonly Annotation[];
}

/** A write, and what to tell when it is done. */
interface Plan {
  changes: Map<string, string | null>;
  subject: string;
  said: readonly string[];
}

/** A race that is lost so often is no race. */
const MOST_TRIES = 30;
/** Longest wait before the next try, in milliseconds. */
const LONGEST_WAIT_MS = 4_000;
/** Clocks of two machines may differ by so much. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** Runs and all that is derived from them, wherever they are kept. */
export class OpenLedger implements AsyncDisposable {
  readonly #store: LedgerStore;
  readonly #context: LedgerContext;

  constructor(store: LedgerStore, context: LedgerContext) {
    this.#store = store;
    this.#context = context;
  }

  /** For people: where it is kept. */
  get name(): string {
    return this.#store.name;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#store[Symbol.asyncDispose]();
  }

  /** Newest state of every site; derived from the runs where `state.json` is missing, damaged or behind. */
  async state(): Promise<StateFile> {
    const view = await this.#store.view();
    const names = await runNames(view);
    return (await current(view, names)) ?? (await derive(await this.#wish(view, names, []))).state;
  }

  /** The record of the newest run; null where there is none, or where it cannot be read. */
  async newestRun(): Promise<RunRecord | null> {
    const path = (await this.state()).newestRun?.path;
    const view = path === undefined ? null : await this.#store.view();
    if (!view || path === undefined) return null;
    const run = runIn(path, (await view.read([path])).get(path));
    return 'fault' in run ? null : run;
  }

  /** All that issues are made of. Rejects with `PuptimeError` where it cannot be told without a rebuild. */
  async outlook(): Promise<Outlook> {
    const view = await this.#store.view();
    const state = await this.state();
    return {
      state,
      incidents: await readIncidents(view, this.name),
      annotations: await recordedAnnotations(view),
      issues: await readIssues(view),
    };
  }

  /** Changes what the ledger keeps of issues; nothing is written where that changes nothing. */
  async noteIssues(change: (before: IssuesFile) => IssuesFile): Promise<void> {
    await this.#write<void>(async (view) => {
      const before = await readIssues(view);
      const text = issuesText(change(before));
      const plan = { changes: new Map([[ISSUES_PATH, text]]), subject: 'Note what issues tell of', said: [] };
      return { value: undefined, plan: text === issuesText(before) ? null : plan };
    });
  }

  /** Whether a run is recorded. */
  async hasRun(id: string): Promise<boolean> {
    return (await runNames(await this.#store.view())).paths.has(id);
  }

  /** Of these runs those that are recorded. */
  async recordedAmong(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const { paths } = await runNames(await this.#store.view());
    return new Set(ids.filter((id) => paths.has(id)));
  }

  /**
   * Records a run: its file, its line in the chain, and all that follows from it. Whoever else writes at the same time, it is there
   * once in the end. `annotations`: those that the figures are to obey from now on; by default those they obey already.
   * Rejects with `PuptimeError` when the run tells of the future, or of long before its start.
   */
  async record(run: RunRecord, annotations?: readonly Annotation[]): Promise<Recorded> {
    this.#refuseFuture(run);
    return this.#write<Recorded>(async (view) => {
      const names = await runNames(view);
      const known = names.paths.get(run.id);
      const state = known === undefined ? null : await current(view, names);
      const wish = await this.#wish(view, names, known === undefined ? [run] : [], annotations);
      if (known !== undefined && state && sameCorrections(state.corrections, wish.corrections))
        return { value: { path: known, alreadyRecorded: true, state }, plan: null };
      // A writer that was killed may have left the run without its line in the chain or without what follows from it.
      const derived = await derive(wish);
      const path = known ?? runPath(run);
      const fresh = known === undefined ? { path, text: runText(run) } : null;
      return {
        value: { path, alreadyRecorded: known !== undefined, state: derived.state },
        plan: {
          ...(await this.#changes(wish, derived, fresh)),
          subject: fresh ? runSubject(run) : rebuildSubject(derived),
        },
      };
    });
  }

  /** Derives everything again from the runs; what cannot be read among them is put into `quarantine/`. */
  async rebuild(annotations?: readonly Annotation[]): Promise<Rebuilt> {
    return this.#write<Rebuilt>(async (view) => {
      const wish = await this.#wish(view, await runNames(view), [], annotations);
      const derived = await deriveAnew(wish, null);
      const subject = rebuildSubject(derived);
      return {
        value: derived,
        plan: view && { ...(await this.#changes(wish, derived, null)), subject },
      };
    });
  }

  /** Copies the ledger as it is now into a directory, for whoever reads plain files. */
  async mirror(dir: string): Promise<void> {
    const view = await this.#store.view();
    if (view) await mirrorLedger(view, dir);
  }

  /** Copies into a directory what somebody needs of the ledger as it is now: see `mirrorPart`. */
  async mirrorPart(dir: string, pick: PickPaths): Promise<MirroredPart> {
    return mirrorPart(await this.#store.view(), dir, pick);
  }

  /** Checks everything; null where there is no record. */
  async verify(options: VerifyOptions): Promise<Verified | null> {
    const view = await this.#store.view();
    if (!view || (await view.list('chain')).length + (await view.list('runs')).length === 0) return null;
    return verifyLedger(view, {
      progress: this.#context.progress ?? (() => {}),
      latest: this.#latest(),
      ...options,
    });
  }

  async #wish(
    view: LedgerView | null,
    names: RunNames,
    fresh: readonly RunRecord[],
    annotations?: readonly Annotation[],
  ): Promise<Wish> {
    const wanted = annotations ?? (await recordedAnnotations(view));
    const progress = this.#context.progress ?? (() => undefined);
    return {
      store: this.#store,
      view,
      names,
      fresh,
      annotations: wanted,
      corrections: correctionsOf(wanted),
      progress,
    };
  }

  #refuseFuture(run: RunRecord): void {
    const fault = clockFault(run, this.#latest());
    if (fault === null) return;
    throw new PuptimeError(
      `run ${run.id} ${fault}: it is ${this.#context.now().toISOString()} here, and one of the two clocks is wrong; mend that before the run is recorded`,
    );
  }

  /** Nothing that was seen lies after it. */
  #latest(): Date {
    return new Date(this.#context.now().getTime() + CLOCK_SKEW_MS);
  }

  /** What to write, in an order in which a write that is cut short is noticed: runs, chain, derived files, the state last. */
  async #changes(
    { view, names, annotations }: Wish,
    { files, damaged, anew }: Derived,
    fresh: { path: string; text: string } | null,
  ): Promise<Omit<Plan, 'subject'>> {
    const changes = new Map<string, string | null>();
    const said: string[] = [];
    if (typeof anew === 'string') said.push(`Everything was derived again from the runs: ${anew}.`);
    const texts = await view?.read(damaged.map(({ path }) => path));
    for (const { path, fault } of damaged) {
      changes.set(`quarantine/${path}`, texts?.get(path) ?? '').set(path, null);
      said.push(`${path} was put into quarantine: ${fault}. Restore it from the history or from a copy.`);
    }
    if (fresh) changes.set(fresh.path, fresh.text);
    // A writer that was killed may have left runs that it had not chained yet.
    const loose = view && anew !== false ? await unchained(view, [...names.paths.values()], changes) : [];
    const links = fresh ? [...loose, fresh] : loose;
    if (links.length > 0) changes.set(...(await extendChain(view, links, this.#context.now())));
    changes.set(ANNOTATIONS_PATH, annotationsText(annotations));
    for (const [path, text] of files) changes.set(path, text);
    return { changes, said };
  }

  /** Writes what `decide` makes of the ledger as it is, again and again until nobody else was faster. */
  async #write<T>(decide: (view: LedgerView | null) => Promise<{ value: T; plan: Plan | null }>): Promise<T> {
    for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
      const view = await this.#store.view();
      const { value, plan } = await decide(view);
      if (!plan || (await this.#store.write(view, plan.changes, plan.subject))) {
        for (const line of plan?.said ?? []) this.#context.log(line);
        return value;
      }
      // Writers that lost together must not try again together.
      const longest = Math.min(LONGEST_WAIT_MS, 200 * attempt);
      await this.#context.pause(this.#context.random() * longest);
    }
    throw new PuptimeError(
      `${this.#store.name} could not be written: others were faster ${MOST_TRIES} times in a row; try again`,
    );
  }
}

/** What cannot be read cannot be derived either: a person must say what the corrections are. */
async function recordedAnnotations(view: LedgerView | null): Promise<Annotation[]> {
  try {
    return await readRecordedAnnotations(view);
  } catch (error) {
    if (!(error instanceof UnusableParts)) throw error;
    throw new PuptimeError(
      `${error.message}; give the corrections again with --annotations, or restore the file`,
      {
        cause: error,
      },
    );
  }
}

/** The state, where it follows from exactly these runs; null where something must be derived again. */
async function current(view: LedgerView | null, names: RunNames): Promise<StateFile | null> {
  if (!view || names.damaged.length > 0) return null;
  try {
    return await readState(view, names);
  } catch (error) {
    if (error instanceof UnusableParts) return null;
    throw error;
  }
}

function rebuildSubject({ state }: Derived): string {
  return `Rebuild from ${state.runs} runs`;
}

/** Runs that the chain does not name, with their texts. */
async function unchained(
  view: LedgerView,
  paths: readonly string[],
  changes: ReadonlyMap<string, string | null>,
): Promise<{ path: string; text: string }[]> {
  const chained = await chainedPaths(view);
  const loose = paths.filter((path) => !chained.has(path) && changes.get(path) !== null);
  return [...(await view.read(loose))].map(([path, text]) => ({ path, text }));
}
