import { createHash } from 'node:crypto';
import { StateFile } from '../domain/ledger-files.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import {
  evidenceWithin,
  incidentYears,
  mayTouch,
  namedIn,
  type Stretch,
  stretchesIn,
} from '../domain/retention-references.ts';
import { RunFile, runOfFile } from '../domain/run-file.ts';

/** The data as it is at one moment. */
export interface DataView {
  /** Sorted paths of all files below a folder. */
  list(folder: string): Promise<string[]>;
  /** Texts by path; files that are not there are left out. */
  read(paths: Iterable<string>): Promise<Map<string, string>>;
}

/** Where the data is kept. */
export interface DataSource {
  /** For people. */
  readonly name: string;
  /** Null: there is none. */
  view(): Promise<DataView | null>;
}

/** What the data names. */
export interface References {
  /** Changes when anything changed that could name a snapshot. */
  version: string;
  /** SHA-256 of evidence, and of other things that are no snapshots. */
  named: ReadonlySet<string>;
}

/** So many runs are held in memory at once. */
const RUNS = 200;

/**
 * Reads what state, incidents and corrections refer to. `corrections`: those that the data may not know yet.
 * Rejects with `PuptimeError` when that cannot be known for sure: then nothing may be removed.
 */
export async function readReferences(data: DataSource, corrections: readonly Stretch[]): Promise<References> {
  const view = await data.view();
  const texts = view
    ? await view.read(['state.json', 'annotations.json', ...(await view.list('incidents'))])
    : null;
  const stateText = texts?.get('state.json');
  if (!view || !texts || stateText === undefined)
    throw new PuptimeError(
      `${data.name}: no state.json: nothing tells which snapshots must stay; name the data, or run "puptime rebuild"`,
      { exitCode: 2 },
    );
  const parse = (path: string, text: string) => parseJson(`${data.name}, ${path}`, text);
  const state = StateFile.safeParse(parse('state.json', stateText));
  if (!state.success)
    throw new PuptimeError(
      `${data.name}, state.json: not what this version of puptime reads; run "puptime rebuild", or a newer puptime`,
      { cause: state.error },
    );
  for (const year of incidentYears(state.data))
    if (!texts.has(`incidents/${year}.json`))
      throw new PuptimeError(`${data.name}: no incidents/${year}.json; run "puptime rebuild"`);

  const named = new Set<string>();
  for (const [path, text] of texts) {
    parse(path, text);
    for (const sha256 of namedIn(text)) named.add(sha256);
  }
  const stretches = [
    ...stretchesIn(parse('annotations.json', texts.get('annotations.json') ?? '[]')),
    ...corrections,
  ];
  const runs = (await view.list('runs')).filter((path) =>
    stretches.some((stretch) => mayTouch(path, stretch)),
  );
  for (let at = 0; at < runs.length; at += RUNS) {
    for (const [path, text] of await view.read(runs.slice(at, at + RUNS))) {
      const run = RunFile.safeParse(parse(path, text));
      // A run of another version still names what it names.
      const evidence = run.success
        ? evidenceWithin(runOfFile(run.data), stretches, state.data)
        : namedIn(text);
      for (const sha256 of evidence) named.add(sha256);
    }
  }
  return { version: versionOf(texts), named };
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new PuptimeError(
      `${name}: not JSON, so nothing may be removed; restore it, or run "puptime rebuild"`,
      {
        cause: error,
      },
    );
  }
}

function versionOf(texts: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [path, text] of [...texts].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${path} ${Buffer.byteLength(text)}\n`).update(text);
  return hash.digest('hex');
}
