import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { PuptimeError } from '../domain/puptime-error.ts';
import { replaceFile } from './atomic-file.ts';
import { canonicalJson } from './canonical-json.ts';
import { LedgerDirectory } from './ledger-directory.ts';

/** What a mirror says of itself: which files it has, by path, and the versions they were copied from. */
export const MirrorMark = z.object({
  version: z.literal(1),
  /** The ledger has more than that. */
  part: z.literal(true).optional(),
  files: z.record(
    z.string().refine((path) => !path.split('/').includes('..')),
    z.string(),
  ),
});
export type MirrorMark = z.infer<typeof MirrorMark>;

const PATH = '.mirror.json';

/** Null where nothing was copied, or where that cannot be told: everything is copied again then. */
export async function readMark(dir: string): Promise<MirrorMark | null> {
  const text = (await new LedgerDirectory(dir).read([PATH])).get(PATH);
  if (text === undefined) return null;
  try {
    return MirrorMark.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** Marks a directory as a mirror. */
export function writeMark(dir: string, mark: MirrorMark): Promise<void> {
  return replaceFile(join(dir, PATH), canonicalJson(mark));
}

/** Rejects with `PuptimeError` where a directory has a part of a ledger alone: taken for the whole, it would tell of another history. */
export async function refusePart(dir: string): Promise<void> {
  if (!(await readMark(dir))?.part) return;
  throw new PuptimeError(
    `${dir} holds a part of a ledger that is kept elsewhere; name its repository with --remote, or another directory with --data`,
    { exitCode: 2 },
  );
}

/** Rejects with `PuptimeError` where a directory has a ledger that is no mirror. */
export async function refuseLedger(dir: string): Promise<void> {
  if ((await isThere(join(dir, PATH))) || !(await isThere(join(dir, 'state.json')))) return;
  throw new PuptimeError(
    `${dir} holds a ledger of its own, which a copy would overwrite; name another directory with --data`,
    { exitCode: 2 },
  );
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
