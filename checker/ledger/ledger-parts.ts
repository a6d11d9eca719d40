import type { z } from 'zod';
import { incidentYear, type Ledger } from '../domain/ledger.ts';
import {
  type Correction,
  DayFile,
  FOLD_VERSION,
  type Incident,
  IncidentsFile,
  StateFile,
} from '../domain/ledger-files.ts';
import { type NeededParts, neededFor, neededForCorrections } from '../domain/needed-for.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { dayPath, incidentsPath, missingFile } from './derived-files.ts';
import { parseLedgerFile } from './ledger-file.ts';
import type { LedgerView } from './ledger-store.ts';
import type { RunNames } from './run-files.ts';

/** Derived files that cannot be gone on from: they are derived anew then. `message`: why. */
export class UnusableParts extends Error {
  override readonly name = 'UnusableParts';
}

/** The state, which follows from exactly these runs. Rejects with `UnusableParts`. */
export async function readState(view: LedgerView, { paths }: RunNames): Promise<StateFile> {
  const texts = await view.read(['state.json']);
  checkRules(texts.get('state.json'));
  const state = parsed('state.json', texts, StateFile);
  const { newestRun, runs } = state;
  if (runs !== paths.size)
    throw new UnusableParts(`state.json is of ${runs} runs, and there are ${paths.size}`);
  if (newestRun && paths.get(newestRun.id) !== newestRun.path)
    throw new UnusableParts(`state.json is of run ${newestRun.id}, which is not there`);
  const names = [...(await view.list('days')), ...(await view.list('incidents'))];
  const missing = missingFile(state, new Set(names));
  if (missing !== null) throw new UnusableParts(`${missing} is missing`);
  return state;
}

/** The parts of a ledger that a fold needs, as far as they exist. Rejects with `UnusableParts`. */
export async function readParts(view: LedgerView, state: StateFile, needed: NeededParts): Promise<Ledger> {
  const names = new Set([...(await view.list('days')), ...(await view.list('incidents'))]);
  const wanted = [...needed.days.map(dayPath), ...needed.years.map(incidentsPath)];
  const texts = await view.read(wanted.filter((path) => names.has(path)));
  const days = new Map<string, DayFile>();
  for (const day of needed.days) {
    if (texts.has(dayPath(day))) days.set(day, parsed(dayPath(day), texts, DayFile));
  }
  const incidents = new Map<number, IncidentsFile>();
  for (const year of needed.years) {
    const path = incidentsPath(year);
    if (texts.has(path)) incidents.set(year, parsed(path, texts, IncidentsFile));
  }
  for (const { incident } of Object.values(state.sites)) {
    const year = incident === null ? null : incidents.get(incidentYear(incident));
    if (incident !== null && !Object.hasOwn(year?.incidents ?? {}, incident))
      throw new UnusableParts(`the open incident ${incident} is in no file`);
  }
  return { state, days, incidents };
}

/** Incidents of all years. Rejects with `PuptimeError` where a file cannot be read. */
export async function readIncidents(view: LedgerView | null, name: string): Promise<Incident[]> {
  const paths = (await view?.list('incidents')) ?? [];
  const texts = (await view?.read(paths)) ?? new Map<string, string>();
  return paths.flatMap((path) => {
    const file = parseLedgerFile(path, texts.get(path) ?? '', IncidentsFile);
    if ('fault' in file)
      throw new PuptimeError(
        `${path} of ${name} is damaged: ${file.fault}; "puptime rebuild" derives it again`,
      );
    return Object.values(file.value.incidents);
  });
}

/** Figures by other rules than ours are derived again; by later ones, they are not ours to touch. */
function checkRules(state: string | undefined): void {
  const rules = Number(/^ {2}"fold": (\d+),?$/m.exec(state ?? '')?.[1] ?? FOLD_VERSION);
  if (rules > FOLD_VERSION)
    throw new PuptimeError(
      `state.json: derived by rules ${rules}, and this Puptime knows none above ${FOLD_VERSION}; use a newer one`,
    );
  if (rules < FOLD_VERSION)
    throw new UnusableParts(`state.json was derived by the rules of version ${rules}`);
}

function parsed<Schema extends z.ZodType>(
  path: string,
  texts: ReadonlyMap<string, string>,
  schema: Schema,
): z.output<Schema> {
  const text = texts.get(path);
  if (text === undefined) throw new UnusableParts(`${path} is missing`);
  const result = parseLedgerFile(path, text, schema);
  if ('fault' in result) throw new UnusableParts(`${path} is damaged: ${result.fault}`);
  return result.value;
}

/** What folds of several runs need, one after the other, when the figures are to obey these corrections. */
export function neededForAll(
  state: StateFile,
  runs: readonly RunRecord[],
  corrections: readonly Correction[],
): NeededParts {
  const parts = [
    neededForCorrections(state, corrections),
    ...runs.map((run) => neededFor(state, run, corrections)),
  ];
  return {
    days: [...new Set(parts.flatMap(({ days }) => days))].sort(),
    years: [...new Set(parts.flatMap(({ years }) => years))].sort((a, b) => a - b),
  };
}
