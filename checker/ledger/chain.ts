import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Sha256 } from '../domain/observation.ts';
import type { LedgerView } from './ledger-store.ts';

/** One line of `chain/2026-11.ndjson`: a run as it was recorded. */
export const ChainLine = z.strictObject({
  /** Of the run's record, from the ledger's root. */
  path: z.string(),
  /** Of the bytes of that file. */
  sha256: Sha256,
  /** Of the line before, without its line feed, in this file or the one before; null on the first line of all. */
  previous: Sha256.nullable(),
});
export type ChainLine = z.infer<typeof ChainLine>;

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A line as it stands in the file, without its line feed. */
export function chainText({ path, sha256, previous }: ChainLine): string {
  return JSON.stringify({ path, previous, sha256 });
}

/** The lines of a chain file. */
export function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

/**
 * The chain file to write for runs that are recorded now: path and text. Lines go into the month of `now`, or into the newest file
 * where that is a later month: the order of the lines is the order of recording whatever a clock says.
 */
export async function extendChain(
  view: LedgerView | null,
  runs: readonly { path: string; text: string }[],
  now: Date,
): Promise<[path: string, text: string]> {
  const newest = (await view?.list('chain'))?.at(-1);
  const before = newest === undefined ? '' : ((await view?.read([newest]))?.get(newest) ?? '');
  const path = [`chain/${now.toISOString().slice(0, 7)}.ndjson`, newest ?? ''].sort().at(-1) ?? '';
  const last = linesOf(before).at(-1);
  let previous = last === undefined ? null : sha256Of(last);
  let text = path === newest ? before : '';
  // A line that was cut short stays what it is: the next one begins on a line of its own.
  if (text !== '' && !text.endsWith('\n')) text += '\n';
  for (const run of runs) {
    const line = chainText({ path: run.path, sha256: sha256Of(run.text), previous });
    previous = sha256Of(line);
    text += `${line}\n`;
  }
  return [path, text];
}

/** Paths that the chain names. A line that is none is passed over: `verify` tells of it. */
export async function chainedPaths(view: LedgerView): Promise<Set<string>> {
  const paths = new Set<string>();
  for (const text of (await view.read(await view.list('chain'))).values()) {
    for (const line of linesOf(text)) {
      const path = /"path":"([^"]*)"/.exec(line)?.[1];
      if (path !== undefined) paths.add(path);
    }
  }
  return paths;
}
