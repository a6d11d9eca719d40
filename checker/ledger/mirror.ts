import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from './atomic-file.ts';
import { canonicalJson } from './canonical-json.ts';
import { LedgerDirectory } from './ledger-directory.ts';
import type { LedgerView } from './ledger-store.ts';

/** What a mirror has, by path: the versions it was copied from. */
const Copied = z.object({
  version: z.literal(1),
  files: z.record(
    z.string().refine((path) => !path.split('/').includes('..')),
    z.string(),
  ),
});
const COPIED = '.mirror.json';
/** The parts of a ledger that are folders. */
const FOLDERS = ['runs', 'days', 'incidents', 'chain', 'quarantine'];
/** The files beside them. */
const FILES = ['annotations.json', 'issues.json', 'state.json'];

/**
 * Copies a ledger into a directory, for whoever reads plain files: what is there already in the same version is not read again, and
 * what the ledger has no more is taken away. The state comes last.
 */
export async function mirrorLedger(view: LedgerView, dir: string): Promise<void> {
  const known = await copiedBefore(dir);
  const versions = new Map<string, string>();
  for (const path of [...(await Promise.all(FOLDERS.map((folder) => view.list(folder)))).flat(), ...FILES]) {
    const version = view.version(path);
    if (version !== null) versions.set(path, version);
  }
  const wanted = [...versions].filter(([path, version]) => known[path] !== version).map(([path]) => path);
  const texts = await view.read(wanted);
  for (const path of wanted) await replaceFile(join(dir, path), texts.get(path) ?? '');
  const gone = Object.keys(known).filter((path) => !versions.has(path));
  for (const path of gone) await rm(join(dir, path), { force: true });
  await replaceFile(join(dir, COPIED), canonicalJson({ version: 1, files: Object.fromEntries(versions) }));
}

/** Empty where nothing was copied, or where that cannot be told: everything is copied again then. */
async function copiedBefore(dir: string): Promise<Record<string, string>> {
  const text = (await new LedgerDirectory(dir).read([COPIED])).get(COPIED);
  if (text === undefined) return {};
  try {
    return Copied.parse(JSON.parse(text)).files;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return {};
    throw error;
  }
}
