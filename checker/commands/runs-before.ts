import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exitAddresses } from '../domain/known-address.ts';
import { StateFile } from '../domain/ledger-files.ts';
import { plainText } from '../domain/plain-text.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import { RunFile } from '../domain/run-file.ts';
import type { CommandContext } from './context.ts';

/** What a check needs to know of the runs before it. */
export interface RunsBefore {
  /** Sites whose newest verdict is down. */
  downBefore: ReadonlySet<string>;
  /** Addresses that the exits of the newest run were seen from. */
  addressesBefore: ReadonlySet<string>;
}

/** The same of a state file that stands where its ledger has it; nothing without a file. Throws `PuptimeError` when it is no state file. */
export async function readRunsBefore(
  path: string | undefined,
  context: Pick<CommandContext, 'err'>,
): Promise<RunsBefore> {
  if (path === undefined) return { downBefore: new Set(), addressesBefore: new Set() };
  return runsBefore(dirname(path), await readState(path), context);
}

/** What the ledger in a directory knows. */
export async function runsBefore(
  dir: string,
  { sites, newestRun }: StateFile,
  context: Pick<CommandContext, 'err'>,
): Promise<RunsBefore> {
  return {
    downBefore: new Set(Object.keys(sites).filter((id) => sites[id]?.verdict === 'down')),
    addressesBefore: newestRun ? await addressesOf(join(dir, newestRun.path), context) : new Set(),
  };
}

/** A record that cannot be read is told, and no reason to check nothing. */
async function addressesOf(
  path: string,
  context: Pick<CommandContext, 'err'>,
): Promise<RunsBefore['addressesBefore']> {
  try {
    return exitAddresses(RunFile.parse(JSON.parse(await readFile(path, 'utf8'))));
  } catch (error) {
    // A state file may have been copied without the runs.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      const what = plainText(error instanceof Error ? error.message : String(error), 300);
      context.err(`${path}: which addresses the last run left from is not known: ${what}\n`);
    }
    return new Set();
  }
}

async function readState(path: string): Promise<StateFile> {
  try {
    return StateFile.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    const what = error instanceof Error ? error.message.slice(0, 300) : String(error);
    throw new PuptimeError(`--state ${path}: expected the state.json of a data branch: ${what}`, {
      exitCode: 2,
      cause: error,
    });
  }
}
