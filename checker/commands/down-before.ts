import { readFile } from 'node:fs/promises';
import { StateFile } from '../domain/ledger-files.ts';
import { PuptimeError } from '../domain/puptime-error.ts';

/** Sites that a state file knows to be down already; none without a file. */
export async function readDownBefore(path: string | undefined): Promise<Set<string>> {
  if (path === undefined) return new Set();
  try {
    const { sites } = StateFile.parse(JSON.parse(await readFile(path, 'utf8')));
    return downIn(sites);
  } catch (error) {
    const what = error instanceof Error ? error.message.slice(0, 300) : String(error);
    throw new PuptimeError(`--state ${path}: expected the state.json of a data branch: ${what}`, {
      exitCode: 2,
      cause: error,
    });
  }
}

/** Sites whose newest verdict is down. */
export function downIn(sites: StateFile['sites']): Set<string> {
  return new Set(Object.keys(sites).filter((id) => sites[id]?.verdict === 'down'));
}
