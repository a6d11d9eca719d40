import { applyRun, compareRuns, correct, finishFold } from '../domain/fold.ts';
import { emptyLedger, type Ledger, LedgerDraft } from '../domain/ledger.ts';
import type { Correction, StateFile } from '../domain/ledger-files.ts';
import { runPath } from '../domain/run-path.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { canonicalJson } from './canonical-json.ts';
import { dayPath, incidentsPath } from './derived-files.ts';
import { neededForAll, readParts, readState, UnusableParts } from './ledger-parts.ts';
import type { LedgerStore, LedgerView } from './ledger-store.ts';
import { begunAt, type DamagedRun, type RunNames, runNames, runsInOrder } from './run-files.ts';

/** How far a derivation is, in runs. */
export type Progress = (done: number, total: number) => void;

/** Derived files as they follow from the runs. */
export interface Derived {
  state: StateFile;
  days: number;
  incidents: number;
  /** Those to write, the state last; null takes one away. */
  files: Map<string, string | null>;
  /** Files among the runs that could not be read, and were left out. */
  damaged: readonly DamagedRun[];
  /** Whether everything was derived from the runs, and why when nobody asked for it. */
  anew: Basis['anew'];
}

export interface DeriveOptions {
  store: Pick<LedgerStore, 'before'>;
  view: LedgerView | null;
  names: RunNames;
  /** Runs that are not in the view yet. */
  fresh: readonly RunRecord[];
  /** Those that the figures are to obey. */
  corrections: readonly Correction[];
  progress: Progress;
}

/** What a derivation goes on from, and the runs that it then folds. */
interface Basis {
  ledger: Ledger;
  /** Where the ledger stands; null: nowhere, it is empty. */
  view: LedgerView | null;
  /** Of recorded runs that it does not follow from yet. */
  paths: readonly string[];
  /** false: it is gone on from what is there; else everything is derived from the runs, for a reason or because it was asked for. */
  anew: string | boolean;
}

/** So far back an earlier ledger is looked for before everything is derived from the runs. */
const STEPS_BACK = 100;

/**
 * The derived files with the fresh runs: gone on from the newest ledger, the one in the view or one before it, that follows from
 * older runs alone; from the runs when there is none such.
 */
export async function derive(options: DeriveOptions): Promise<Derived> {
  const { view, names } = options;
  if (names.paths.size + names.damaged.length === 0)
    return foldOn({ ledger: emptyLedger(), view: null, paths: [], anew: false }, options);
  if (!view || names.damaged.length > 0) return deriveAnew(options, 'there are damaged files among the runs');
  try {
    const basis = (await basisNow(view, options)) ?? (await basisBefore(view, options));
    return basis ? await foldOn(basis, options) : await deriveAnew(options, 'a run came very late');
  } catch (error) {
    if (!(error instanceof UnusableParts)) throw error;
    return deriveAnew(options, error.message);
  }
}

/** The derived files from the runs alone. */
export function deriveAnew(options: DeriveOptions, because: string | null): Promise<Derived> {
  const paths = [...options.names.paths.values()];
  return foldOn({ ledger: emptyLedger(), view: null, paths, anew: because ?? true }, options);
}

/** The ledger of the view, when no fresh run is older than its newest. */
async function basisNow(view: LedgerView, options: DeriveOptions): Promise<Basis | null> {
  const { names, fresh, corrections } = options;
  const state = await readState(view, names);
  if (fresh.some((run) => state.newestRun && compareRuns(run, state.newestRun) < 0)) return null;
  const needed = neededForAll(state, fresh, corrections);
  return { ledger: await readParts(view, state, needed), view, paths: [], anew: false };
}

/** An earlier ledger, older than every fresh run and than every run that has been recorded since. */
async function basisBefore(now: LedgerView, options: DeriveOptions): Promise<Basis | null> {
  const { store, names, fresh, corrections } = options;
  let view = await store.before(now);
  for (let step = 1; view && step <= STEPS_BACK; step += 1) {
    const earlier = await runNames(view);
    const paths = [...names.paths].filter(([id]) => !earlier.paths.has(id)).map(([, path]) => path);
    const first = [...paths, ...fresh.map(runPath)].map(begunAt).sort()[0] ?? '';
    // By the second of the names: runs of one second are told apart by their millisecond, which stands in the records.
    const newest = [...earlier.paths.values()].at(-1) ?? '';
    if (earlier.damaged.length === 0 && begunAt(newest) < first) {
      const state = await readState(view, earlier);
      const runs: RunRecord[] = [...fresh];
      for await (const run of runsInOrder(now, paths, refuse)) runs.push(run);
      const needed = neededForAll(state, runs, corrections);
      return { ledger: await readParts(view, state, needed), view, paths, anew: false };
    }
    view = await store.before(view);
  }
  return null;
}

/** What cannot be read is found out when everything is derived anew. */
function refuse({ path, fault }: DamagedRun): never {
  throw new UnusableParts(`${path}: ${fault}`);
}

async function foldOn(basis: Basis, options: DeriveOptions): Promise<Derived> {
  const { view, names, fresh, corrections, progress } = options;
  const damaged: DamagedRun[] = basis.anew === false ? [] : [...names.damaged];
  const draft = new LedgerDraft(basis.ledger);
  const total = basis.paths.length + fresh.length;
  let done = 0;
  const recorded = view ? runsInOrder(view, basis.paths, (run) => damaged.push(run)) : [];
  for await (const run of merged(recorded, fresh.toSorted(compareRuns))) {
    applyRun(draft, run);
    done += 1;
    progress(done, total);
  }
  const after = done > 0 ? finishFold(draft, corrections) : correct(basis.ledger, corrections);
  const { state, days } = after;
  const incidents = [...after.incidents.values()].map((file) => Object.keys(file.incidents).length);
  return {
    state,
    days: days.size,
    incidents: incidents.reduce((sum, count) => sum + count, 0),
    files: await filesToWrite(after, basis, view),
    damaged,
    anew: basis.anew,
  };
}

/** Two sorted rows of runs as one. */
async function* merged(
  rows: AsyncIterable<RunRecord> | Iterable<RunRecord>,
  others: readonly RunRecord[],
): AsyncIterable<RunRecord> {
  const waiting = [...others];
  for await (const run of rows) {
    while (waiting[0] && compareRuns(waiting[0], run) < 0) yield* waiting.splice(0, 1);
    yield run;
  }
  yield* waiting;
}

/** What differs from the view: what the fold changed, and what has been changed since the ledger that it went on from. */
async function filesToWrite(
  after: Ledger,
  { ledger, view: from }: Basis,
  now: LedgerView | null,
): Promise<Map<string, string | null>> {
  const files = new Map<string, string | null>();
  for (const [day, file] of after.days) {
    if (file !== ledger.days.get(day)) files.set(dayPath(day), canonicalJson(file));
  }
  for (const [year, file] of after.incidents) {
    if (file !== ledger.incidents.get(year)) files.set(incidentsPath(year), canonicalJson(file));
  }
  if (now && from !== now) {
    const others = (await derivedIn(now)).concat(from ? await derivedIn(from) : []);
    const changed = others.filter(
      (path) => !files.has(path) && (!from || from.version(path) !== now.version(path)),
    );
    const texts = from ? await from.read(changed) : new Map<string, string>();
    for (const path of changed) files.set(path, texts.get(path) ?? null);
  }
  files.delete('state.json');
  return files.set('state.json', canonicalJson(after.state));
}

async function derivedIn(view: LedgerView): Promise<string[]> {
  return [...(await view.list('days')), ...(await view.list('incidents'))];
}
