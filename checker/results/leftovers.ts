import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RESULT_FILES } from './results-folder.ts';

/** Results folders below `dir`, whatever folders lie between, that earlier runs left without recording them, the oldest first. */
export async function leftoverResults(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
  const names = entries.flatMap((entry) =>
    entry.isDirectory() && !entry.name.startsWith('.') ? [entry.name] : [],
  );
  const folders = await Promise.all(
    names.toSorted().map(async (name) => {
      const folder = join(dir, name);
      return (await isResultsFolder(folder)) ? [folder] : leftoverResults(folder);
    }),
  );
  return folders.flat();
}

/** Whether a run left its results here. A folder without a head was killed before it could hold anything. */
export async function isResultsFolder(dir: string): Promise<boolean> {
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
  return names.some((name) => name === RESULT_FILES.head);
}
