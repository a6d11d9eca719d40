import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StateFile } from '../domain/ledger-files.ts';
import { replaceFile } from './atomic-file.ts';
import { parseLedgerFile } from './ledger-file.ts';
import type { LedgerView } from './ledger-store.ts';
import { readMark, refuseLedger, writeMark } from './mirror-mark.ts';

const STATE = 'state.json';
/** The parts of a ledger that are folders. */
const FOLDERS = ['runs', 'days', 'incidents', 'chain', 'quarantine'];
/** The files beside them. */
const FILES = ['annotations.json', 'issues.json', STATE];

/** What was copied just now; what was there already in the same version is not among it. */
export interface Mirrored {
  files: number;
  bytes: number;
}

/** A part of a ledger that was copied. */
export interface MirroredPart extends Mirrored {
  /** Paths of all run records of the ledger, sorted, whether they were copied or not. */
  runs: string[];
}

/** Paths that somebody needs of a ledger, among those of its runs (sorted) and its days. */
export type PickPaths = (state: StateFile, runs: readonly string[]) => Iterable<string>;

/**
 * Copies a ledger into a directory, for whoever reads plain files: what is there already in the same version is not read again, and
 * what the ledger has no more is taken away. The state comes last.
 */
export async function mirrorLedger(view: LedgerView, dir: string): Promise<Mirrored> {
  const versions = await versionsIn(view);
  return copy(view, dir, versions, [...versions.keys()]);
}

/**
 * Copies what somebody needs of a ledger: state, incidents, corrections and issues, and of runs and days those that `pick` names. A
 * mirror that is there already keeps what it has more. No view: the ledger is empty. Rejects with `PuptimeError` when the directory
 * has a ledger of its own. What is made is no ledger, and marked as such: see `refusePart`.
 */
export async function mirrorPart(
  view: LedgerView | null,
  dir: string,
  pick: PickPaths,
): Promise<MirroredPart> {
  await refuseLedger(dir);
  const versions = view ? await versionsIn(view) : new Map<string, string>();
  const paths = [...versions.keys()];
  const runs = paths.filter((path) => path.startsWith('runs/'));
  const state = view && (await stateIn(view));
  const picked = new Set(state ? pick(state, runs) : []);
  const wanted = paths.filter((path) =>
    /^(runs|days)\//.test(path) ? picked.has(path) : !/^(chain|quarantine)\//.test(path),
  );
  return { ...(await copy(view, dir, versions, wanted)), runs };
}

/** What tells each file of the ledger from others, by path; the state is the last. */
async function versionsIn(view: LedgerView): Promise<Map<string, string>> {
  const versions = new Map<string, string>();
  for (const path of [...(await Promise.all(FOLDERS.map((folder) => view.list(folder)))).flat(), ...FILES]) {
    const version = view.version(path);
    // Git lets a tree name its entries as it likes.
    if (version !== null && !path.split('/').includes('..')) versions.set(path, version);
  }
  return versions;
}

/** Null where there is none, or where it cannot be read: whoever reads the copy says what is wrong with it. */
async function stateIn(view: LedgerView): Promise<StateFile | null> {
  const text = (await view.read([STATE])).get(STATE);
  const parsed = text === undefined ? null : parseLedgerFile(STATE, text, StateFile);
  return parsed && 'value' in parsed ? parsed.value : null;
}

async function copy(
  view: LedgerView | null,
  dir: string,
  versions: ReadonlyMap<string, string>,
  paths: readonly string[],
): Promise<Mirrored> {
  const mark = await readMark(dir);
  const known = mark?.files ?? {};
  const wanted = paths.filter((path) => known[path] !== versions.get(path));
  const texts = await view?.read(wanted);
  // It is a mirror from its first file on, however far it gets.
  if (!mark) await writeMark(dir, { version: 1, part: true, files: {} });
  let bytes = 0;
  for (const path of wanted) {
    const text = texts?.get(path) ?? '';
    bytes += Buffer.byteLength(text);
    await replaceFile(join(dir, path), text);
  }
  for (const path of Object.keys(known)) if (!versions.has(path)) await rm(join(dir, path), { force: true });
  const copied = new Map(Object.entries(known).filter(([path]) => versions.has(path)));
  for (const path of paths) copied.set(path, versions.get(path) ?? '');
  const whole = [...versions].every(([path, version]) => copied.get(path) === version);
  await writeMark(dir, { version: 1, ...(whole ? {} : { part: true }), files: Object.fromEntries(copied) });
  return { files: wanted.length, bytes };
}
