import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { z } from 'zod';
import { PuptimeError } from '../domain/puptime-error.ts';

/** What to do about a broken file that can be derived again. */
export const REBUILD = 'run "puptime rebuild" to derive it again from runs/';
/** What to do about a broken file that cannot. */
export const RESTORE = 'it cannot be derived: restore it from the history or from a copy';

/**
 * A file of the ledger through its schema; null when there is none. Throws `PuptimeError` that names the file, the place in it and
 * the remedy when it is not JSON or not what the schema says.
 */
export async function readLedgerFile<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  remedy: string,
): Promise<z.output<Schema> | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // The message quotes the file, and a page's words may stand there.
    const message = error.message.replace(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, 200);
    throw new PuptimeError(`${path}: not JSON: ${message}; ${remedy}`, { cause: error });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = JSON.stringify((issue?.path ?? []).map(String).join('.'));
  throw new PuptimeError(`${path}: at ${place}: ${issue?.message ?? 'not valid'}; ${remedy}`, {
    cause: parsed.error,
  });
}

/** Files below a folder of the ledger, as sorted paths from `dir` with `/`; none when the folder is not there. Unfinished writes are left out. */
export async function listLedgerFiles(dir: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(dir, folder), { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json') && !entry.name.startsWith('.'))
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
