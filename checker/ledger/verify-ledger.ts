import { correctionsOf } from '../domain/corrections.ts';
import type { Correction } from '../domain/ledger-files.ts';
import { clockFault } from '../domain/run-clock.ts';
import { runIdAt } from '../domain/run-path.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { ANNOTATIONS_PATH, readRecordedAnnotations } from './annotations.ts';
import { ChainLine, linesOf, sha256Of } from './chain.ts';
import { deriveAnew, type Progress } from './derive.ts';
import { parseLedgerFile } from './ledger-file.ts';
import { UnusableParts } from './ledger-parts.ts';
import type { LedgerView } from './ledger-store.ts';
import { runIn, runNames } from './run-files.ts';

/** The first thing that does not hold, and where. */
export interface Fault {
  /** File, with the line where there is one. */
  place: string;
  what: string;
}

/** What was found to hold, up to the first fault. */
export interface Verified {
  /** Lines of the chain that were looked at. */
  lines: number;
  /** SHA-256 of the chain's last line: who notes it can tell later whether anything before it was changed. */
  head: string | null;
  /** Whether a hash noted earlier is that of a line; null: none was given. */
  noted: boolean | null;
  /** Derived files that were derived again and compared; null: they were not. */
  derived: number | null;
  fault: Fault | null;
}

export interface VerifyOptions {
  /** Runs that began on this day (2026-11-23) or later alone, and no derived files. */
  since?: string | undefined;
  /** Hash of a line that was noted earlier. */
  noted?: string | undefined;
  /** What a run tells of a later time is no record. */
  latest?: Date | undefined;
  /** Hears every run that holds. */
  onRun?: (run: RunRecord) => Promise<Fault | null>;
  progress?: Progress;
}

/** So many records are read at once. */
const TOGETHER = 200;

/** Checks the chain, every run that it names, and that all that is derived follows from the runs. Stops at the first fault. */
export async function verifyLedger(view: LedgerView, options: VerifyOptions = {}): Promise<Verified> {
  const { since, noted, latest, onRun, progress = () => {} } = options;
  const found: Verified = {
    lines: 0,
    head: null,
    noted: noted === undefined ? null : false,
    derived: null,
    fault: null,
  };
  const failed = (place: string, what: string): Verified => ({ ...found, fault: { place, what } });

  const chained = new Map<string, { line: ChainLine; place: string }>();
  for (const file of await view.list('chain')) {
    const text = (await view.read([file])).get(file) ?? '';
    for (const [index, each] of linesOf(text).entries()) {
      const place = `${file}:${index + 1}`;
      const parsed = parseLedgerFile(place, each, ChainLine);
      if ('fault' in parsed) return failed(place, parsed.fault);
      const line = parsed.value;
      if (line.previous !== found.head)
        return failed(place, 'does not follow from the line before: a line was changed, taken out or put in');
      const twin = chained.get(line.path);
      if (twin) return failed(place, `names ${line.path} a second time, after ${twin.place}`);
      chained.set(line.path, { line, place });
      found.head = sha256Of(each);
      found.lines += 1;
      if (found.head === noted) found.noted = true;
    }
  }
  if (found.noted === false)
    return failed(
      'chain/',
      `no line has the hash ${noted}: the record was cut off or written anew since it was noted`,
    );

  const wanted = [...chained].filter(([path]) => since === undefined || dayOf(path) >= since);
  for (let at = 0; at < wanted.length; at += TOGETHER) {
    const some = wanted.slice(at, at + TOGETHER);
    const texts = await view.read(some.map(([path]) => path));
    for (const [path, { line, place }] of some) {
      const text = texts.get(path);
      if (text === undefined) {
        const put = (await view.read([`quarantine/${path}`])).has(`quarantine/${path}`);
        return failed(path, put ? 'damaged: it was put into quarantine/' : `missing, and ${place} names it`);
      }
      if (sha256Of(text) !== line.sha256)
        return failed(path, `changed since it was recorded: its SHA-256 is not that of ${place}`);
      const run = runIn(path, text);
      if ('fault' in run) return failed(path, run.fault);
      const wrong = latest ? clockFault(run, latest) : null;
      if (wrong !== null) return failed(path, `${wrong}: its clock or the one here is wrong`);
      const fault = await onRun?.(run);
      if (fault) return { ...found, fault };
    }
    progress(Math.min(at + TOGETHER, wanted.length), wanted.length);
  }

  const names = await runNames(view);
  const [damaged] = names.damaged;
  if (damaged) return failed(damaged.path, damaged.fault);
  const loose = [...names.paths.values()].find((path) => !chained.has(path));
  if (loose !== undefined) return failed(loose, 'no line of the chain names it');
  if (since !== undefined) return found;

  const store = { before: async () => null };
  const corrections = await recordedCorrections(view);
  if ('place' in corrections) return { ...found, fault: corrections };
  const wish = { store, view, names, fresh: [], corrections, progress: () => {} };
  const { files } = await deriveAnew(wish, null);
  const standing = await view.read(files.keys());
  for (const [path, text] of files) {
    if (text === null) return failed(path, 'does not follow from the runs: it should not be there');
    if (!standing.has(path)) return failed(path, 'missing: it follows from the runs');
    if (standing.get(path) !== text) return failed(path, 'does not say what follows from the runs');
  }
  return { ...found, derived: files.size };
}

async function recordedCorrections(view: LedgerView): Promise<Correction[] | Fault> {
  try {
    return correctionsOf(await readRecordedAnnotations(view));
  } catch (error) {
    if (!(error instanceof UnusableParts)) throw error;
    return { place: ANNOTATIONS_PATH, what: error.message };
  }
}

/** Day on which a run began, as 2026-11-23, from its path. */
function dayOf(path: string): string {
  return runIdAt(path) === null
    ? ''
    : path.slice('runs/'.length, 'runs/2026/11/23'.length).replaceAll('/', '-');
}
